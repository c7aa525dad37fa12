package io.github.udppeer.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a socket: its binding, and the latest events since. A test that clears in a loop
 * does not make it grow, and a socket to which nothing happened keeps no list.
 */
final class EventLog {

  private static final int MOST = 256;

  private final long boundNanos;
  private @Nullable Deque<SocketEvent> latest;

  EventLog(long boundNanos) {
    this.boundNanos = boundNanos;
  }

  synchronized void add(SocketEvent.Kind kind, int datagrams) {
    Deque<SocketEvent> events = latest;
    if (events == null) {
      events = new ArrayDeque<>(2);
      latest = events;
    }
    if (events.size() == MOST) {
      events.removeFirst();
    }
    events.addLast(new SocketEvent(System.nanoTime(), kind, datagrams));
  }

  synchronized List<SocketEvent> list() {
    List<SocketEvent> all = new ArrayList<>();
    all.add(new SocketEvent(boundNanos, SocketEvent.Kind.BIND, 0));
    if (latest != null) {
      all.addAll(latest);
    }
    return all;
  }
}
