package io.github.udppeer.internal.peer;

import io.github.udppeer.internal.core.CaptureView;
import io.github.udppeer.internal.text.ShownPayload;
import io.github.udppeer.internal.text.Words;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One datagram as a peer received or sent it: an immutable value. */
public final class CapturedDatagram {

  private final Peer peer;
  private final boolean received;
  private final byte[] whole;
  private final int kept;
  private final InetSocketAddress source;
  private final InetSocketAddress destination;
  private final long index;
  private final Duration sinceOpened;
  private final boolean timeKnown;

  private CapturedDatagram(Peer peer, boolean received, CaptureView view, int entry, int capacity) {
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

  private CapturedDatagram(CapturedDatagram of, byte[] payload) {
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

  /** What a receive makes of an entry of the log: cut to the peer's receive capacity. */
  public static CapturedDatagram received(Peer peer, CaptureView view, int entry) {
    return received(peer, view, entry, peer.settings().receiveCapacity());
  }

  static CapturedDatagram received(Peer peer, CaptureView view, int entry, int capacity) {
    return new CapturedDatagram(peer, true, view, entry, capacity);
  }

  public static CapturedDatagram sent(Peer peer, CaptureView view, int entry) {
    return new CapturedDatagram(peer, false, view, entry, Integer.MAX_VALUE);
  }

  public Peer peer() {
    return peer;
  }

  public byte[] payload() {
    return Arrays.copyOf(whole, kept);
  }

  public String text() {
    return new String(whole, 0, kept, StandardCharsets.UTF_8);
  }

  /** The bytes that were kept. */
  public int length() {
    return kept;
  }

  public int wireLength() {
    return whole.length;
  }

  public boolean isTruncated() {
    return kept < whole.length;
  }

  public InetSocketAddress source() {
    return source;
  }

  public InetSocketAddress destination() {
    return destination;
  }

  /** The other end: where it came from, or went to. */
  public InetSocketAddress other() {
    return received ? source : destination;
  }

  public Duration sinceOpened() {
    return sinceOpened;
  }

  /** The monotonic clock's reading when it came. */
  public long nanos() {
    return peer.socket().openedNanos() + sinceOpened.toNanos();
  }

  /** Its number among those that the peer received, or sent. */
  public long index() {
    return index;
  }

  /** Whether it came from that peer. */
  public boolean isFrom(Peer other) {
    return isAddressOf(other, source);
  }

  /** Whether a datagram with this address for one end names that peer. */
  public static boolean isAddressOf(Peer peer, InetSocketAddress seen) {
    return seen.equals(addressOf(peer, seen));
  }

  /** How that peer is addressed where a datagram has this address for it. */
  public static InetSocketAddress addressOf(Peer peer, InetSocketAddress seen) {
    return seen.equals(peer.address()) ? seen : peer.reachableAddress(seen.getAddress());
  }

  /** Whether it came at {@link #sinceOpened()}, and not at some time before. */
  public boolean isTimeKnown() {
    return timeKnown;
  }

  /** Whether the peer received it; else the peer sent it. */
  public boolean isReceived() {
    return received;
  }

  /** The payload as people may see it: redacted as a whole, and then cut as it was received. */
  public byte[] shown() {
    PeerSettings settings = peer.settings();
    if (!settings.isRedacting()) {
      return payload();
    }
    byte[] left = ShownPayload.redacted(whole, settings.redaction()::redact);
    return isTruncated() ? Arrays.copyOf(left, Math.min(left.length, kept)) : left;
  }

  /** Whether people may see all of it, so that facts of its bytes give nothing away. */
  public boolean isShownWhole() {
    PeerSettings settings = peer.settings();
    return !settings.isRedacting()
        || Arrays.equals(whole, ShownPayload.redacted(whole, settings.redaction()::redact));
  }

  /** The same as people may see it, for functions that make something of it to be shown. */
  public CapturedDatagram asShown() {
    return new CapturedDatagram(this, shown());
  }

  /** The text as people may see it. */
  public String shownText() {
    return new String(shown(), StandardCharsets.UTF_8);
  }

  /** The payload before it was cut. */
  public byte[] whole() {
    return whole.clone();
  }

  /** Index and time count too: the other one is this very arrival or sending. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CapturedDatagram that
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
