package io.github.udppeer.link;

import java.net.InetSocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A client of a link: an address, and the port by which the server knows it. */
final class Client {

  private final InetSocketAddress address;
  private @Nullable Upstream upstream;

  Client(InetSocketAddress address) {
    this.address = address;
  }

  InetSocketAddress address() {
    return address;
  }

  Upstream upstream() {
    return Objects.requireNonNull(upstream);
  }

  /** Gives the client a port on the server's side; the link's lock guards it. */
  void bind(Upstream newUpstream) {
    upstream = newUpstream;
  }
}
