package io.github.udppeer.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.PeerOptions;
import java.net.InetSocketAddress;

/** A peer, asked for a datagram or asserted to receive one. */
final class PeerRoute implements Route {

  private final DatagramPeer peer = DatagramPeer.open(PeerOptions.defaults());
  private final boolean asserting;

  PeerRoute(boolean asserting) {
    this.asserting = asserting;
  }

  @Override
  public InetSocketAddress address() {
    return peer.address();
  }

  @Override
  public void take() {
    if (asserting) {
      assertThat(peer).receives();
    } else {
      peer.receive();
    }
  }

  @Override
  public void forget() {
    peer.clear();
  }

  @Override
  public void close() {
    peer.close();
  }
}
