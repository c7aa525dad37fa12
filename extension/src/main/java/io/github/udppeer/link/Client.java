package io.github.udppeer.link;

import io.github.udppeer.internal.core.RelaySocket;
import java.net.InetSocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A client of a link: an address, and the socket by whose port the server knows it. */
final class Client {

  private final InetSocketAddress address;
  private @Nullable RelaySocket socket;

  Client(InetSocketAddress address) {
    this.address = address;
  }

  InetSocketAddress address() {
    return address;
  }

  RelaySocket socket() {
    return Objects.requireNonNull(socket);
  }

  /** Gives the client a port on the server's side; the link's lock guards it. */
  void bind(RelaySocket newSocket) {
    socket = newSocket;
  }
}
