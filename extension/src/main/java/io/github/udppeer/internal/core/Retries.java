package io.github.udppeer.internal.core;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Steps for which memory or a thread was wanting. The loop's thread, which always lives, tries them
 * again until they succeed: whoever gave them has no thread of its own to do so.
 */
final class Retries {

  /** Short for a test, and long for a system that has nothing left to give. */
  static final long PAUSE_MILLIS = 50;

  static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS);

  private final Queue<BooleanSupplier> waiting = new ConcurrentLinkedQueue<>();
  private final Runnable wake;
  private long triedNanos = System.nanoTime();

  Retries(Runnable wake) {
    this.wake = wake;
  }

  /**
   * Has a step tried again.
   *
   * @param step returns whether it has succeeded; it must be short and must not wait
   */
  void add(BooleanSupplier step) {
    waiting.add(step);
    wake.run();
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Tries each once, if the pause since the last time is over. Only the loop's thread calls it. */
  void run() {
    if (!waiting.isEmpty() && System.nanoTime() - triedNanos >= PAUSE_NANOS) {
      waiting.removeIf(Retries::succeeds);
      triedNanos = System.nanoTime();
    }
  }

  /** One that throws is broken, and would be so again. */
  private static boolean succeeds(BooleanSupplier step) {
    boolean[] succeeded = {true};
    CoreThreads.guarded(() -> succeeded[0] = step.getAsBoolean());
    return succeeded[0];
  }
}
