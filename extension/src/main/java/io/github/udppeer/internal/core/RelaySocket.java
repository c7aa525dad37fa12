package io.github.udppeer.internal.core;

import io.github.udppeer.internal.core.ChunkPool.NoMemoryException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One bound datagram socket whose arrivals are handed on at once, by the loop or by whoever asks,
 * and of which nothing is kept.
 *
 * <p>Several share a lock: the loop leaves one alone whose lock is held, and its holder drains it.
 */
public final class RelaySocket extends LoopSocket implements AutoCloseable {

  /** Is given each datagram. */
  public interface Receiver {

    /**
     * Takes a datagram. The lock is held. It must be short and must not wait, and runs no code of a
     * user.
     *
     * @param payload from position 0 to the limit; of no use afterwards
     * @param source where it came from
     */
    void received(ByteBuffer payload, InetSocketAddress source);

    /**
     * Learns of what went wrong. The lock need not be held.
     *
     * @param what in words
     */
    void failed(String what, Throwable broken);
  }

  /** Datagrams that are handed on before others get the lock. */
  private static final int BATCH = 64;

  /** Some systems report to an unconnected socket that an earlier datagram found no port. */
  private static final int MOST_ERRORS = 1024;

  private final DatagramLoop loop;
  private final NioDatagramSource source;
  private final ReentrantLock lock;
  private final Receiver receiver;
  private long arrivedMemory;
  private boolean mayHaveOverflowed;
  private volatile boolean closed;

  RelaySocket(DatagramLoop loop, NioDatagramSource source, ReentrantLock lock, Receiver receiver) {
    this.loop = loop;
    this.source = source;
    this.lock = lock;
    this.receiver = receiver;
  }

  /**
   * Opens a socket whose arrivals are handed on instead of being captured, from when this returns.
   *
   * @param lock guards the receiver, which is called only while it is held
   * @param receiver is given each datagram
   */
  public static RelaySocket open(
      DatagramLoop loop, BindRequest request, ReentrantLock lock, Receiver receiver)
      throws IOException {
    loop.checkRunning();
    RelaySocket socket = new RelaySocket(loop, NioDatagramSource.open(request), lock, receiver);
    try {
      loop.watch(socket);
    } catch (IOException | RuntimeException | Error unwatched) {
      socket.shut(); // the selector, which ends, lets go of it; to wait for that would be to hang
      throw unwatched;
    }
    return socket;
  }

  /** Returns the address that the socket is bound to. */
  public InetSocketAddress localAddress() {
    return source.localAddress();
  }

  /**
   * Sends one datagram, without waiting.
   *
   * @return false when the kernel has no room for it now
   */
  public boolean send(ByteBuffer payload, InetSocketAddress destination) throws IOException {
    return source.send(payload, destination);
  }

  /**
   * Hands on what is queued, some datagrams at most. The caller holds the lock.
   *
   * @return whether more may be queued
   */
  public boolean drain() throws IOException {
    ByteBuffer chunk = loop.pool().take(ChunkPool.Size.MEDIUM);
    try {
      return drain(chunk == null ? ByteBuffer.allocate(ChunkPool.ROOM) : chunk) == BATCH;
    } finally {
      if (chunk != null) {
        loop.pool().giveBack(chunk);
      }
    }
  }

  private int drain(ByteBuffer room) throws IOException {
    for (int moved = 0; moved < BATCH; moved++) {
      InetSocketAddress from = closed ? null : receive(room);
      if (from == null) {
        arrivedMemory = 0;
        return moved;
      }
      countMemory(room.flip().limit());
      handOn(room, from);
    }
    return BATCH;
  }

  /** What goes wrong with one datagram is no reason to leave those behind it. */
  private void handOn(ByteBuffer payload, InetSocketAddress from) {
    try {
      receiver.received(payload, from);
    } catch (Throwable broken) {
      receiver.failed("could not relay a datagram from " + from, broken);
    }
  }

  /** What came since the queue was last seen empty is no less than what it held at any time. */
  private void countMemory(int length) {
    arrivedMemory += CaptureLog.kernelMemoryAtMost(length);
    mayHaveOverflowed |= arrivedMemory >= source.grantedReceiveBuffer();
  }

  /**
   * Returns whether the kernel's queue may have been full at some time, as far as it was drained.
   * Where it says no, the kernel dropped nothing for want of room. The caller holds the lock.
   */
  public boolean mayHaveOverflowed() {
    return mayHaveOverflowed;
  }

  /** Returns the size of the kernel's receive buffer, as it was granted. */
  public int grantedReceiveBuffer() {
    return source.grantedReceiveBuffer();
  }

  private @Nullable InetSocketAddress receive(ByteBuffer room) throws IOException {
    for (int errors = 0; errors < MOST_ERRORS; errors++) {
      try {
        return source.receive(room.clear());
      } catch (PortUnreachableException ofAnEarlierSend) {
        // the datagram that it is about has been counted as sent; what is queued comes next
      } catch (OutOfMemoryError passing) {
        mayHaveOverflowed = true; // what comes stays in the kernel's queue
        throw new NoMemoryException("no memory to receive into: " + passing.getMessage(), passing);
      }
    }
    return null;
  }

  @Override
  SelectableChannel channel() {
    return source.channel();
  }

  @Override
  boolean capture() throws IOException {
    if (!lock.tryLock()) {
      return false;
    }
    try {
      drain();
      return true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  void fail(Throwable broken) {
    receiver.failed("receives nothing any more on " + localAddress(), broken);
  }

  /** Nobody waits on it. */
  @Override
  void wake() {}

  /**
   * Stops receiving and sending. The port is free only after {@link #close()}, which then is quick
   * for many sockets that were shut before.
   */
  public void shut() throws IOException {
    closed = true;
    source.close();
  }

  /**
   * Closes the socket: its port is free when this returns. Closing again does nothing. Not to be
   * called by the loop's thread, which it waits for.
   */
  @Override
  public void close() throws IOException {
    boolean isUnwatched = claimWatching();
    shut();
    if (!isUnwatched) {
      loop.awaitRelease(source.channel());
    }
  }
}
