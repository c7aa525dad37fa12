package io.github.udppeer.semantics;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * What a {@code recvfrom} gave, beside what it wrote into the buffer.
 *
 * @param outcome how it ended
 * @param returned the number that it returned, -1 where it failed
 * @param source where the datagram came from
 */
record Received(Outcome outcome, int returned, Optional<InetSocketAddress> source) {

  /** A call that succeeded. */
  public static Received ok(int returned, InetSocketAddress source) {
    return new Received(Outcome.OK, returned, Optional.of(source));
  }

  /** A call that failed. */
  public static Received failed(Outcome outcome) {
    return new Received(outcome, -1, Optional.empty());
  }
}
