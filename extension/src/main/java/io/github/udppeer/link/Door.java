package io.github.udppeer.link;

import io.github.udppeer.core.RelaySocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A port on the clients' side that stands for one of the server's ports. */
final class Door implements RelaySocket.Receiver {

  private final Ports ports;
  private final InetSocketAddress server;
  private @Nullable RelaySocket socket;
  private @Nullable InetSocketAddress latestSource;
  private @Nullable Client latestClient;

  Door(Ports ports, InetSocketAddress server) {
    this.ports = ports;
    this.server = server;
  }

  void open(RelaySocket opened) {
    socket = opened;
  }

  /** The server's port. */
  InetSocketAddress server() {
    return server;
  }

  RelaySocket socket() {
    return Objects.requireNonNull(socket);
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // NIO hands out the same object for a repeated source
  public void received(ByteBuffer payload, InetSocketAddress source) {
    if (source != latestSource) {
      latestClient = ports.clientAt(source, payload.limit());
      latestSource = source;
    }
    Client client = latestClient;
    if (client == null) {
      latestSource = null; // each of them is to be counted
    } else {
      ports.arrived(LinkDirection.TO_SERVER, client, this, payload);
    }
  }

  @Override
  public void failed(String what, Throwable broken) {
    ports.failed(what, broken);
  }
}
