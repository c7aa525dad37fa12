package io.github.udppeer.core;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One bound datagram socket whose arrivals are captured by the loop, and by whoever asks.
 *
 * <p>Every call that looks first moves what the kernel has queued into the log by itself. So a
 * datagram whose {@code send} has returned on this machine is seen at once, and no answer depends
 * on when the loop's thread gets to run. Safe for use by several threads.
 */
public final class CapturedSocket implements AutoCloseable {

  /** Datagrams moved before the lock is let go, so that a flood starves nobody who asks. */
  private static final int PASS = 1024;

  /**
   * Passes that empty any queue that stood when the first one began: a kernel queue of the 4 MiB
   * asked for holds some ten thousand datagrams. A sender that never stops cannot keep us longer.
   */
  private static final int PASSES = 64;

  private static final int EVENTS_KEPT = 256;

  private final DatagramLoop loop;
  private final DatagramSource source;
  private final long openedNanos = System.nanoTime();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final CaptureLog received;
  private final CaptureLog sent;
  private final Deque<SocketEvent> events = new ArrayDeque<>();
  private boolean mayHaveOverflowed;
  private boolean closed;
  private @Nullable IOException failure;

  CapturedSocket(DatagramLoop loop, DatagramSource source, ChunkPool pool, long captureLimit) {
    this.loop = loop;
    this.source = source;
    this.received = new CaptureLog(pool, captureLimit);
    this.sent = new CaptureLog(pool, captureLimit);
    record(SocketEvent.Kind.BIND, 0);
  }

  /** Returns the address that the socket is bound to. */
  public InetSocketAddress localAddress() {
    return source.localAddress();
  }

  /** Returns the {@code SO_RCVBUF} that the kernel granted, in bytes. */
  public int grantedReceiveBuffer() {
    return source.grantedReceiveBuffer();
  }

  /** Returns the monotonic clock's reading when the socket was opened. */
  public long openedNanos() {
    return openedNanos;
  }

