package io.github.udppeer.core;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** The latest events of a socket; a test that clears in a loop does not make it grow. */
final class EventLog {

  private static final int MOST = 256;

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<SocketEvent> events = new ArrayDeque<>();

  void add(SocketEvent.Kind kind, int datagrams) {
    lock.lock();
    try {
      if (events.size() == MOST) {
        events.removeFirst();
      }
      events.addLast(new SocketEvent(System.nanoTime(), kind, datagrams));
    } finally {
      lock.unlock();
    }
  }

  List<SocketEvent> list() {
    lock.lock();
    try {
      return List.copyOf(events);
    } finally {
      lock.unlock();
    }
  }
}
