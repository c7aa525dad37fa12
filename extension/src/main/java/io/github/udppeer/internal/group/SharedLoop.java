package io.github.udppeer.internal.group;

import io.github.udppeer.internal.core.CapturedSocket;
import io.github.udppeer.internal.core.DatagramLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The loop of a run, started by the first peer: a run without peers has no thread. */
final class SharedLoop implements AutoCloseable {

  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable DatagramLoop loop;

  DatagramLoop started() {
    lock.lock();
    try {
      DatagramLoop started = loop;
      if (started == null) {
        started = DatagramLoop.start();
        loop = started;
      }
      return started;
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot start the capturing thread: " + failure, failure);
    } finally {
      lock.unlock();
    }
  }

  /** Prepares the closing of several sockets; does nothing where no loop has started. */
  void letGo(List<CapturedSocket> sockets) {
    DatagramLoop started;
    lock.lock();
    try {
      started = loop;
    } finally {
      lock.unlock();
    }
    if (started != null) {
      started.letGo(sockets);
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (loop != null) {
        loop.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