  /**
   * Reads the first pending datagram, waiting for one until the deadline.
   *
   * @param consume whether the datagram is taken
   * @return what the reader made of it, or null when none came in time
   */
  public <T> @Nullable T readHead(boolean consume, Deadline deadline, HeadReader<T> reader)
      throws IOException, InterruptedException {
    lock.lock();
    try {
      long head = awaitHead(deadline);
      if (head < 0) {
        return null;
      }
      try (CaptureView view = received.view()) {
        T read = reader.read(view, (int) (head - view.index(0)));
        if (consume) {
          received.consume(head);
        }
        return read;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes the datagram with this index; false when it was taken or cleared before. */
  public boolean consume(long index) throws IOException {
    lock.lock();
    try {
      checkUsable();
      return received.consume(index);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until a datagram with this index, or a later one, has been captured.
   *
   * @return false when the deadline fell due first
   */
  public boolean awaitIndex(long index, Deadline deadline)
      throws IOException, InterruptedException {
    lock.lock();
    try {
      checkUsable();
      drainAll();
      while (received.nextIndex() <= index) {
        if (!awaitArrival(deadline)) {
          return false;
        }
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Returns what was received since the last clear; what the kernel had queued is included. */
  public CaptureView received() throws IOException {
    lock.lock();
    try {
      drainIfOpen();
      return received.view();
    } finally {
      lock.unlock();
    }
  }

  /** Returns what was sent since the last clear. */
  public CaptureView sent() {
    lock.lock();
    try {
      return sent.view();
    } finally {
      lock.unlock();
    }
  }

  /** Returns the figures of the receiving log; what the kernel had queued is included. */
  public LogCounts receivedCounts() throws IOException {
    lock.lock();
    try {
      drainIfOpen();
      return received.counts();
    } finally {
      lock.unlock();
    }
  }

  /** Returns the figures of the sending log. */
  public LogCounts sentCounts() {
    lock.lock();
    try {
      return sent.counts();
    } finally {
      lock.unlock();
    }
  }

  /** Returns the latest events of this socket, the oldest first. */
  public List<SocketEvent> events() {
    lock.lock();
    try {
      return List.copyOf(events);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Sends what remains in the buffer as one datagram.
   *
   * <p>Waits only while the kernel has no room, which loopback does not show, and until the
   * deadline at most.
   *
   * @return false when there was no room until the deadline
   */
  public boolean send(ByteBuffer payload, InetSocketAddress destination, Deadline deadline)
      throws IOException, InterruptedException {
    checkUsableLocked();
    ByteBuffer copy = payload.duplicate();
    long nanos = System.nanoTime(); // before the call: an answer can be captured before it returns
    while (!source.send(payload, destination)) {
      if (!awaitWritable(deadline)) {
        return false;
      }
    }
    lock.lock();
    try {
      sent.room().put(copy);
      sent.append(destination, nanos);
      sent.endDrain();
    } finally {
      lock.unlock();
    }
    return true;
  }

  /** Forgets what was received and sent so far, also what the kernel had queued. */
  public void clear() throws IOException {
    lock.lock();
    try {
      checkUsable();
      drainAll();
      record(SocketEvent.Kind.CLEAR, received.counts().held());
      received.clear();
      sent.clear();
    } finally {
      lock.unlock();
    }
  }

  /** Tells whether the socket has been closed. */
  public boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Tells whether the kernel's queue may have been full at some time.
   *
   * <p>Where it says no, the kernel dropped nothing for want of room, and its counter, which is
   * dear to read, need not be asked.
   */
  public boolean mayHaveOverflowed() throws IOException {
    lock.lock();
    try {
      drainIfOpen();
      return mayHaveOverflowed;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Closes the socket: its port is free when this returns, whoever waits on it is woken, and what
   * it captured stays readable. Closing again does nothing.
   */
  @Override
  public void close() throws IOException {
    if (!closeSource()) {
      return;
    }
    loop.awaitRelease(source.channel());
    lock.lock();
    try {
      received.moveToHeap();
      sent.moveToHeap();
    } finally {
      lock.unlock();
    }
  }

  private boolean closeSource() throws IOException {
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      try {
        drainIfOpen();
      } finally {
        closed = true;
        record(SocketEvent.Kind.CLOSE, 0);
        arrived.signalAll();
        source.close();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Captures what is queued; called by the loop when the channel is readable. */
  void capture() throws IOException {
    lock.lock();
    try {
      if (!closed && failure == null) {
        drain();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Lets every waiting call look again whether the loop is still running. */
  void wake() {
    lock.lock();
    try {
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private long awaitHead(Deadline deadline) throws IOException, InterruptedException {
    checkUsable();
    long head = headAfterDraining();
    while (head < 0 && awaitArrival(deadline)) {
      head = headAfterDraining();
    }
    return head;
  }

  private long headAfterDraining() throws IOException {
    long head = received.head();
    for (int pass = 0; head < 0 && pass < PASSES; pass++) {
      boolean emptied = drain() < PASS;
      head = received.head();
      if (emptied) {
        break;
      }
    }
    return head;
  }

  /** Waits for the loop or another caller to capture something; false when the deadline is due. */
  private boolean awaitArrival(Deadline deadline) throws IOException, InterruptedException {
    long remaining = deadline.remainingNanos();
    if (remaining <= 0) {
      return false;
    }
    arrived.awaitNanos(remaining);
    checkUsable();
    drain();
    return true;
  }

  private void drainIfOpen() throws IOException {
    if (!closed && failure == null) {
      drainAll();
    }
  }

  private void drainAll() throws IOException {
    for (int pass = 0; pass < PASSES && drain() == PASS; pass++) {
      // what was queued when the first pass began is moved by the last at the latest
    }
  }

  private int drain() throws IOException {
    long before = received.arrivedMemory();
    try {
      int moved = source.drainInto(received, PASS);
      if (moved > 0) {
        long queuedAtMost = received.arrivedMemory() - before;
        mayHaveOverflowed |= moved == PASS || queuedAtMost >= source.grantedReceiveBuffer();
        arrived.signalAll();
      }
      return moved;
    } catch (IOException broken) {
      failure = broken;
      arrived.signalAll();
      throw broken;
    } finally {
      received.endDrain();
    }
  }

  private void checkUsableLocked() throws IOException {
    lock.lock();
    try {
      checkUsable();
    } finally {
      lock.unlock();
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

  private boolean awaitWritable(Deadline deadline) throws IOException, InterruptedException {
    long remaining = deadline.remainingNanos();
    if (remaining <= 0) {
      return false;
    }
    try (Selector selector = Selector.open()) {
      source.channel().register(selector, SelectionKey.OP_WRITE);
      selector.select(1 + TimeUnit.NANOSECONDS.toMillis(remaining));
    }
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    checkUsableLocked();
    return true;
  }

  private void record(SocketEvent.Kind kind, int datagrams) {
    if (events.size() == EVENTS_KEPT) {
      events.removeFirst();
    }
    events.addLast(new SocketEvent(System.nanoTime(), kind, datagrams));
  }
}
