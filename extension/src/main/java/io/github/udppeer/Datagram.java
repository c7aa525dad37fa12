package io.github.udppeer;

import io.github.udppeer.internal.peer.CapturedDatagram;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.assertj.core.api.AssertProvider;
import org.jspecify.annotations.Nullable;

/**
 * One datagram as a peer received or sent it: an immutable value.
 *
 * <p>Unlike {@link java.net.DatagramPacket} it owns its bytes, knows how long the datagram was on
 * the wire, and so shows whether it was truncated.
 *
 * <p>Two of these are equal when they are the same arrival, or the same sending: same index, time,
 * addresses, lengths and bytes. So what a peek and the following receive return is equal, and two
 * datagrams that came one after the other never are, not even with the same bytes; for these there
 * is {@link DatagramPeerAssert#receivedNothingTwice()}.
 *
 * <p>Nothing here waits or consumes.
 *
 * @since 0.1.0
 */
public final class Datagram implements AssertProvider<DatagramAssert> {

  private final CapturedDatagram captured;

  Datagram(CapturedDatagram captured) {
    this.captured = captured;
  }

  /**
   * Returns the payload as it was kept: cut where the receiving buffer was too small.
   *
   * @return a copy, {@link #length()} bytes long
   */
  public byte[] payload() {
    return captured.payload();
  }

  /**
   * Returns the payload read as UTF-8; invalid bytes become U+FFFD.
   *
   * @return the text
   */
  public String text() {
    return captured.text();
  }

  /**
   * Returns the length of the payload that was kept: what {@code recvfrom} returns.
   *
   * @return bytes, 0 for an empty datagram
   */
  public int length() {
    return captured.length();
  }

  /**
   * Returns the length of the payload as it was sent: what {@code recvfrom} with {@code MSG_TRUNC}
   * returns.
   *
   * @return bytes
   */
  public int wireLength() {
    return captured.wireLength();
  }

  /**
   * Returns whether the receiving buffer cut the datagram. An exact fit is not truncation.
   *
   * @return whether {@link #length()} is less than {@link #wireLength()}
   */
  public boolean isTruncated() {
    return captured.isTruncated();
  }

  /**
   * Returns where the datagram came from.
   *
   * @return the source address and port
   */
  public InetSocketAddress source() {
    return captured.source();
  }

  /**
   * Returns where the datagram was sent to. Of a received one it is the address that the peer is
   * bound to, which may be the wildcard.
   *
   * @return the destination address and port
   */
  public InetSocketAddress destination() {
    return captured.destination();
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
    return captured.sinceOpened();
  }

  /**
   * Returns the datagram's number among those that the peer received, or sent.
   *
   * @return 0 for the first since the peer was opened
   */
  public long index() {
    return captured.index();
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

  CapturedDatagram captured() {
    return captured;
  }

  /**
   * Returns whether the other one is this very arrival or sending, seen once more: index and time
   * count too. To compare what was sent, compare {@link #text()}, or {@link #payload()} with {@code
   * Arrays.equals}.
   */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Datagram that && captured.equals(that.captured);
  }

  @Override
  public int hashCode() {
    return captured.hashCode();
  }

  /** Returns one line: length, source, destination and the beginning of the text. */
  @Override
  public String toString() {
    return captured.toString();
  }
}
