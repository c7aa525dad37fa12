package io.github.udppeer;

import java.net.SocketAddress;
import java.time.Duration;

/** A request that a peer is about to send; {@link #with} says where to. */
public final class DatagramExchange {

  private final DatagramPeerAssert peerAssert;
  private final DatagramPeer peer;
  private final byte[] request;

  DatagramExchange(DatagramPeerAssert peerAssert, DatagramPeer peer, byte[] request) {
    this.peerAssert = peerAssert;
    this.peer = peer;
    this.request = request;
  }

  /**
   * Sends the request, verifies that a reply comes from that address, and consumes it; datagrams
   * from elsewhere, and those that were pending before, stay so. Waits for at most the peer's
   * receive time-out.
   *
   * @param address where the request goes and the reply must come from
   * @return an assertion on the reply
   */
  public DatagramAssert with(SocketAddress address) {
    long next = peer.history().nextIndex();
    Duration sent = Duration.ofNanos(System.nanoTime() - peer.socket().openedNanos());
    peer.sendTo(address, request);
    return peerAssert.receivesReply(address, next, sent);
  }

  /**
   * Sends the request to another peer. Otherwise as {@link #with(SocketAddress)}.
   *
   * @param other a peer
   * @return an assertion on the reply
   */
  public DatagramAssert with(DatagramPeer other) {
    return with(other.reachableAddress(peer.address().getAddress()));
  }
}
