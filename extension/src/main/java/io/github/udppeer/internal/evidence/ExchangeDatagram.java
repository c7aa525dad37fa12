package io.github.udppeer.internal.evidence;

import io.github.udppeer.internal.text.ShownPayload;
import io.github.udppeer.internal.timeline.Standing;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * One datagram of an exchange, as one peer had it.
 *
 * @param received whether the peer received it; else the peer sent it
 * @param nanos the monotonic clock's reading when it was captured or sent
 * @param other the source of a received one, the destination of a sent one
 * @param payload what may be seen of the payload
 * @param fate what became of it
 * @param via where a link had it, and what the link did with it; empty for a peer's
 */
public record ExchangeDatagram(
    boolean received,
    long nanos,
    InetSocketAddress other,
    ShownPayload payload,
    Fate fate,
    Optional<Via> via) {

  /**
   * What a link did with a datagram.
   *
   * @param port by which of its ports it came or left
   * @param verdict what the link's rules did with it, empty for one that left
   */
  public record Via(InetSocketAddress port, String verdict) {}

  /** Makes a peer's. */
  public ExchangeDatagram(
      boolean received, long nanos, InetSocketAddress other, ShownPayload payload, Fate fate) {
    this(received, nanos, other, payload, fate, Optional.empty());
  }

  /**
   * What became of a datagram. A sent one is neither consumed nor anything else.
   *
   * @param standing whether the test took it, and if not, what a script has done with it
   * @param peeked whether the test looked at it first
   * @param keptBytes how much of it a receive of the peer's capacity keeps
   * @param asserted whether the failed assertion is about it
   * @param together whether it was found queued, so that its time is only the latest that can be
   */
  public record Fate(
      Standing standing, boolean peeked, int keptBytes, boolean asserted, boolean together) {

    /** Returns the same, asserted on if it was, or if this is true. */
    Fate assertedIf(boolean isAsserted) {
      return new Fate(standing, peeked, keptBytes, asserted || isAsserted, together);
    }
  }

  /** Returns the same with another payload to show. */
  ExchangeDatagram showing(ShownPayload shown) {
    return new ExchangeDatagram(received, nanos, other, shown, fate, via);
  }

  /** Returns the same, asserted on if it was, or if this is true. */
  ExchangeDatagram assertedIf(boolean isAsserted) {
    return new ExchangeDatagram(received, nanos, other, payload, fate.assertedIf(isAsserted), via);
  }

  /** Returns whether it waits to be taken, and nobody has dealt with it. */
  public boolean isPending() {
    return received && fate.standing() == Standing.PENDING;
  }

  /** Returns whether the receiving buffer is too small for it. */
  public boolean isTruncated() {
    return received && fate.keptBytes() < payload.wireLength();
  }
}
