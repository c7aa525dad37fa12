package io.github.udppeer.internal.core;

import io.github.udppeer.internal.core.ChunkPool.NoMemoryException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** The sending side of a socket: what was sent is kept as what was received is. */
final class SendRecord {

  private volatile DatagramSource source;
  private final CaptureLog log;
  private final ChunkPool pool;
  private final ReentrantLock lock = new ReentrantLock();
  private boolean down;

  SendRecord(DatagramSource source, ChunkPool pool, long captureLimit) {
    this.source = source;
    this.pool = pool;
    this.log = new CaptureLog(pool, captureLimit);
  }

  boolean send(ByteBuffer payload, InetSocketAddress destination, Deadline deadline)
      throws IOException, InterruptedException {
    while (!sendNow(payload, destination)) {
      if (!awaitWritable(deadline)) {
        return false;
      }
    }
    return true;
  }

  /** Whoever has received the datagram finds it in the log: the lock is held until it is there. */
  private boolean sendNow(ByteBuffer payload, InetSocketAddress destination) throws IOException {
    ByteBuffer copy = payload.duplicate();
    lock.lock();
    try {
      if (down) {
        throw new SocketDownException();
      }
      long nanos = System.nanoTime(); // before the call: an answer may come before it returns
      boolean sent = isSent(payload, destination);
      if (sent) {
        log.copy(copy, destination, nanos);
      }
      return sent;
    } finally {
      lock.unlock();
    }
  }

  /** The JVM copies a payload from the heap before it sends it, for which we may have memory. */
  private boolean isSent(ByteBuffer payload, InetSocketAddress destination) throws IOException {
    try {
      return source.send(payload, destination);
    } catch (NoMemoryException noMemory) {
      ByteBuffer chunk = pool.take(ChunkPool.Size.MEDIUM, ChunkPool.ROOM);
      if (chunk == null) {
        throw noMemory;
      }
      try {
        if (payload.remaining() > chunk.remaining()) {
          throw noMemory; // no datagram is so long
        }
        boolean sent = source.send(chunk.put(payload.duplicate()).flip(), destination);
        payload.position(sent ? payload.limit() : payload.position());
        return sent;
      } finally {
        pool.giveBack(chunk);
      }
    }
  }

  void suspend() {
    lock.lock();
    try {
      down = true;
    } finally {
      lock.unlock();
    }
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

  void clear() {
    lock.lock();
    try {
      log.clear();
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

  <T> T look(Function<CaptureLog, T> look) {
    lock.lock();
    try {
      return look.apply(log);
    } finally {
      lock.unlock();
    }
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
    return true;
  }
}
