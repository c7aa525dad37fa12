package io.github.udppeer.internal.core;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One bound datagram socket whose arrivals are captured by the loop, and by whoever asks.
 *
 * <p>A datagram whose {@code send} has returned on this machine is seen by every later call, and no
 * answer depends on when the loop's thread gets to run. Safe for use by several threads.
 */
public final class CapturedSocket extends LoopSocket implements AutoCloseable {

  private final DatagramLoop loop;
  private final long captureLimit;
  private final @Nullable BindRequest multicast;
  private volatile @Nullable ReentrantLock switching;
  private volatile DatagramSource source;
  private volatile boolean down;
  private volatile @Nullable ReceiveQueue queue;
  private volatile @Nullable SendRecord sending;
  private volatile @Nullable EventLog events;
  private boolean closing;
  private boolean released;

  CapturedSocket(DatagramLoop loop, DatagramSource source, BindRequest request) {
    this.loop = loop;
    this.source = source;
    this.captureLimit = request.captureLimit();
    this.multicast = request.networkInterface() == null ? null : request;
  }

  /** Opens a socket, bound and captured from when this returns. */
  public static CapturedSocket open(DatagramLoop loop, BindRequest request) throws IOException {
    DatagramSource source = loop.open(request);
    CapturedSocket socket = new CapturedSocket(loop, source, request);
    try {
      loop.watchNew(socket, source.grantedReceiveBuffer());
    } catch (IOException | RuntimeException | Error unwatched) {
      source.close();
      throw unwatched;
    }
    return socket;
  }

  /** Returns the address that the socket is bound to. */
  public InetSocketAddress localAddress() {
    return source.localAddress();
  }

  /** Returns the {@code SO_RCVBUF} that the kernel granted, in bytes. */
  public int grantedReceiveBuffer() {
    return source.grantedReceiveBuffer();
  }

  /**
   * Reads the first pending datagram, waiting for one until the deadline.
   *
   * @param consume whether the datagram is taken
   * @return what the reader made of it, or null when none came in time
   */
  public <T> @Nullable T readHead(boolean consume, Deadline deadline, HeadReader<T> reader)
      throws IOException, InterruptedException {
    return queue().readHead(consume, deadline, reader);
  }

  /** Takes the datagram with this index; false when it was taken or cleared before. */
  public boolean consume(long index) throws IOException, InterruptedException {
    return queue().consume(index);
  }

  /** Takes all of these, or none: returns the first that is pending no more, or -1. */
  public long consumeAll(long... indices) throws IOException, InterruptedException {
    return queue().consumeAll(indices);
  }

  /**
   * Waits until a datagram with this index, or a later one, has been captured.
   *
   * @return false when the deadline fell due first
   */
  public boolean awaitIndex(long index, Deadline deadline)
      throws IOException, InterruptedException {
    return queue().awaitIndex(index, deadline);
  }

  /** Returns what was received since the last clear; what the kernel had queued is included. */
  public CaptureView received() throws IOException {
    return queue().look(CaptureLog::view);
  }

  /** Returns what has been captured already, without asking the kernel; also after a failure. */
  public CaptureView captured() {
    return queue().lookAtCaptured(CaptureLog::view);
  }

  /**
   * Returns what was received; of a socket that can receive no more, what it had captured by then.
   */
  public CaptureView receivedSoFar() {
    try {
      return received();
    } catch (IOException failed) {
      return captured();
    }
  }

  /** Returns what was sent since the last clear. */
  public CaptureView sent() {
    return sending().look(CaptureLog::view);
  }

  /** Returns the figures of the receiving log; what the kernel had queued is included. */
  public LogCounts receivedCounts() throws IOException {
    return queue().look(CaptureLog::counts);
  }

  /** Returns the figures of what has been captured already, without asking the kernel. */
  public LogCounts capturedCounts() {
    return queue().lookAtCaptured(CaptureLog::counts);
  }

  /** Returns the bytes that both logs hold, as their limit counts them. */
  public long heldBytes() {
    long received = queue().lookAtCaptured(CaptureLog::counts).heldBytes();
    SendRecord used = sending;
    return used == null ? received : received + used.look(CaptureLog::counts).heldBytes();
  }

