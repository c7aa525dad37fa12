package io.github.udppeer;

import io.github.udppeer.core.CaptureView;
import io.github.udppeer.report.ShownPayload;
import io.github.udppeer.report.Words;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.assertj.core.api.AssertProvider;

/**
 * One datagram as a peer received or sent it: an immutable value.
 *
 * <p>Unlike {@link java.net.DatagramPacket} it owns its bytes, knows how long the datagram was on
 * the wire, and so tells whether it was truncated.
 *
 * <p>Two of these are equal when they are the same arrival, or the same sending: same index, time,
 * addresses, lengths and bytes. So what a peek and the following receive return is equal, and two
 * datagrams that came one after the other never are, not even with the same bytes; for these there
 * is {@link DatagramPeerAssert#receivedNothingTwice()}.
 *
 * <p>Nothing here waits or consumes.
 */
public final class Datagram implements AssertProvider<DatagramAssert> {

  private final DatagramPeer peer;
  private final boolean received;
  private final byte[] whole;
  private final int kept;
  private final InetSocketAddress source;
  private final InetSocketAddress destination;
  private final long index;
  private final Duration sinceOpened;
  private final boolean timeKnown;

  private Datagram(DatagramPeer peer, boolean received, CaptureView view, int entry, int capacity) {
    InetSocketAddress other = view.address(entry);
    this.peer = peer;
    this.received = received;
    this.whole = view.payload(entry);
    this.kept = Math.min(whole.length, capacity);
    this.source = received ? other : peer.address();
    this.destination = received ? peer.address() : other;
    this.index = view.index(entry);
    this.sinceOpened = Duration.ofNanos(view.nanos(entry) - peer.socket().openedNanos());
    this.timeKnown = !received || !view.isTogether(entry);
  }

  private Datagram(Datagram of, byte[] payload) {
    this.peer = of.peer;
    this.received = of.received;
    this.whole = payload;
    this.kept = payload.length;
    this.source = of.source;
    this.destination = of.destination;
    this.index = of.index;
    this.sinceOpened = of.sinceOpened;
    this.timeKnown = of.timeKnown;
  }

  static Datagram received(DatagramPeer peer, CaptureView view, int entry, int capacity) {
    return new Datagram(peer, true, view, entry, capacity);
  }

  static Datagram sent(DatagramPeer peer, CaptureView view, int entry) {
    return new Datagram(peer, false, view, entry, Integer.MAX_VALUE);
  }

  /**
   * Returns the payload as it was kept: cut where the receiving buffer was too small.
   *
   * @return a copy, {@link #length()} bytes long
   */
  public byte[] payload() {
    return Arrays.copyOf(whole, kept);
  }

  /**
   * Returns the payload read as UTF-8; bytes that are none become U+FFFD.
   *
   * @return the text
   */
  public String text() {
    return new String(whole, 0, kept, StandardCharsets.UTF_8);
  }

  /**
   * Returns the length of the payload that was kept: what {@code recvfrom} returns.
   *
   * @return bytes, 0 for an empty datagram
   */
  public int length() {
    return kept;
  }

  /**
   * Returns the length of the payload as it was sent: what {@code recvfrom} with {@code MSG_TRUNC}
   * returns.
   *
   * @return bytes
   */
  public int wireLength() {
    return whole.length;
  }

  /**
   * Tells whether the receiving buffer cut the datagram. An exact fit is not truncation.
   *
   * @return whether {@link #length()} is less than {@link #wireLength()}
   */
  public boolean isTruncated() {
    return kept < whole.length;
  }

  /**
   * Returns where the datagram came from.
   *
   * @return the source address and port
   */
  public InetSocketAddress source() {
    return source;
  }

  /**
   * Returns where the datagram was sent to. Of a received one it is the address that the peer is
   * bound to, which may be the wildcard.
   *
   * @return the destination address and port
   */
  public InetSocketAddress destination() {
    return destination;
  }

  /**
   * Returns when the datagram was captured, or sent. A received one came no later than that. Those
   * that are found queued together, or by a peer that was frozen, are captured one right after the
   * other, so the time between two of them is not that between their arrivals; the timeline marks
   * them with {@code ~}.
   *
   * @return the time since the peer was opened, on the monotonic clock
   */
  public Duration sinceOpened() {
    return sinceOpened;
  }

  /**
   * Returns the datagram's number among those that the peer received, or sent.
   *
   * @return 0 for the first since the peer was opened
   */
  public long index() {
    return index;
  }

  /**
   * Returns an assertion on this datagram, for AssertJ's {@code assertThat}.
   *
   * @return a new assertion
   */
  @Override
  public DatagramAssert assertThat() {
    return new DatagramAssert(this);
  }

  DatagramPeer peer() {
    return peer;
  }

  /** Whether it came from that peer. */
  boolean isFrom(DatagramPeer other) {
    return isAddressOf(other, source);
  }

  /** Whether a datagram with this address for one end names that peer. */
  static boolean isAddressOf(DatagramPeer peer, InetSocketAddress seen) {
    return seen.equals(addressOf(peer, seen));
  }

  /** How that peer is addressed where a datagram has this address for it. */
  static InetSocketAddress addressOf(DatagramPeer peer, InetSocketAddress seen) {
    return seen.equals(peer.address()) ? seen : peer.reachableAddress(seen.getAddress());
  }

  /** Whether it came at {@link #sinceOpened()}, and not at some time before. */
  boolean isTimeKnown() {
    return timeKnown;
  }

  /** Whether the peer received it; else the peer sent it. */
  boolean isReceived() {
    return received;
  }

  /** The payload as people may see it: redacted as a whole, and then cut as it was received. */
  byte[] shown() {
    PeerOptions options = peer.options();
    if (!options.isRedacting()) {
      return payload();
    }
    byte[] left = ShownPayload.redacted(whole, options.redactor()::redact);
    return isTruncated() ? Arrays.copyOf(left, Math.min(left.length, kept)) : left;
  }

  /** Whether people may see all of it, so that facts of its bytes give nothing away. */
  boolean isShownWhole() {
    PeerOptions options = peer.options();
    return !options.isRedacting()
        || Arrays.equals(whole, ShownPayload.redacted(whole, options.redactor()::redact));
  }

  /** The same as people may see it, for functions that make something of it to be shown. */
  Datagram asShown() {
    return new Datagram(this, shown());
  }

  /** The text as people may see it. */
  String shownText() {
    return new String(shown(), StandardCharsets.UTF_8);
  }

  /** The payload before it was cut. */
  byte[] whole() {
    return whole.clone();
  }

  /**
   * Tells whether the other one is this very arrival or sending, seen once more: index and time
   * count too. To compare what was sent, compare {@link #text()}, or {@link #payload()} with {@code
   * Arrays.equals}.
   */
  @Override
  public boolean equals(Object other) {
    return other instanceof Datagram that
        && index == that.index
        && kept == that.kept
        && source.equals(that.source)
        && destination.equals(that.destination)
        && sinceOpened.equals(that.sinceOpened)
        && Arrays.equals(whole, that.whole);
  }

  @Override
  public int hashCode() {
    return Objects.hash(index, source, destination, Arrays.hashCode(whole));
  }

  /** Returns one line: length, source, destination and the beginning of the text. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s%s from %s to %s: %s",
        Words.bytes(kept),
        isTruncated() ? " of " + Words.number(whole.length) + ", truncated," : "",
        Words.address(source),
        Words.address(destination),
        Words.quoted(shownText()));
  }
}
