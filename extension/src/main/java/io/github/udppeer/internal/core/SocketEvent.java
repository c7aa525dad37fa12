package io.github.udppeer.internal.core;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Something that happened to a socket, other than a datagram.
 *
 * @param nanos the monotonic clock's reading
 * @param kind what happened
 * @param datagrams how many datagrams it concerned
 */
public record SocketEvent(long nanos, Kind kind, int datagrams) {

  /** What can happen to a socket. */
  public enum Kind {
    /** It was bound. */
    BIND,
    /** Its history was forgotten. */
    CLEAR,
    /** Its port was closed, to be opened again. */
    DOWN,
    /** Its port was opened again. */
    UP,
    /** Nothing is captured from now on. */
    FREEZE,
    /** It is captured again. */
    THAW,
    /** It was closed. */
    CLOSE
  }

  /** The latest events of a socket; a test that clears in a loop does not make it grow. */
  static final class Log {

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
}
