package io.github.udppeer.semantics;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * A datagram as {@code peek}, {@code poll}, {@code receive} or {@code receiveWhole} gave it, or why
 * there was none.
 *
 * @param outcome how the call ended
 * @param payload what was kept of the datagram
 * @param wireLength its length as it was sent
 * @param truncated whether the call says that it was cut
 * @param source where it came from
 */
record Taken(
    Outcome outcome,
    Bytes payload,
    int wireLength,
    boolean truncated,
    Optional<InetSocketAddress> source) {

  static Taken nothing(Outcome outcome) {
    return new Taken(outcome, Bytes.of(), 0, false, Optional.empty());
  }
}
