package io.github.udppeer.core;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The core's timer: steps that fall due, in the order of their time, and those of the same time in
 * the order in which they were given.
 *
 * <p>One daemon thread serves a whole run, and only while something is due later. A step must be
 * short, must not wait and must not throw; it runs no code of a user.
 */
public final class DueSteps implements AutoCloseable {

  /** A step that is due later. */
  @FunctionalInterface
  public interface Due {

    /** Forgets the step, unless it has begun. */
    void cancel();
  }

  private final ScheduledThreadPoolExecutor timer;

  DueSteps() {
    timer = new ScheduledThreadPoolExecutor(1, task -> CoreThreads.daemon(task, "udp-peer-timer"));
    timer.setRemoveOnCancelPolicy(true);
    timer.setKeepAliveTime(1, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
  }

  /**
   * Has a step run when so much time has passed.
   *
   * @param delayNanos zero or more
   * @return the step, to be cancelled where it is no longer wanted
   * @throws java.util.concurrent.RejectedExecutionException if the run has ended
   */
  public Due after(long delayNanos, Runnable step) {
    ScheduledFuture<?> due =
        timer.schedule(() -> CoreThreads.telling(step), delayNanos, TimeUnit.NANOSECONDS);
    return () -> due.cancel(false);
  }

  /** Cancels what is not due yet. */
  @Override
  public void close() {
    timer.shutdownNow();
  }
}
