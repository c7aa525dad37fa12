package io.github.udppeer.internal.core;

import io.github.udppeer.internal.core.CaptureView.HeadReader;
import io.github.udppeer.internal.core.ChunkPool.NoMemoryException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The receiving side of a socket: the kernel's queue, the capture log behind it, and those who
 * wait.
 *
 * <p>Every call that looks first moves what the kernel has queued into the log by itself. The lock
 * is held for as long as it takes to move some datagrams or to copy one, never while anybody
 * thinks.
 */
final class ReceiveQueue {

  private final LoopSocket socket;
  private final DatagramLoop loop;
  private final CaptureLog log;
  private final ReentrantLock lock = new ReentrantLock();
  private final ArrivalWait arrivals = new ArrivalWait(lock);
  private final QueueDrain kernelQueue;
  private volatile boolean closed;

  ReceiveQueue(LoopSocket socket, DatagramLoop loop, DatagramSource source, CaptureLog log) {
    this.socket = socket;
    this.loop = loop;
    this.log = log;
    this.kernelQueue = new QueueDrain(source, log, arrivals);
  }

  /** Runs a step that needs the socket open, under the lock. */
  private <T> T whileUsable(ArrivalWait.Wait<T> work) throws IOException, InterruptedException {
    lock.lock();
    try {
      checkUsable();
      return work.run();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Looks at the log under the lock, what the kernel had queued included; also when closed. It
   * fails where an open socket captures no more: what it holds must not pass for all that came.
   */
  <T> T look(Function<CaptureLog, T> look) throws IOException {
    lock.lock();
    try {
      if (!closed) {
        checkUsable();
        kernelQueue.moveAllOrFail();
      }
      return look.apply(log);
    } finally {
      lock.unlock();
    }
  }

  /** Who waits, and what is run on arrivals; it needs no lock. */
  ArrivalWait arrivals() {
    return arrivals;
  }

  /** How the kernel's queue is emptied; for questions that need no lock. */
  QueueDrain kernelQueue() {
    return kernelQueue;
  }

  /** Looks at the log as it is, without asking the kernel. */
  <T> T lookAtCaptured(Function<CaptureLog, T> look) {
    lock.lock();
    try {
      return look.apply(log);
    } finally {
      lock.unlock();
    }
  }

  <T> @Nullable T readHead(boolean consume, Deadline deadline, HeadReader<T> reader)
      throws IOException, InterruptedException {
    lock.lock();
    try {
      checkUsable();
      long head = awaitHead(deadline);
      return head < 0 ? null : read(head, consume, reader);
    } finally {
      lock.unlock();
    }
  }

  private <T> T read(long head, boolean consume, HeadReader<T> reader) {
    try (CaptureView view = log.view()) {
      T read = reader.read(view, (int) (head - view.index(0)));
      if (consume) {
        log.consume(head);
      } else {
        log.markPeeked(head);
      }
      return read;
    }
  }

  boolean consume(long index) throws IOException, InterruptedException {
    return whileUsable(() -> log.consume(index));
  }

  /** Takes all of these, or none: returns the first that is pending no more, or -1. */
  long consumeAll(long[] indices) throws IOException, InterruptedException {
    return whileUsable(
        () -> {
          for (long index : indices) {
            if (!log.isPending(index)) {
              return index;
            }
          }
          for (long index : indices) {
            log.consume(index);
          }
          return -1L;
        });
  }

  boolean awaitIndex(long index, Deadline deadline) throws IOException, InterruptedException {
    return whileUsable(
        () -> {
          kernelQueue.moveAll();
          boolean isThere =
              log.nextIndex() > index
                  || arrivals.knowing(
                      "datagram " + index + " or a later one", () -> arrives(index, deadline));
          if (!isThere) {
            kernelQueue.checkNotStarved();
          }
          return isThere;
        });
  }

  private boolean arrives(long index, Deadline deadline) throws IOException, InterruptedException {
    while (log.nextIndex() <= index) {
      if (!awaitArrival(deadline)) {
        return false;
      }
    }
    return true;
  }

  /** Forgets what was received, and what the kernel had queued; returns how many were forgotten. */
  int clear() throws IOException, InterruptedException {
    return whileUsable(
        () -> {
          kernelQueue.moveAllOrFail();
          int held = log.counts().held();
          log.clear();
          return held;
        });
  }

  /** Captures what is queued, and nothing more until it is resumed. */
  void suspend() throws IOException, InterruptedException {
    whileUsable(
        () -> {
          kernelQueue.moveAllOrFail();
          kernelQueue.suspend();
          return true;
        });
  }

  void resume(DatagramSource reopened) {
    lock.lock();
    try {
      kernelQueue.resume(reopened);
    } finally {
      lock.unlock();
    }
  }

  /** Captures what is queued, and then leaves what comes to the kernel until it is thawed. */
  void freeze() throws IOException, InterruptedException {
    whileUsable(
        () -> {
          kernelQueue.moveAll();
          kernelQueue.freeze();
          return true;
        });
  }

  /** Captures what is queued for the last time and wakes everybody. */
  void close() throws IOException {
    lock.lock();
    try {
      kernelQueue.thaw();
      if (!closed && kernelQueue.failure() == null) {
        kernelQueue.moveLast();
      }
    } finally {
      closed = true;
      arrivals.announce();
      lock.unlock();
    }
  }

  boolean isClosed() {
    return closed;
  }

  void moveToHeap() {
    lock.lock();
    try {
      log.moveToHeap();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Captures what is queued; called by the loop when the channel is readable. The loop waits for no
   * lock: other sockets' datagrams wait behind it, and whoever holds this one drains by himself.
   *
   * @return false when another thread holds the socket
   * @throws NoMemoryException if nothing can be captured for now, so that the loop tries again
   * @throws IOException if nothing can be captured any more, so that the loop lets go of it
   */
  boolean capture() throws IOException {
    if (!lock.tryLock()) {
      return false;
    }
    try {
      kernelQueue.checkNotFailed();
      if (!closed) {
        kernelQueue.move();
        kernelQueue.checkNotStarved();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Has every call fail from now on. */
  void fail(Throwable broken) {
    lock.lock();
    try {
      kernelQueue.fail(broken);
    } finally {
      lock.unlock();
    }
  }

  /** Lets all that wait look again whether they still may. */
  void wake() {
    lock.lock();
    try {
      arrivals.announce();
    } finally {
      lock.unlock();
    }
  }

  void checkOpen() throws IOException {
    lock.lock();
    try {
      checkUsable();
    } finally {
      lock.unlock();
    }
  }

  private long awaitHead(Deadline deadline) throws IOException, InterruptedException {
    long head = kernelQueue.head();
    if (head < 0 && deadline.remainingNanos() > 0) {
      head = arrivals.knowing("a datagram", () -> arrivingHead(deadline));
    }
    if (head < 0) {
      kernelQueue.checkNotStarved();
    }
    return head;
  }

  private long arrivingHead(Deadline deadline) throws IOException, InterruptedException {
    long head = -1;
    while (head < 0 && awaitArrival(deadline)) {
      head = kernelQueue.head();
    }
    return head;
  }

  /** Waits for the loop or another caller to capture something; false when the deadline is due. */
  private boolean awaitArrival(Deadline deadline) throws IOException, InterruptedException {
    long remaining = deadline.remainingNanos();
    if (remaining <= 0) {
      return false;
    }
    loop.watch(socket);
    arrivals.await(remaining);
    checkUsable();
    kernelQueue.move();
    return true;
  }

  private void checkUsable() throws IOException {
    if (closed) {
      throw new ClosedChannelException();
    }
    IOException failure = kernelQueue.failure();
    if (failure != null) {
      throw new IOException(failure.getMessage(), failure);
    }
    loop.checkRunning();
  }
}
