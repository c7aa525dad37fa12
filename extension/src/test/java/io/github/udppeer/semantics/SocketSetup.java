package io.github.udppeer.semantics;

import java.time.Duration;

/**
 * How a socket under test is to be opened.
 *
 * @param host a literal address
 * @param capacity the buffer of {@code peek}, {@code poll} and {@code receive}, in bytes
 * @param timeout the limit of a call that may wait: {@code SO_RCVTIMEO}
 */
record SocketSetup(String host, int capacity, Duration timeout) {

  /** Room for any datagram. */
  public static final int ROOM_FOR_ANY = 65_535;

  /** Long enough to be a wait, short enough to be waited for in hundreds of tests. */
  public static final Duration SHORT = Duration.ofMillis(2);

  /**
   * Long enough for whatever comes during a wait to come before its end, on the slowest machine.
   */
  public static final Duration LONG = Duration.ofSeconds(30);

  /** A socket that holds any datagram and waits briefly. */
  public static SocketSetup on(String host) {
    return new SocketSetup(host, ROOM_FOR_ANY, SHORT);
  }

  /** Whether a wait must end by an arrival. */
  boolean isPatient() {
    return timeout.equals(LONG);
  }

  SocketSetup withTimeout(Duration limit) {
    return new SocketSetup(host, capacity, limit);
  }

  SocketSetup withCapacity(int bytes) {
    return new SocketSetup(host, bytes, timeout);
  }
}
