package io.github.udppeer.internal.evidence;

import java.util.List;
import java.util.OptionalLong;

/**
 * A sequence diagram, before it is drawn: lifelines side by side, and what happened from top to
 * bottom.
 *
 * @param columns the lifelines, the peers first
 * @param rows what happened, in its order
 */
record Diagram(List<Column> columns, List<Row> rows) {

  /**
   * A lifeline.
   *
   * @param name what it is called
   * @param address where it is, empty where that is its name
   * @param isPeer whether the test looks out of it
   */
  record Column(String name, String address, boolean isPeer) {}

  /** One thing that happened. */
  sealed interface Row {
    long nanos();
  }

  /**
   * A datagram on its way.
   *
   * @param nanos when it was sent, or captured if nobody saw it being sent
   * @param from the number of a column
   * @param to the number of a column
   * @param datagram as it was captured, else as it was sent
   * @param way what is known of the way
   */
  record Arrow(long nanos, int from, int to, ExchangeDatagram datagram, Way way) implements Row {
    /**
     * Returns whether it is known when it came: one that was found queued came at some time before.
     */
    boolean isTimeKnown() {
      return way.capturedNanos().isPresent() || !datagram.fate().together();
    }
  }

  /**
   * What is known of a datagram's way.
   *
   * @param capturedNanos when a peer captured what another had sent
   * @param isMissing whether it went to a peer that did not capture it
   */
  record Way(OptionalLong capturedNanos, boolean isMissing) {
    static final Way UNKNOWN = new Way(OptionalLong.empty(), false);
    static final Way MISSING = new Way(OptionalLong.empty(), true);
  }

  /**
   * Something that happened to a peer.
   *
   * @param nanos when
   * @param column the number of the peer's column
   * @param text what
   */
  record Event(long nanos, int column, String text) implements Row {}

  /**
   * The failure.
   *
   * @param nanos when
   * @param text where
   */
  record Failed(long nanos, String text) implements Row {}

  /**
   * A while in which nothing happened.
   *
   * @param nanos when it ended
   * @param lengthNanos how long it was
   */
  record Gap(long nanos, long lengthNanos) implements Row {}

  List<Arrow> arrows() {
    return rows.stream().filter(Arrow.class::isInstance).map(Arrow.class::cast).toList();
  }
}
