package io.github.udppeer;

import io.github.udppeer.core.CaptureView;
import io.github.udppeer.report.Causes;
import io.github.udppeer.report.Words;
import java.time.Duration;
import java.util.Optional;

/**
 * An expectation that failed because nothing fitting came in time. When its peer closes, the
 * failure learns whether it came after all.
 */
final class UnmetExpectation {

  private final Throwable failure;
  private final Expected expected;
  private final long firstIndex;
  private final long limitNanos;

  private UnmetExpectation(Throwable failure, Expected expected, long firstIndex, long limitNanos) {
    this.failure = failure;
    this.expected = expected;
    this.firstIndex = firstIndex;
    this.limitNanos = limitNanos;
  }

  /** Keeps the failure of an assertion whose limit has just passed. */
  static UnmetExpectation now(Throwable failure, Expected expected, DatagramPeer peer) {
    try (CaptureView view = peer.socket().captured()) {
      long next = view.index(view.size());
      return new UnmetExpectation(failure, expected, next, System.nanoTime());
    }
  }

  /** Adds to the failure the first one that came late and would have done. */
  void tellIfLate(DatagramPeer peer) {
    Optional<Datagram> late = new DatagramSearch(peer, firstIndex).earliest(expected.match());
    late.ifPresent(datagram -> failure.addSuppressed(new LateDatagram(words(datagram))));
  }

  private String words(Datagram datagram) {
    Duration after = Duration.ofNanos(PeerText.nanos(datagram) - limitNanos);
    String late =
        Causes.late(
            expected.isAny() ? "a datagram" : "a fitting datagram",
            Words.duration(after),
            PeerText.when(datagram) + " by " + datagram.peer());
    return String.join("\n", Words.folded(late));
  }
}
