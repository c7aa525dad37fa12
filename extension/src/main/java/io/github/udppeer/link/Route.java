package io.github.udppeer.link;

import io.github.udppeer.internal.core.RelaySocket;
import java.net.InetSocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The way of datagrams through a link: between which client and which port of the server's, and in
 * which direction. The client may get another port while a datagram waits.
 */
final class Route {

  /** A client of a link: an address, and the socket by whose port the server knows it. */
  static final class Client {

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

  private final LinkDirection direction;
  private final Client client;
  private final InetSocketAddress server;
  private final RelaySocket door;

  /**
   * A way.
   *
   * @param door the link's port that stands for the server's
   */
  Route(LinkDirection direction, Client client, InetSocketAddress server, RelaySocket door) {
    this.direction = direction;
    this.client = client;
    this.server = server;
    this.door = door;
  }

  LinkDirection direction() {
    return direction;
  }

  InetSocketAddress clientAddress() {
    return client.address();
  }

  /** Who is at the end of a direction. */
  InetSocketAddress end(LinkDirection of) {
    return of == LinkDirection.TO_SERVER ? server : client.address();
  }

  /** The link's port from which datagrams of a direction leave. */
  RelaySocket exit(LinkDirection of) {
    return of == LinkDirection.TO_SERVER ? client.socket() : door;
  }
}
