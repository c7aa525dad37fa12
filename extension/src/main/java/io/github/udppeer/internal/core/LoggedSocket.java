package io.github.udppeer.internal.core;

import io.github.udppeer.internal.core.ArrivalWait.Waiter;
import io.github.udppeer.internal.core.CaptureView.HeadReader;
import io.github.udppeer.internal.core.CaptureView.LogCounts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectableChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The logs of a socket: what it received and sent, and what else happened to it. */
abstract class LoggedSocket extends LoopSocket {

  private final DatagramLoop loop;
  private final long captureLimit;
  private volatile DatagramSource source;
  private volatile @Nullable ReceiveQueue queue;
  private volatile @Nullable SendRecord sending;
  private volatile SocketEvent.@Nullable Log events;

  LoggedSocket(DatagramLoop loop, DatagramSource source, long captureLimit) {
    this.loop = loop;
    this.source = source;
    this.captureLimit = captureLimit;
  }

  final DatagramLoop loop() {
    return loop;
  }

  final DatagramSource source() {
    return source;
  }

  /** Receives from another one from now on. */
  final void source(DatagramSource reopened) {
    source = reopened;
  }

  final long captureLimit() {
    return captureLimit;
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
    SocketEvent.Log later = events;
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
    queue().arrivals().onArrival(step);
    loop.watch(this);
  }

  /** Undoes {@link #onArrival}. */
  public void noLongerOnArrival(Runnable step) {
    queue().arrivals().noLongerOnArrival(step);
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
  public Timer timer() {
    return loop.timer();
  }

  /** Returns the threads in which users' functions run. */
  public Workers workers() {
    return loop.workers();
  }

  /** Returns the threads that wait on this socket now, those first that wait longest. */
  public List<Waiter> waiters() {
    return queue().arrivals().waiters();
  }

  /** Returns whether nothing is captured for the time being. */
  public boolean isFrozen() {
    ReceiveQueue used = queue;
    return used != null && used.kernelQueue().isFrozen();
  }

  @Override
  boolean isReading() {
    return !isFrozen();
  }

  /** Returns whether the socket has been closed. */
  public boolean isClosed() {
    ReceiveQueue used = queue;
    return used != null && used.isClosed();
  }

  /**
   * Returns whether the kernel's queue may have been full at some time, as far as it is captured.
   *
   * <p>Where it says no, the kernel dropped nothing for want of room, and its counter, which is
   * dear to read, need not be asked.
   */
  public boolean mayHaveOverflowed() {
    return queue().kernelQueue().mayHaveOverflowed();
  }

  final void moveToHeap() {
    try {
      queue().moveToHeap();
    } finally {
      SendRecord used = sending;
      if (used != null) {
        used.moveToHeap();
      }
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

  final ReceiveQueue queue() {
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

  final SendRecord sending() {
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

  final synchronized SocketEvent.Log eventLog() {
    SocketEvent.Log used = events;
    if (used == null) {
      used = new SocketEvent.Log();
      events = used;
    }
    return used;
  }

  /** Forgets what was sent so far. */
  final void clearSent() throws IOException, InterruptedException {
    SendRecord used = sending;
    if (used != null) {
      used.clear();
    }
  }
}
