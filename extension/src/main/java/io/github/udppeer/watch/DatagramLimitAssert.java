package io.github.udppeer.watch;

import io.github.udppeer.internal.text.Words;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on the longest datagram that a receiver takes whole.
 *
 * @since 0.1.0
 */
public class DatagramLimitAssert extends AbstractAssert<DatagramLimitAssert, DatagramLimit> {

  DatagramLimitAssert(DatagramLimit actual) {
    super(actual, DatagramLimitAssert.class);
  }

  /**
   * Verifies that datagrams of so many bytes arrive whole.
   *
   * <pre>{@code
   * DatagramLimit limit =
   *     new DatagramLimit(2048, 2049, DatagramLimit.Above.CUT, 2048, false, 23);
   * assertThat(limit).isAtLeast(2048); // passes
   * assertThat(limit).isAtLeast(8192); // fails
   * }</pre>
   *
   * @param bytes how many
   * @return this
   * @throws AssertionError if they do not
   */
  public DatagramLimitAssert isAtLeast(int bytes) {
    if (actual.largestWhole() < bytes) {
      throw failure(
          "Expecting the receiver to take datagrams of %s whole%nbut it %s",
          Words.bytes(bytes), actual);
    }
    return this;
  }

  /**
   * Verifies what happens to longer datagrams.
   *
   * <pre>{@code
   * DatagramLimit limit =
   *     new DatagramLimit(2048, 2049, DatagramLimit.Above.CUT, 2048, false, 23);
   * assertThat(limit).above(DatagramLimit.Above.CUT); // passes
   * assertThat(limit).above(DatagramLimit.Above.DROPPED); // fails
   * }</pre>
   *
   * @param above what happens
   * @return this
   * @throws AssertionError if something else does
   */
  public DatagramLimitAssert above(DatagramLimit.Above above) {
    if (actual.above() != above) {
      throw failure(
          "Expecting that of longer datagrams the receiver has: %s%nbut it %s", above, actual);
    }
    return this;
  }
}
