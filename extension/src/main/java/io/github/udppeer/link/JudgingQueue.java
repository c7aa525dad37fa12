package io.github.udppeer.link;

import io.github.udppeer.internal.core.Workers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Datagrams that wait until the functions of the test have decided on them, one after the other, in
 * a thread where such functions run. The link's lock guards it, but is not held while one runs.
 */
final class JudgingQueue {

  /** What is done with each. */
  interface Steps {

    /** Has the functions decide; runs without the lock. */
    void judge(Passing passing);

    /** Does what they have decided; runs with the lock. */
    void judged(Passing passing);

    /** Learns of what was thrown by the steps themselves; runs with the lock, or without. */
    void broke(Passing passing, Throwable thrown);
  }

  static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(2);

  private final ReentrantLock lock;
  private final Condition idle;
  private final Workers workers;
  private final Steps steps;
  private final Deque<Passing> queue = new ArrayDeque<>();
  private boolean running;
  private boolean closed;
  private @Nullable Thread runner;

  JudgingQueue(ReentrantLock lock, Workers workers, Steps steps) {
    this.lock = lock;
    this.idle = lock.newCondition();
    this.workers = workers;
    this.steps = steps;
  }

  /** Whether one is being judged, or waits. */
  boolean isBusy() {
    return running;
  }

  void add(Passing passing) {
    queue.add(passing);
    if (!running) {
      running = true;
      try {
        workers.execute(this::run);
      } catch (RejectedExecutionException runHasEnded) {
        close();
        running = false;
      }
    }
  }

  private void run() {
    Passing passing = next(null);
    while (passing != null) {
      safely(steps::judge, passing);
      passing = next(passing);
    }
  }

  /** Whatever goes wrong with one, those behind it get their turn. */
  private void safely(Consumer<Passing> step, Passing passing) {
    try {
      step.accept(passing);
    } catch (Throwable thrown) {
      steps.broke(passing, thrown);
    }
  }

  private @Nullable Passing next(@Nullable Passing judged) {
    lock.lock();
    try {
      if (judged != null) {
        safely(steps::judged, judged);
      }
      Passing next = queue.poll();
      running = next != null;
      runner = running ? Thread.currentThread() : null;
      if (!running) {
        idle.signalAll();
      }
      return next;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until none waits, but not for itself, and not longer than this. */
  void awaitIdle(long nanos) {
    long left = nanos;
    try {
      while (running && !closed && left > 0 && !Thread.currentThread().equals(runner)) {
        left = idle.awaitNanos(left);
      }
    } catch (InterruptedException wanted) {
      Thread.currentThread().interrupt(); // the figures are shown as they are
    }
  }

  /** Forgets those that wait, and lets nobody wait for the one that is being judged. */
  void close() {
    closed = true;
    queue.clear();
    idle.signalAll();
  }
}
