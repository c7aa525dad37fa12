package io.github.udppeer;

/**
 * The one datagram that an assertion waits for.
 *
 * @param which it is, in the words of the failure
 * @param expected tells whether a datagram is it
 * @param isFromSomewhere whether its source is what counts
 * @param firstIndex from which one on it may be
 */
record Wanted(String which, Expected expected, boolean isFromSomewhere, long firstIndex) {

  static Wanted any() {
    return new Wanted("a datagram", Expected.any(), false, 0);
  }

  /** One that came before does not count, whatever became of it. */
  Expected inTime() {
    return expected.from(firstIndex);
  }
}
