package io.github.udppeer.internal.peer;

import io.github.udppeer.exceptions.DatagramTooLargeException;
import io.github.udppeer.internal.core.CapturedSocket;
import io.github.udppeer.internal.core.Deadline;
import io.github.udppeer.internal.core.Thrown;
import io.github.udppeer.internal.kernel.LiteralAddress;
import io.github.udppeer.internal.text.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Locale;

/** The sending side of a peer: {@code sendto}, and what it refuses. */
public final class PeerSender {

  /** 65,535 less the headers of IPv4 (20) and UDP (8). */
  private static final int LONGEST_IPV4 = 65_507;

  /** 65,535 less the header of UDP (8); the header of IPv6 does not count. */
  private static final int LONGEST_IPV6 = 65_527;

  private final Peer peer;
  private final CapturedSocket socket;

  public PeerSender(Peer peer) {
    this.peer = peer;
    this.socket = peer.socket();
  }

  public void send(SocketAddress destination, ByteBuffer payload) {
    send(destination, payload, Deadline.after(peer.patience().scaled(peer.receiveTimeout())));
  }

  /** Sends without waiting for room, which a thread that serves others must not do. */
  public void sendNow(SocketAddress destination, ByteBuffer payload) {
    send(destination, payload, Deadline.now());
  }

  private void send(SocketAddress destination, ByteBuffer payload, Deadline deadline) {
    InetSocketAddress target = checked(destination);
    checkLength(target, payload.remaining());
    int bytes = payload.remaining(); // sending takes them
    try {
      if (!socket.send(payload, target, deadline)) {
        throw new UncheckedIOException(
            String.format(
                Locale.ROOT,
                "cannot %s: the system had no room to send from %s in time",
                what(bytes, target),
                peer),
            new SocketTimeoutException("send"));
      }
    } catch (IOException | InterruptedException failure) {
      throw CoreCalls.explained(peer, what(bytes, target), failure);
    }
  }

  private static String what(int bytes, InetSocketAddress destination) {
    return "send " + Words.bytes(bytes) + " to " + Words.address(destination);
  }

  private InetSocketAddress checked(SocketAddress destination) {
    if (!(destination instanceof InetSocketAddress target)) {
      throw refused(Thrown.text(destination), "it is not an internet address");
    }
    if (target.isUnresolved()) {
      throw refused(Words.address(target), "the name is not resolved; use a literal address");
    }
    if (target.getPort() == 0) {
      throw refused(Words.address(target), "port 0 is no destination");
    }
    if (!reaches(target.getAddress())) {
      throw refused(
          Words.address(target),
          String.format(
              Locale.ROOT,
              "the peer is bound to an %s address; open one with host = \"%s\"",
              LiteralAddress.family(peer.address().getAddress()),
              target.getAddress() instanceof Inet4Address ? "127.0.0.1" : "::1"));
    }
    return target;
  }

  /** A socket reaches its own family; one bound to the IPv6 wildcard reaches IPv4 too. */
  private boolean reaches(InetAddress destination) {
    InetAddress local = peer.address().getAddress();
    return LiteralAddress.sameFamily(local, destination)
        || (!(local instanceof Inet4Address) && local.isAnyLocalAddress());
  }

  private IllegalArgumentException refused(String destination, String why) {
    return new IllegalArgumentException(
        String.format(Locale.ROOT, "%s cannot send to %s: %s", peer, destination, why));
  }

  private void checkLength(InetSocketAddress destination, int length) {
    boolean ipv4 = destination.getAddress() instanceof Inet4Address;
    int limit = ipv4 ? LONGEST_IPV4 : LONGEST_IPV6;
    if (length > limit) {
      throw new DatagramTooLargeException(
          String.format(
              Locale.ROOT,
              "%s cannot send %s to %s: a datagram over %s carries at most %s; nothing was sent",
              peer,
              Words.bytes(length),
              Words.address(destination),
              ipv4 ? "IPv4" : "IPv6",
              Words.bytes(limit)),
          length,
          limit);
    }
  }
}
