package io.github.udppeer.internal.core;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One bound datagram socket whose arrivals are captured by the loop, and by whoever asks.
 *
 * <p>A datagram whose {@code send} has returned on this machine is seen by every later call, and no
 * answer depends on when the loop's thread gets to run. Safe for use by several threads.
 */
public final class CapturedSocket extends LoggedSocket implements AutoCloseable {

  private final @Nullable BindRequest multicast;
  private volatile @Nullable ReentrantLock switching;
  private volatile boolean down;
  private boolean closing;
  private boolean released;

  CapturedSocket(DatagramLoop loop, DatagramSource source, BindRequest request) {
    super(loop, source, request.captureLimit());
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
    clearSent();
    eventLog().add(SocketEvent.Kind.CLEAR, forgotten);
  }

  /**
   * Closes the port until {@link #up()}: it is free when this returns, and the system reports that
   * to senders. What came before is captured; those who wait continue to wait.
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
      DatagramSource reopened = loop().open(requestToReopen());
      source(reopened);
      sending().resume(reopened);
      queue().resume(reopened);
      down = false;
      eventLog().add(SocketEvent.Kind.UP, 0);
      unclaimWatching();
      loop().watch(this);
    } finally {
      lock.unlock();
    }
  }

  /** What a plain socket was opened with is not worth being kept for each of ten thousand. */
  private BindRequest requestToReopen() {
    BindRequest opened = multicast;
    return opened == null
        ? new BindRequest(localAddress(), List.of(), null, captureLimit())
        : opened.at(localAddress());
  }

  /** Says whether a socket of this library, a link's too, is bound to exactly this address. */
  public static boolean isOwn(InetSocketAddress local) {
    return NioDatagramSource.isOwn(local);
  }

  /** Returns whether the port is closed for the time being. */
  public boolean isDown() {
    return down;
  }

  /** Captures nothing from now on: what comes stays in the kernel's queue, as far as it fits. */
  public void freeze() throws IOException, InterruptedException {
    if (!isFrozen()) {
      queue().freeze();
      eventLog().add(SocketEvent.Kind.FREEZE, 0);
    }
  }

  /** Captures again, what the kernel kept meanwhile too. */
  public void thaw() throws IOException {
    queue().checkOpen();
    if (isFrozen()) {
      eventLog().add(SocketEvent.Kind.THAW, 0);
      queue().kernelQueue().thaw();
      loop().readAgain(this);
      wake();
    }
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
      CoreThreads.uninterruptibly(this::awaitReleased); // the port is free then
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
      source().close();
    } finally {
      if (!isUnwatched) {
        loop().awaitRelease(channel());
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

  private synchronized ReentrantLock switching() {
    ReentrantLock used = switching;
    if (used == null) {
      used = new ReentrantLock();
      switching = used;
    }
    return used;
  }
}