  /** Returns the figures of the sending log. */
  public LogCounts sentCounts() {
    return sending().look(CaptureLog::counts);
  }

  /** Returns the latest events of this socket, the oldest first. */
  public List<SocketEvent> events() {
    List<SocketEvent> all = new ArrayList<>();
    all.add(new SocketEvent(openedNanos(), SocketEvent.Kind.BIND, 0));
    EventLog later = events;
    if (later != null) {
      all.addAll(later.list());
    }
    return all;
  }

  /**
   * Has a step run each time that something was captured, from now on, and when the socket closes
   * or fails, and watches the socket. The step runs under the socket's lock, in whichever thread
   * captured: it must only hand on.
   */
  public void onArrival(Runnable step) throws IOException {
    queue().onArrival(step);
    loop.watch(this);
  }

  /** Undoes {@link #onArrival}. */
  public void noLongerOnArrival(Runnable step) {
    queue().noLongerOnArrival(step);
  }

  /**
   * Remembers what a script has done with this datagram, which stays pending.
   *
   * @param before what it must have done until now; else nothing changes
   */
  public void markHandled(long index, Handling before, Handling handling) {
    queue()
        .lookAtCaptured(
            log -> {
              log.markHandled(index, before, handling);
              return log;
            });
  }

  /** Returns the timer of the run. */
  public DueSteps timer() {
    return loop.timer();
  }

  /** Returns the threads in which users' functions run. */
  public Workers workers() {
    return loop.workers();
  }

  /** Returns the threads that wait on this socket now, those first that wait longest. */
  public List<Waiter> waiters() {
    return queue().waiters();
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
    queue().checkOpen();
    return sending().send(payload, destination, deadline);
  }

  /** Forgets what was received and sent so far, also what the kernel had queued. */
  public void clear() throws IOException, InterruptedException {
    int forgotten = queue().clear();
    SendRecord used = sending;
    if (used != null) {
      used.clear();
    }
    eventLog().add(SocketEvent.Kind.CLEAR, forgotten);
  }

