package io.github.udppeer.core;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** The sending side of a socket: what was sent is kept as what was received is. */
final class SendRecord {

  private volatile DatagramSource source;
  private final CaptureLog log;
  private final ReentrantLock lock = new ReentrantLock();
  private boolean down;

  SendRecord(DatagramSource source, CaptureLog log) {
    this.source = source;
    this.log = log;
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
      boolean sent = source.send(payload, destination);
      if (sent) {
        log.copy(copy, destination, nanos);
      }
      return sent;
    } finally {
      lock.unlock();
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

  <T> T look(ReceiveQueue.Look<T> look) {
    lock.lock();
    try {
      return look.at(log);
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
