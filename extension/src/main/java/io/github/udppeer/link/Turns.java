package io.github.udppeer.link;

import io.github.udppeer.core.Workers;
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
final class Turns {

  static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(2);

  private final ReentrantLock lock;
  private final Condition idle;
  private final Workers workers;
  private final Consumer<Flight> judge;
  private final Consumer<Flight> commit;
  private final Deque<Flight> queue = new ArrayDeque<>();
  private boolean running;
  private boolean closed;
  private @Nullable Thread runner;

  /**
   * Makes an empty queue.
   *
   * @param judge runs without the lock
   * @param commit runs with it
   */
  Turns(ReentrantLock lock, Workers workers, Consumer<Flight> judge, Consumer<Flight> commit) {
    this.lock = lock;
    this.idle = lock.newCondition();
    this.workers = workers;
    this.judge = judge;
    this.commit = commit;
  }

  /** Whether one is being judged, or waits. */
  boolean isBusy() {
    return running;
  }

  void add(Flight flight) {
    queue.add(flight);
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
    Flight flight = next(null);
    while (flight != null) {
      judge.accept(flight);
      flight = next(flight);
    }
  }

  private @Nullable Flight next(@Nullable Flight judged) {
    lock.lock();
    try {
      if (judged != null) {
        commit.accept(judged);
      }
      Flight next = queue.poll();
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
      Thread.currentThread().interrupt(); // the figures are told as they are
    }
  }

  /** Forgets those that wait, and lets nobody wait for the one that is being judged. */
  void close() {
    closed = true;
    queue.clear();
    idle.signalAll();
  }
}
