package io.github.udppeer.link;

import io.github.udppeer.internal.core.RelaySocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A port of a link: on the clients' side it stands for a port of the server's, on the server's side
 * for a client. The link's lock guards it.
 */
final class LinkPort implements RelaySocket.Receiver {

  /** Finds the way of what comes from a source; null where it gets no further. */
  @FunctionalInterface
  interface Routing {
    @Nullable Route from(InetSocketAddress source, int length);
  }

  /** Is given what comes to the ports of a link. */
  interface Arrivals {

    void arrived(Route route, ByteBuffer payload);

    /** A socket is in trouble. */
    void failed(String what, Throwable broken);
  }

  private final Arrivals arrivals;
  private Routing routing;
  private @Nullable RelaySocket socket;
  private @Nullable InetSocketAddress latestSource;
  private @Nullable Route latestRoute;

  LinkPort(Arrivals arrivals, Routing routing) {
    this.arrivals = arrivals;
    this.routing = routing;
  }

  void open(RelaySocket opened) {
    socket = opened;
  }

  RelaySocket socket() {
    return Objects.requireNonNull(socket);
  }

  /** Routes what comes another way from now on. */
  void route(Routing another) {
    routing = another;
    latestSource = null;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // NIO hands out the same object for a repeated source
  public void received(ByteBuffer payload, InetSocketAddress source) {
    if (source != latestSource) {
      latestRoute = routing.from(source, payload.limit());
      latestSource = source;
    }
    Route route = latestRoute;
    if (route == null) {
      latestSource = null; // each of them is to be counted
    } else {
      arrivals.arrived(route, payload);
    }
  }

  @Override
  public void failed(String what, Throwable broken) {
    arrivals.failed(what, broken);
  }
}
