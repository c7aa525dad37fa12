package io.github.udppeer.internal.core;

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
}
