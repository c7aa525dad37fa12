package io.github.udppeer.internal.core;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/**
 * Who waits on a socket now, and what is run when something came. Who waits or announces holds the
 * socket's lock; the rest needs none.
 */
public final class ArrivalWait {

  /**
   * A thread that waits on a socket.
   *
   * @param thread who waits
   * @param what what it waits for
   * @param sinceNanos the monotonic clock's reading when it began to wait
   */
  public record Waiter(Thread thread, String what, long sinceNanos) {}

  interface Wait<T> {
    T run() throws IOException, InterruptedException;
  }

  private final Condition arrived;
  private final List<Waiter> waiting = new CopyOnWriteArrayList<>();
  private final List<Runnable> onArrival = new CopyOnWriteArrayList<>();

  ArrivalWait(Lock lock) {
    this.arrived = lock.newCondition();
  }

  void onArrival(Runnable step) {
    onArrival.add(step);
  }

  void noLongerOnArrival(Runnable step) {
    onArrival.remove(step);
  }

  /** Waits, and is known to wait meanwhile. */
  <T> T knowing(String what, Wait<T> wait) throws IOException, InterruptedException {
    Waiter waiter = new Waiter(Thread.currentThread(), what, System.nanoTime());
    waiting.add(waiter);
    try {
      return wait.run();
    } finally {
      waiting.remove(waiter);
    }
  }

  List<Waiter> waiters() {
    return List.copyOf(waiting);
  }

  /** Waits until something came, or somebody is to look again, for this long at most. */
  @SuppressWarnings("WaitNotInLoop") // the loops are the callers'
  void await(long nanos) throws InterruptedException {
    arrived.awaitNanos(nanos);
  }

  /** Has all that wait look again. A step that throws does not keep the others from being run. */
  void announce() {
    arrived.signalAll();
    for (Runnable step : onArrival) {
      CoreThreads.guarded(step);
    }
  }
}