  /**
   * Closes the port until {@link #up()}: it is free when this returns, and whoever sends to it is
   * told so by the system. What came before is captured; those who wait go on waiting.
   *
   * @param whileBound runs when the last datagram has been captured and the port is still bound
   */
  public void down(Runnable whileBound) throws IOException, InterruptedException {
    ReentrantLock lock = switching();
    lock.lock();
    try {
      queue().checkOpen();
      if (down) {
        return;
      }
      queue().suspend();
      sending().suspend();
      try {
        whileBound.run();
      } finally {
        down = true;
        eventLog().add(SocketEvent.Kind.DOWN, 0);
        closeSource();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Opens the port again, on the same number.
   *
   * @throws IOException if that is refused; then it stays down
   */
  public void up() throws IOException {
    ReentrantLock lock = switching();
    lock.lock();
    try {
      queue().checkOpen();
      if (!down) {
        return;
      }
      DatagramSource reopened = loop.open(requestToReopen());
      source = reopened;
      sending().resume(reopened);
      queue().resume(reopened);
      down = false;
      eventLog().add(SocketEvent.Kind.UP, 0);
      unclaimWatching();
      loop.watch(this);
    } finally {
      lock.unlock();
    }
  }

  /** What a plain socket was opened with is not worth being kept for each of ten thousand. */
  private BindRequest requestToReopen() {
    BindRequest opened = multicast;
    return opened == null
        ? new BindRequest(localAddress(), List.of(), null, captureLimit)
        : opened.at(localAddress());
  }

  /** Tells whether the port is closed for the time being. */
  public boolean isDown() {
    return down;
  }

  /** Captures nothing from now on: what comes stays in the kernel's queue, as far as it fits. */
  public void freeze() throws IOException, InterruptedException {
    if (!queue().isFrozen()) {
      queue().freeze();
      eventLog().add(SocketEvent.Kind.FREEZE, 0);
    }
  }

  /** Captures again, what the kernel kept meanwhile too. */
  public void thaw() throws IOException {
    queue().checkOpen();
    if (queue().isFrozen()) {
      eventLog().add(SocketEvent.Kind.THAW, 0);
      queue().thaw();
      loop.readAgain(this);
      wake();
    }
  }

  /** Tells whether nothing is captured for the time being. */
  public boolean isFrozen() {
    ReceiveQueue used = queue;
    return used != null && used.isFrozen();
  }

  @Override
  boolean isReading() {
    return !isFrozen();
  }

  /** Tells whether the socket has been closed. */
  public boolean isClosed() {
    ReceiveQueue used = queue;
    return used != null && used.isClosed();
  }

  /**
   * Tells whether the kernel's queue may have been full at some time, as far as it is captured.
   *
   * <p>Where it says no, the kernel dropped nothing for want of room, and its counter, which is
   * dear to read, need not be asked.
   */
  public boolean mayHaveOverflowed() {
    return queue().mayHaveOverflowed();
  }

  /**
   * Closes the socket: its port is free when this returns, whoever waits on it is woken, and what
   * it captured stays readable. Closing again does nothing.
   */
  @Override
  public void close() throws IOException {
    close(() -> {});
  }

  /**
   * Closes the socket as {@link #close()} does.
   *
   * @param whileBound runs when the last datagram has been captured and the port is still bound:
   *     the kernel's counters go with it
   */
  public void close(Runnable whileBound) throws IOException {
    if (!beginClosing()) {
      DatagramLoop.uninterruptibly(this::awaitReleased); // the port is free then
      return;
    }
    try {
      try {
        queue().close();
      } finally {
        whileBound.run();
      }
    } finally {
      eventLog().add(SocketEvent.Kind.CLOSE, 0);
      release();
    }
  }

  private void release() throws IOException {
    try {
      ReentrantLock used = switching;
      if (used == null) { // whoever switches from now on finds the socket closed
        closeSource();
      } else {
        used.lock(); // whoever switches now is done with it then
        try {
          closeSource();
        } finally {
          used.unlock();
        }
      }
    } finally {
      markReleased();
      moveToHeap();
    }
  }

  private void closeSource() throws IOException {
    boolean isUnwatched = claimWatching();
    try {
      source.close();
    } finally {
      if (!isUnwatched) {
        loop.awaitRelease(source.channel());
      }
    }
  }

  private void moveToHeap() {
    try {
      queue().moveToHeap();
    } finally {
      SendRecord used = sending;
      if (used != null) {
        used.moveToHeap();
      }
    }
  }

  private synchronized boolean beginClosing() {
    boolean first = !closing;
    closing = true;
    return first;
  }

  private synchronized void markReleased() {
    released = true;
    notifyAll();
  }

  private synchronized void awaitReleased() throws InterruptedException {
    while (!released) {
      wait();
    }
  }

  @Override
  SelectableChannel channel() {
    return source.channel();
  }

  @Override
  boolean capture() throws IOException {
    return queue().capture();
  }

  @Override
  void fail(Throwable broken) {
    queue().fail(broken);
  }

  /** Lets every waiting call look again whether its deadline and the loop allow it to wait. */
  @Override
  public void wake() {
    ReceiveQueue used = queue;
    if (used != null) {
      used.wake();
    }
  }

  // What follows is made on first use: of ten thousand sockets most only wait.

  private ReceiveQueue queue() {
    ReceiveQueue used = queue;
    return used == null ? firstQueue() : used;
  }

  private synchronized ReceiveQueue firstQueue() {
    ReceiveQueue used = queue;
    if (used == null) {
      used = new ReceiveQueue(this, loop, source, new CaptureLog(loop.pool(), captureLimit));
      queue = used;
    }
    return used;
  }

  private synchronized ReentrantLock switching() {
    ReentrantLock used = switching;
    if (used == null) {
      used = new ReentrantLock();
      switching = used;
    }
    return used;
  }

  private SendRecord sending() {
    SendRecord used = sending;
    return used == null ? firstSending() : used;
  }

  private synchronized SendRecord firstSending() {
    SendRecord used = sending;
    if (used == null) {
      used = new SendRecord(source, loop.pool(), captureLimit);
      sending = used;
    }
    return used;
  }

  private synchronized EventLog eventLog() {
    EventLog used = events;
    if (used == null) {
      used = new EventLog();
      events = used;
    }
    return used;
  }
}
