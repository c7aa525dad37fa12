package io.github.udppeer.internal.core;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A point in time that a wait must not outlast, on the monotonic clock.
 *
 * <p>Unlike an {@code Instant} it does not move when somebody sets the system's clock.
 */
public final class Deadline {

  /** Keeps the sum with the clock's reading from overflowing: more than a hundred years. */
  private static final long LONGEST = Long.MAX_VALUE / 2;

  private final @Nullable LongSupplier nanoClock;
  private final long dueNanos;
  private final @Nullable BooleanSupplier isPointless;

  private Deadline(
      @Nullable LongSupplier nanoClock, long dueNanos, @Nullable BooleanSupplier isPointless) {
    this.nanoClock = nanoClock;
    this.dueNanos = dueNanos;
    this.isPointless = isPointless;
  }

  /** Returns the deadline that falls due when {@code limit} has passed from now. */
  public static Deadline after(Duration limit) {
    return new Deadline(null, System.nanoTime() + nanosOf(limit), null);
  }

  static Deadline after(Duration limit, LongSupplier nanoClock) {
    return new Deadline(nanoClock, nanoClock.getAsLong() + nanosOf(limit), null);
  }

  /** Returns a deadline that has fallen due already: for a call that must not wait. */
  public static Deadline now() {
    return after(Duration.ZERO);
  }

  /**
   * Returns one of the same time that has fallen due already where waiting is pointless. Whoever
   * makes it so has to wake those who wait.
   */
  public Deadline unless(BooleanSupplier isPointless) {
    return new Deadline(nanoClock, dueNanos, isPointless);
  }

  /** Returns one that falls due after {@code limit}, or with this one where that is sooner. */
  public Deadline within(Duration limit) {
    long sooner = clockNanos() + nanosOf(limit);
    return new Deadline(nanoClock, sooner - dueNanos < 0 ? sooner : dueNanos, isPointless);
  }

  /** Returns the nanoseconds left, zero or less when the deadline has fallen due. */
  public long remainingNanos() {
    if (isPointless != null && isPointless.getAsBoolean()) {
      return 0;
    }
    return dueNanos - clockNanos();
  }

  private long clockNanos() {
    return nanoClock == null ? System.nanoTime() : nanoClock.getAsLong();
  }

  private static long nanosOf(Duration limit) {
    try {
      return Math.min(limit.toNanos(), LONGEST);
    } catch (ArithmeticException tooLong) {
      return limit.isNegative() ? 0 : LONGEST;
    }
  }
}
