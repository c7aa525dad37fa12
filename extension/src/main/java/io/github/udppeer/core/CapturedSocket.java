package io.github.udppeer.core;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One bound datagram socket whose arrivals are captured by the loop, and by whoever asks.
 *
 * <p>A datagram whose {@code send} has returned on this machine is seen by every later call, and no
 * answer depends on when the loop's thread gets to run. Safe for use by several threads.
 */
public final class CapturedSocket implements AutoCloseable {

  private final DatagramLoop loop;
  private final DatagramSource source;
  private final long openedNanos = System.nanoTime();
  private final EventLog events = new EventLog();
  private final ReceiveQueue queue;
  private final SendRecord sending;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch released = new CountDownLatch(1);

  CapturedSocket(DatagramLoop loop, DatagramSource source, ChunkPool pool, long captureLimit) {
    this.loop = loop;
    this.source = source;
    this.queue = new ReceiveQueue(loop, source, new CaptureLog(pool, captureLimit));
    this.sending = new SendRecord(source, new CaptureLog(pool, captureLimit));
    events.add(SocketEvent.Kind.BIND, 0);
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
    return queue.readHead(consume, deadline, reader);
  }

  /** Takes the datagram with this index; false when it was taken or cleared before. */
  public boolean consume(long index) throws IOException, InterruptedException {
    return queue.consume(index);
  }

  /** Takes all of these, or none: returns the first that is pending no more, or -1. */
  public long consumeAll(long... indices) throws IOException, InterruptedException {
    return queue.consumeAll(indices);
  }

  /**
   * Waits until a datagram with this index, or a later one, has been captured.
   *
   * @return false when the deadline fell due first
   */
  public boolean awaitIndex(long index, Deadline deadline)
      throws IOException, InterruptedException {
    return queue.awaitIndex(index, deadline);
  }

  /** Returns what was received since the last clear; what the kernel had queued is included. */
  public CaptureView received() throws IOException {
    return queue.look(CaptureLog::view);
  }

  /** Returns what has been captured already, without asking the kernel; also after a failure. */
  public CaptureView captured() {
    return queue.lookAtCaptured(CaptureLog::view);
  }

  /** Returns what was sent since the last clear. */
  public CaptureView sent() {
    return sending.look(CaptureLog::view);
  }

  /** Returns the figures of the receiving log; what the kernel had queued is included. */
  public LogCounts receivedCounts() throws IOException {
    return queue.look(CaptureLog::counts);
  }

  /** Returns the figures of what has been captured already, without asking the kernel. */
  public LogCounts capturedCounts() {
    return queue.lookAtCaptured(CaptureLog::counts);
  }

  /** Returns the figures of the sending log. */
  public LogCounts sentCounts() {
    return sending.look(CaptureLog::counts);
  }

  /** Returns the latest events of this socket, the oldest first. */
  public List<SocketEvent> events() {
    return events.list();
  }

  /** Returns the threads that wait on this socket now, those first that wait longest. */
  public List<Waiter> waiters() {
    return queue.waiters();
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
    queue.checkOpen();
    return sending.send(payload, destination, deadline);
  }

  /** Forgets what was received and sent so far, also what the kernel had queued. */
  public void clear() throws IOException, InterruptedException {
    int forgotten = queue.clear();
    sending.look(
        log -> {
          log.clear();
          return log;
        });
    events.add(SocketEvent.Kind.CLEAR, forgotten);
  }

  /** Tells whether the socket has been closed. */
  public boolean isClosed() {
    return queue.isClosed();
  }

  /**
   * Tells whether the kernel's queue may have been full at some time.
   *
   * <p>Where it says no, the kernel dropped nothing for want of room, and its counter, which is
   * dear to read, need not be asked.
   */
  public boolean mayHaveOverflowed() throws IOException {
    return queue.mayHaveOverflowed();
  }

  /**
   * Closes the socket: its port is free when this returns, whoever waits on it is woken, and what
   * it captured stays readable. Closing again does nothing.
   */
  @Override
  public void close() throws IOException {
    if (closing.getAndSet(true)) {
      DatagramLoop.uninterruptibly(released::await); // the port is free then
      return;
    }
    try {
      queue.close();
    } finally {
      events.add(SocketEvent.Kind.CLOSE, 0);
      release();
    }
  }

  private void release() throws IOException {
    try {
      source.close();
    } finally {
      loop.awaitRelease(source.channel());
      released.countDown();
      moveToHeap();
    }
  }

  private void moveToHeap() {
    try {
      queue.moveToHeap();
    } finally {
      sending.look(
          log -> {
            log.moveToHeap();
            return log;
          });
    }
  }

  /** Captures what is queued; called by the loop when the channel is readable. */
  void capture() throws IOException {
    queue.capture();
  }

  /** Lets every waiting call look again whether the loop is still running. */
  void wake() {
    queue.wake();
  }
}
