package io.github.udppeer;

import io.github.udppeer.report.LiteralAddress;
import io.github.udppeer.report.PeerNames;
import io.github.udppeer.report.Words;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How messages call a peer, and the timeline that they end with. */
final class PeerText {

  private PeerText() {}

  static String subject(DatagramPeer peer) {
    return String.format(
        Locale.ROOT, "peer \"%s\" (%s)", peer.name(), Words.address(peer.address()));
  }

  /** Where a socket on this machine finds one that is bound here; one bound to :: by both. */
  static InetSocketAddress reachable(InetSocketAddress bound, InetAddress from) {
    if (!bound.getAddress().isAnyLocalAddress()) {
      return bound;
    }
    boolean ipv4 = bound.getAddress() instanceof Inet4Address || from instanceof Inet4Address;
    String loopback = ipv4 ? "127.0.0.1" : "::1";
    return new InetSocketAddress(LiteralAddress.constant(loopback), bound.getPort());
  }

  /** Says that a datagram came truncated, and if so whether the whole is as expected. */
  static Optional<String> truncation(Datagram datagram, byte[] expected) {
    return truncation(datagram)
        .map(
            words ->
                Arrays.equals(expected, datagram.whole())
                    ? words + "; whole, it is as expected"
                    : words);
  }

  /** Says that a datagram came truncated; empty where it did not. */
  static Optional<String> truncation(Datagram datagram) {
    return datagram.isTruncated()
        ? Optional.of(
            String.format(
                Locale.ROOT, "truncated (receiveCapacity = %s)", capacity(datagram.peer())))
        : Optional.empty();
  }

  static String capacity(DatagramPeer peer) {
    return Words.number(peer.options().receiveCapacity());
  }

  /** Which addresses are those of the peers and links of the same test. */
  static PeerNames names(DatagramPeer peer) {
    return new PeerNames(peer.group().participants());
  }

  /** The other end of a datagram: where it came from, or went to. */
  static InetSocketAddress other(Datagram datagram) {
    return datagram.isReceived() ? datagram.source() : datagram.destination();
  }

  /** Which of the datagrams that a peer received it is: {@code number 2 received, at +1.2 ms}. */
  static String when(Datagram datagram) {
    return String.format(
        Locale.ROOT,
        "number %s received, %s %s",
        Words.number(datagram.index() + 1),
        datagram.isTimeKnown() ? "at" : "no later than",
        datagram.peer().group().clock().time(nanos(datagram)));
  }

  /** The monotonic clock's reading when the datagram came. */
  static long nanos(Datagram datagram) {
    return datagram.peer().socket().openedNanos() + datagram.sinceOpened().toNanos();
  }

  /** Returns the timeline of every peer of the test, as it is now. */
  static String timeline(DatagramPeer peer) {
    return FailureView.now(peer).timeline(Map.of());
  }
}
