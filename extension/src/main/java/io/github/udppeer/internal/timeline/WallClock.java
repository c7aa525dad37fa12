package io.github.udppeer.internal.timeline;

import java.time.Instant;

/**
 * Turns readings of the monotonic clock into times of day, from one reading of both: a clock that
 * is set meanwhile moves nothing.
 *
 * @param nanos the monotonic clock's reading
 * @param at the time of day then
 */
public record WallClock(long nanos, Instant at) {

  /** Reads both clocks. */
  public static WallClock start() {
    return new WallClock(System.nanoTime(), Instant.now());
  }

  /** Returns the time of day of a reading of the monotonic clock. */
  public Instant at(long reading) {
    return at.plusNanos(reading - nanos);
  }
}
