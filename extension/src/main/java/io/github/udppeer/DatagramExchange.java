package io.github.udppeer;

import io.github.udppeer.internal.failure.ExchangeRequest;
import java.net.SocketAddress;

/**
 * A request that a peer is about to send; {@link #with} says where to.
 *
 * @since 0.1.0
 */
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
   * <p>Who is asked through a multicast group or a broadcast address answers from an address of its
   * own: there the first datagram that comes after the request is the reply, whoever sent it, but
   * for the request itself, which a member of the group receives too. Who is asked through the
   * wildcard answers from that port of this machine.
   *
   * @param address where the request goes and the reply must come from
   * @return an assertion on the reply
   */
  public DatagramAssert with(SocketAddress address) {
    ExchangeRequest sent = ExchangeRequest.now(peer.peer(), address);
    peer.sendTo(address, request);
    return peerAssert.receivesReply(sent);
  }

  /**
   * Sends the request to another peer. Otherwise as {@link #with(SocketAddress)}.
   *
   * @param other a peer
   * @return an assertion on the reply
   */
  public DatagramAssert with(DatagramPeer other) {
    return with(other.peer().reachableAddress(peer.address().getAddress()));
  }
}
