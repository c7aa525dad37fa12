package io.github.udppeer.internal.core;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
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

  /** Datagrams moved before the lock is let go, so that a flood starves nobody who asks. */
  private static final int PASS = 1024;

  /**
   * Passes that empty any queue that stood when the first one began: a kernel queue of the 4 MiB
   * asked for holds some ten thousand datagrams. A sender that never stops cannot keep us longer.
   */
  private static final int PASSES = 16;

  private final LoopSocket socket;
  private final DatagramLoop loop;
  private DatagramSource source;
  private final CaptureLog log;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Waiters waiters = new Waiters();
  private final List<Runnable> onArrival = new CopyOnWriteArrayList<>();
  private boolean mayHaveOverflowed;
  private boolean down;
  private volatile boolean frozen;
  private boolean wasFrozen;
  private boolean closed;
  private @Nullable IOException failure;
  private @Nullable NoMemoryException starved;

  ReceiveQueue(LoopSocket socket, DatagramLoop loop, DatagramSource source, CaptureLog log) {
    this.socket = socket;
    this.loop = loop;
    this.source = source;
    this.log = log;
  }

  interface Work<T> {
    T run() throws IOException, InterruptedException;
  }

  /** Runs a step that needs the socket open, under the lock. */
  private <T> T whileUsable(Work<T> work) throws IOException, InterruptedException {
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
  <T> T look(LogLook<T> look) throws IOException {
    lock.lock();
    try {
      if (!closed) {
        checkUsable();
        drainAll();
        checkNotStarved();
      }
      return look.at(log);
    } finally {
      lock.unlock();
    }
  }

  void onArrival(Runnable step) {
    onArrival.add(step);
  }

  void noLongerOnArrival(Runnable step) {
    onArrival.remove(step);
  }

  /** Who waits now. */
  List<Waiter> waiters() {
    lock.lock();
    try {
      return waiters.list();
    } finally {
      lock.unlock();
    }
  }

  /** Looks at the log as it is, without asking the kernel. */
  <T> T lookAtCaptured(LogLook<T> look) {
    lock.lock();
    try {
      return look.at(log);
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
          drainAll();
          boolean isThere =
              log.nextIndex() > index
                  || waiters.knowing(
                      "datagram " + index + " or a later one", () -> arrives(index, deadline));
          return isThere || nothingCame();
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
          drainAll();
          checkNotStarved();
          int held = log.counts().held();
          log.clear();
          return held;
        });
  }

  boolean mayHaveOverflowed() {
    lock.lock();
    try {
      return mayHaveOverflowed;
    } finally {
      lock.unlock();
    }
  }

  /** Captures what is queued, and nothing more until it is resumed. */
  void suspend() throws IOException, InterruptedException {
    whileUsable(
        () -> {
          drainAll();
          checkNotStarved(); // else what is queued would be gone with the port, and nobody knew
          down = true;
          return down;
        });
  }

  void resume(DatagramSource reopened) {
    lock.lock();
    try {
      source = reopened;
      down = false;
    } finally {
      lock.unlock();
    }
  }

  /** Captures what is queued, and then leaves what comes to the kernel until it is thawed. */
  void freeze() throws IOException, InterruptedException {
    whileUsable(
        () -> {
          drainAll();
          frozen = true;
          wasFrozen = true;
          return frozen;
        });
  }

  void thaw() {
    frozen = false;
  }

  boolean isFrozen() {
    return frozen;
  }

  /** Captures what is queued for the last time and wakes everybody. */
  void close() throws IOException {
    lock.lock();
    try {
      frozen = false;
      if (!closed && failure == null) {
        drainLast();
      }
    } finally {
      closed = true;
      tellAll();
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
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
      if (failure != null) {
        throw failure;
      }
      if (!closed) {
        drain();
        checkNotStarved();
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
      failed(broken);
    } finally {
      lock.unlock();
    }
  }

  /** Lets all that wait look again whether they still may. */
  void wake() {
    lock.lock();
    try {
      tellAll();
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
    long head = headAfterDraining();
    if (head < 0 && deadline.remainingNanos() > 0) {
      head = waiters.knowing("a datagram", () -> arrivingHead(deadline));
    }
    if (head < 0) {
      checkNotStarved();
    }
    return head;
  }

  private long arrivingHead(Deadline deadline) throws IOException, InterruptedException {
    long head = -1;
    while (head < 0 && awaitArrival(deadline)) {
      head = headAfterDraining();
    }
    return head;
  }

  private long headAfterDraining() throws IOException {
    long head = log.head();
    for (int pass = 0; head < 0 && pass < PASSES; pass++) {
      boolean emptied = drain() < PASS;
      head = log.head();
      if (emptied) {
        break;
      }
    }
    return head;
  }

  /** Waits for the loop or another caller to capture something; false when the deadline is due. */
  @SuppressWarnings("WaitNotInLoop") // the loops are the callers'
  private boolean awaitArrival(Deadline deadline) throws IOException, InterruptedException {
    long remaining = deadline.remainingNanos();
    if (remaining <= 0) {
      return false;
    }
    loop.watch(socket);
    arrived.awaitNanos(remaining);
    checkUsable();
    drain();
    return true;
  }

  private void drainAll() throws IOException {
    for (int pass = 0; pass < PASSES && drain() == PASS; pass++) {
      // what was queued when the first pass began is moved by the last at the latest
    }
  }

  /** What is captured goes to the heap with the closing, so it need not keep the rest out. */
  private void drainLast() throws IOException {
    drainAll();
    while (starved != null && log.makeRoom()) {
      drainAll();
    }
    checkNotStarved();
  }

  private int drain() throws IOException {
    if (down || frozen) {
      return 0;
    }
    long before = log.arrivedMemory();
    int moved = 0;
    boolean isEmptied = true;
    if (wasFrozen) {
      log.expectQueued();
      wasFrozen = false;
    }
    try {
      moved = moveIntoLog();
      isEmptied = moved < PASS && starved == null;
    } catch (Throwable broken) {
      throw failed(broken);
    } finally {
      log.endDrain(isEmptied);
    }
    long queuedAtMost = log.arrivedMemory() - before;
    mayHaveOverflowed |= moved == PASS || queuedAtMost >= source.grantedReceiveBuffer();
    if (queuedAtMost > 0) {
      tellAll();
    }
    return moved;
  }

  private int moveIntoLog() throws IOException {
    try {
      int moved = source.drainInto(log, PASS);
      starved = null;
      return moved;
    } catch (NoMemoryException passing) {
      starve(passing);
    } catch (OutOfMemoryError passing) {
      log.lose(); // the system has handed it over when the heap has no room for its address
      starve(new NoMemoryException("no memory to capture into: " + passing.getMessage(), passing));
    }
    return 0;
  }

  /** What came stays in the kernel's queue, as far as it fits, until there is memory again. */
  private void starve(NoMemoryException passing) throws IOException {
    starved = source.isReadable() ? passing : null;
    mayHaveOverflowed = true;
  }

  /** At the end of a wait and of a look: what the kernel has queued must not pass for nothing. */
  private void checkNotStarved() throws NoMemoryException {
    NoMemoryException passing = starved;
    if (passing != null) {
      throw new NoMemoryException(Thrown.message(passing), passing);
    }
  }

  private boolean nothingCame() throws NoMemoryException {
    checkNotStarved();
    return false;
  }

  private IOException failed(Throwable broken) {
    IOException known =
        broken instanceof IOException failing
            ? failing
            : new IOException("capturing failed: " + Thrown.words(broken), broken);
    failure = known;
    tellAll();
    return known;
  }

  /** A step that throws is not to keep the others from being told. */
  private void tellAll() {
    arrived.signalAll();
    for (Runnable step : onArrival) {
      CoreThreads.telling(step);
    }
  }

  private void checkUsable() throws IOException {
    if (closed) {
      throw new ClosedChannelException();
    }
    if (failure != null) {
      throw new IOException(failure.getMessage(), failure);
    }
    loop.checkRunning();
  }
}
