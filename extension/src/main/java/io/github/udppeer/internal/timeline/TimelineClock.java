package io.github.udppeer.internal.timeline;

import io.github.udppeer.internal.text.Words;

/**
 * From when a timeline counts.
 *
 * @param zeroNanos the monotonic clock's reading then
 * @param zero what happened then: {@code the test started}
 */
public record TimelineClock(long zeroNanos, String zero) {

  /** Returns a reading of the monotonic clock as {@code +1.2 ms}. */
  public String time(long nanos) {
    return (nanos < zeroNanos ? "-" : "+") + magnitude(nanos) + " ms";
  }

  String magnitude(long nanos) {
    return Words.milliseconds(Math.abs(nanos - zeroNanos));
  }
}
