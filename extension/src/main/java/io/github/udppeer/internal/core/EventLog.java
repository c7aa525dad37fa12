package io.github.udppeer.internal.core;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest events of a socket; a test that clears in a loop does not make it grow. */
final class EventLog {

  private static final int MOST = 256;

  private final Deque<SocketEvent> latest = new ArrayDeque<>(2);

  synchronized void add(SocketEvent.Kind kind, int datagrams) {
    if (latest.size() == MOST) {
      latest.removeFirst();
    }
    latest.addLast(new SocketEvent(System.nanoTime(), kind, datagrams));
  }

  synchronized List<SocketEvent> list() {
    return List.copyOf(latest);
  }
}
