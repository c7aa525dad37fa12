package io.github.udppeer.internal.group;

import io.github.udppeer.internal.core.CapturedSocket;
import io.github.udppeer.internal.core.DatagramLoop;
import io.github.udppeer.internal.peer.Peer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
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

  /** What is closed one after another is watched no longer: else each would wait for the loop. */
  void letGo(List<Peer> closing) {
    List<CapturedSocket> sockets = new ArrayList<>(closing.size());
    for (Peer peer : closing) {
      if (!peer.socket().isClosed()) {
        sockets.add(peer.socket());
      }
    }
    DatagramLoop started = loopIfAny();
    if (started != null && sockets.size() > 1) {
      started.letGo(sockets);
    }
  }

  private @Nullable DatagramLoop loopIfAny() {
    lock.lock();
    try {
      return loop;
    } finally {
      lock.unlock();
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
