package io.github.udppeer.core;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that run users' functions for all sockets of a run: as few as processors while the
 * functions are quick, and more where some do not return, so that a slow one delays no other.
 *
 * <p>A task that has waited for a millisecond while none was finished doubles the threads, up to
 * {@value #MOST}. Threads end when they have been idle for a second.
 */
public final class Workers implements AutoCloseable {

  /** Functions that may hang at the same time before they delay others. */
  private static final int MOST = 256;

  private static final long STALL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final int fewest = Math.max(2, Runtime.getRuntime().availableProcessors());
  private final DueSteps timer;
  private final ThreadPoolExecutor threads;
  private final AtomicInteger started = new AtomicInteger();
  private final AtomicBoolean watching = new AtomicBoolean();
  private volatile long completedAtLastLook;

  Workers(DueSteps timer) {
    this.timer = timer;
    threads =
        new ThreadPoolExecutor(
            fewest,
            MOST,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> CoreThreads.daemon(task, "udp-peer-worker-" + started.incrementAndGet()));
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Runs a task in one of the threads.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the run has ended
   */
  public void execute(Runnable task) {
    threads.execute(() -> timed(task));
    if (!threads.getQueue().isEmpty()) {
      watchForStalls();
    }
  }

  /** Whoever was slow made the threads more, and makes them fewer on its return. */
  private void timed(Runnable task) {
    long start = System.nanoTime();
    CoreThreads.telling(task);
    if (System.nanoTime() - start > STALL_NANOS) {
      resize(-1);
    }
  }

  private void watchForStalls() {
    if (watching.compareAndSet(false, true)) {
      completedAtLastLook = threads.getCompletedTaskCount();
      try {
        timer.after(STALL_NANOS, this::look);
      } catch (RejectedExecutionException runHasEnded) {
        // then nobody waits for the tasks either
      }
    }
  }

  private void look() {
    watching.set(false);
    int waiting = threads.getQueue().size();
    if (waiting == 0) {
      return;
    }
    if (threads.getCompletedTaskCount() == completedAtLastLook) {
      resize(Math.min(waiting, threads.getCorePoolSize()));
    }
    watchForStalls();
  }

  private synchronized void resize(int change) {
    int size = threads.getCorePoolSize() + change;
    threads.setCorePoolSize(Math.max(fewest, Math.min(MOST, size)));
  }

  /** Interrupts the tasks that run, and forgets those that wait. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
