package io.github.udppeer.internal.script;

import io.github.udppeer.exceptions.PeerClosedException;
import io.github.udppeer.internal.core.CaptureView;
import io.github.udppeer.internal.core.CapturedSocket;
import io.github.udppeer.internal.core.Deadline;
import io.github.udppeer.internal.peer.CapturedDatagram;
import io.github.udppeer.internal.peer.CoreCalls;
import io.github.udppeer.internal.peer.Peer;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands the datagrams that a peer receives to its script, one after another, in the workers'
 * threads. It holds no thread while nothing comes, and none for long while much comes.
 */
public final class ScriptRun {

  /** Datagrams handed on before other peers get their turn. */
  private static final int TURN = 64;

  /** Short for a test, and long for a heap that has no room. */
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Peer peer;
  private final CapturedSocket socket;
  private final Consumer<CapturedDatagram> script;
  private final AtomicInteger arrivals = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition progressed = lock.newCondition();
  private volatile long next;
  private @Nullable Thread working;
  private @Nullable CapturedDatagram current;
  private long currentSince;
  private boolean closed;

  public ScriptRun(Peer peer, Consumer<CapturedDatagram> script) {
    this.peer = peer;
    this.socket = peer.socket();
    this.script = script;
  }

  /** Begins with what arrives from now on. */
  public void start() {
    if (socket.isClosed()) {
      throw new PeerClosedException("cannot begin a script: " + peer + " is closed");
    }
    next = peer.history().nextIndex();
    try {
      socket.onArrival(this::arrived);
    } catch (IOException failure) {
      throw CoreCalls.explained(peer, "begin a script", failure);
    }
    arrived(); // something may have come in between
  }

  /** Whoever captures calls this, under the socket's lock: it only hands on. */
  private void arrived() {
    if (arrivals.getAndIncrement() == 0) {
      takeTurn();
    }
  }

  private void takeTurn() {
    try {
      socket.workers().execute(this::work);
    } catch (RejectedExecutionException runHasEnded) {
      close(); // nobody is left to be answered
    } catch (OutOfMemoryError noHeap) {
      takeTurnLater();
    }
  }

  /** What came stays where it is, and there may be room again. */
  private void takeTurnLater() {
    try {
      socket.timer().after(PAUSE_NANOS, this::takeTurn);
    } catch (OutOfMemoryError notEvenForThat) {
      arrivals.set(0); // so the next arrival takes the turn, or whoever waits for the end
    }
  }

  private void work() {
    int seen = arrivals.get();
    boolean isMore;
    workedBy(Thread.currentThread());
    try {
      isMore = handOn();
    } catch (OutOfMemoryError noHeap) {
      takeTurnLater();
      return;
    } finally {
      workedBy(null);
    }
    if (isMore || arrivals.addAndGet(-seen) != 0) {
      takeTurn();
    }
  }

  /** An interrupt is for the script of this peer, and must not meet the next one. */
  private void workedBy(@Nullable Thread worker) {
    lock.lock();
    try {
      working = worker;
      Thread.interrupted();
    } finally {
      lock.unlock();
    }
  }

  /** Returns whether there may be more. */
  private boolean handOn() {
    for (int turn = 0; turn < TURN; turn++) {
      CapturedDatagram datagram = nextDatagram();
      if (datagram == null) {
        return false;
      }
      progress(datagram.index(), datagram);
      try {
        script.accept(datagram);
      } finally {
        progress(datagram.index() + 1, null);
      }
    }
    return true;
  }

  /** Each is looked up anew: the test may have cleared the peer meanwhile. */
  private @Nullable CapturedDatagram nextDatagram() {
    try (CaptureView view = socket.captured()) {
      long index = Math.max(next, view.index(0));
      if (isClosed() || index >= view.index(view.size())) {
        progress(index, null);
        return null;
      }
      return CapturedDatagram.received(peer, view, (int) (index - view.index(0)));
    }
  }

  private void progress(long index, @Nullable CapturedDatagram datagram) {
    lock.lock();
    try {
      next = index;
      current = datagram;
      currentSince = System.nanoTime();
      progressed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until everything that was received by now has been dealt with.
   *
   * @return false when that is not so at the deadline
   */
  public boolean settle(Deadline deadline) {
    if (isWorkedByThisThread()) {
      throw new IllegalStateException(
          "this is a function of the script of "
              + peer
              + ", and nobody can wait in it for its end");
    }
    if (socket.isClosed()) {
      return true;
    }
    long end = peer.history().nextIndex();
    if (next < end) {
      arrived();
    }
    return await(() -> next >= end, deadline);
  }

  /**
   * Waits until a condition holds, which is looked at under the lock after each datagram.
   *
   * @return false when it does not hold at the deadline
   */
  boolean await(BooleanSupplier condition, Deadline deadline) {
    try {
      return comesTrue(condition, deadline);
    } catch (InterruptedException interrupt) {
      throw CoreCalls.explained(peer, "wait for its script", interrupt);
    }
  }

  private boolean comesTrue(BooleanSupplier condition, Deadline deadline)
      throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!condition.getAsBoolean()) {
        long left = deadline.remainingNanos();
        if (left <= 0 || closed) {
          return closed;
        }
        progressed.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  void wake() {
    lock.lock();
    try {
      progressed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Returns for how long one datagram has been dealt with; zero where none is. */
  Duration busyFor() {
    lock.lock();
    try {
      return current == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - currentSince);
    } finally {
      lock.unlock();
    }
  }

  /** Returns the datagram that is being dealt with. */
  Optional<CapturedDatagram> current() {
    lock.lock();
    try {
      return Optional.ofNullable(current);
    } finally {
      lock.unlock();
    }
  }

  /** Whether a function of this script calls. */
  boolean isWorkedByThisThread() {
    lock.lock();
    try {
      return working == Thread.currentThread();
    } finally {
      lock.unlock();
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** Ends it: what is pending is not dealt with, and what is being dealt with is interrupted. */
  void close() {
    lock.lock();
    try {
      closed = true;
      if (working != null && working != Thread.currentThread()) {
        working.interrupt();
      }
      progressed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
