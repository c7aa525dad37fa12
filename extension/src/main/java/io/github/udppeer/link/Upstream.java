package io.github.udppeer.link;

import io.github.udppeer.core.RelaySocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The port by which the server knows a client. */
final class Upstream implements RelaySocket.Receiver {

  private final Ports ports;
  private final Client client;
  private @Nullable RelaySocket socket;
  private @Nullable InetSocketAddress latestSource;
  private @Nullable Door latestDoor;
  private boolean retired;

  Upstream(Ports ports, Client client) {
    this.ports = ports;
    this.client = client;
  }

  void open(RelaySocket opened) {
    socket = opened;
  }

  RelaySocket socket() {
    return Objects.requireNonNull(socket);
  }

  /** The client has another port now; nothing gets through to it by this one. */
  void retire() {
    retired = true;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // NIO hands out the same object for a repeated source
  public void received(ByteBuffer payload, InetSocketAddress source) {
    if (retired) {
      ports.refuse(LinkDirection.TO_CLIENT, payload.limit(), source, "a port of before rebinding");
      return;
    }
    if (source != latestSource) {
      latestDoor = ports.doorFor(source, payload.limit());
      latestSource = source;
    }
    Door door = latestDoor;
    if (door == null) {
      latestSource = null; // each of them is to be counted
    } else {
      ports.arrived(LinkDirection.TO_CLIENT, client, door, payload);
    }
  }

  @Override
  public void failed(String what, Throwable broken) {
    ports.failed(what, broken);
  }
}
