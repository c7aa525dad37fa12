package io.github.udppeer.internal.core;

import java.util.Comparator;
import java.util.TreeSet;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The core's timer: steps that fall due at a time of the monotonic clock. They run in the order of
 * their time, and those of the same time in the order in which they were given.
 *
 * <p>One daemon thread serves a whole run, and lives only while something is due later, and for a
 * second more. Where the system has no thread to give, steps are late until it has. A step must be
 * short, must not wait and must not throw; it runs no code of a user.
 */
public final class Timer implements AutoCloseable {

  /** A step that is due later. */
  @FunctionalInterface
  public interface Due {

    /** Forgets the step, unless it has begun. */
    void cancel();
  }

  private record Step(long dueNanos, long number, Runnable action) {}

  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** The clock's readings may overflow: only their differences count. */
  private static final Comparator<Step> IN_ORDER =
      (one, other) -> {
        int byTime = Long.signum(one.dueNanos - other.dueNanos);
        return byTime == 0 ? Long.compare(one.number, other.number) : byTime;
      };

  private final Retries retries;
  private final ThreadFactory threads;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final TreeSet<Step> steps = new TreeSet<>(IN_ORDER);
  private long given;
  private @Nullable Thread thread;
  private boolean refused;
  private boolean closed;

  Timer(Retries retries) {
    this(retries, task -> CoreThreads.daemon(task, "udp-peer-timer"));
  }

  Timer(Retries retries, ThreadFactory threads) {
    this.retries = retries;
    this.threads = threads;
  }

  /**
   * Has a step run when so much time has passed. After the end of the run it never does.
   *
   * @param delayNanos zero or more
   * @return the step, to be cancelled where it is no longer wanted
   */
  public Due after(long delayNanos, Runnable action) {
    return at(System.nanoTime() + delayNanos, action);
  }

  /**
   * Has a step run at a time, at once if that is past. After the end of the run it never does.
   *
   * @param dueNanos a reading of the monotonic clock
   * @return the step, to be cancelled where it is no longer wanted
   */
  public Due at(long dueNanos, Runnable action) {
    lock.lock();
    try {
      Step step = new Step(dueNanos, given++, action);
      if (!closed) {
        steps.add(step);
        wake();
      }
      return () -> cancel(step);
    } finally {
      lock.unlock();
    }
  }

  private void wake() {
    if (thread != null) {
      changed.signal();
    } else if (!refused && !isStarted()) {
      refused = true;
      retries.add(this::isServed);
    }
  }

  private boolean isStarted() {
    try {
      Thread started = threads.newThread(this::run);
      thread = CoreThreads.isStarted(started) ? started : null;
    } catch (OutOfMemoryError noHeap) {
      thread = null;
    }
    return thread != null;
  }

  private boolean isServed() {
    lock.lock();
    try {
      refused = thread == null && !steps.isEmpty() && !isStarted();
      return !refused;
    } finally {
      lock.unlock();
    }
  }

  private void cancel(Step step) {
    lock.lock();
    try {
      steps.remove(step);
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    Step next = awaitNext();
    while (next != null) {
      CoreThreads.guarded(next.action);
      next = awaitNext();
    }
  }

  /** Returns the next step when it is due, or null when the thread is to end. */
  private @Nullable Step awaitNext() {
    lock.lock();
    try {
      long idleSince = System.nanoTime();
      while (!closed) {
        long now = System.nanoTime();
        if (steps.isEmpty() ? now - idleSince >= IDLE_NANOS : steps.first().dueNanos - now <= 0) {
          break;
        }
        await(steps.isEmpty() ? IDLE_NANOS : steps.first().dueNanos - now);
      }
      Step next = steps.pollFirst();
      if (next == null) {
        thread = null; // the next step starts another one
      }
      return next;
    } finally {
      lock.unlock();
    }
  }

  @SuppressWarnings("WaitNotInLoop") // the loop is the caller's
  private void await(long nanos) {
    try {
      changed.awaitNanos(nanos);
    } catch (InterruptedException nobodyHasAReason) {
      Thread.interrupted();
    }
  }

  /** Forgets what is not due yet. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      steps.clear();
      changed.signal();
    } finally {
      lock.unlock();
    }
  }
}
