package io.github.udppeer.internal.failure;

import io.github.udppeer.internal.core.CaptureView;
import io.github.udppeer.internal.peer.CapturedDatagram;
import io.github.udppeer.internal.peer.Peer;
import io.github.udppeer.internal.peer.PeerText;
import io.github.udppeer.internal.text.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An expectation that failed for want of a datagram: nothing fitting came in time, or another one
 * came first. When its peer closes, the failure learns whether the datagram came after all.
 */
public final class UnmetExpectation {

  private static final int MOST = 3;
  private static final String LIMIT = "the limit";

  /**
   * One datagram that was missing.
   *
   * @param which it is, in the words of the message
   * @param expected decides whether a datagram is it
   */
  public record Missing(String which, Expectation expected) {

    /** Where the message has described it. */
    public static Missing of(Expectation expected) {
      return new Missing(expected.isAny() ? "a datagram" : "a fitting datagram", expected);
    }

    /** One of several, which has to be named. */
    static Missing named(Expectation expected) {
      return new Missing("what was expected, " + expected.words() + ",", expected);
    }
  }

  /**
   * When an expectation failed.
   *
   * @param what happened then: {@code the limit}
   * @param nanos the monotonic clock's reading
   * @param firstIndex of the datagrams that count, the first
   */
  public record Moment(String what, long nanos, long firstIndex) {

    /** A datagram that came showed that the expectation was not met, and another one may follow. */
    public static Moment over(CapturedDatagram came, FailureView view) {
      return new Moment("the assertion failed", view.nanos(), came.index() + 1);
    }

    private static Moment of(String what, FailureView view, Peer peer) {
      try (CaptureView captured = view.captured(peer)) {
        return new Moment(what, view.nanos(), captured.index(captured.size()));
      }
    }
  }

  /** What came late; thrown by nobody, it stands under the failure. */
  static final class LateDatagram extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LateDatagram(String message) {
      super(message, null, false, false);
    }
  }

  private final Throwable failure;
  private final List<Missing> missing;
  private final Moment moment;

  public UnmetExpectation(Throwable failure, List<Missing> missing, Moment moment) {
    this.failure = failure;
    this.missing = missing.subList(0, Math.min(MOST, missing.size()));
    this.moment = moment;
  }

  /** Keeps the failure of an assertion whose limit has just passed. */
  public static UnmetExpectation now(Throwable failure, Expectation expected, FailureView view) {
    return now(failure, expected, view, view.peer());
  }

  /** Keeps the same for one of several peers. */
  public static UnmetExpectation now(
      Throwable failure, Expectation expected, FailureView view, Peer peer) {
    return new UnmetExpectation(
        failure, List.of(Missing.of(expected)), Moment.of(LIMIT, view, peer));
  }

  /** Keeps the failure of an assertion that does not wait. */
  static UnmetExpectation atOnce(Throwable failure, Expectation expected, FailureView view) {
    return new UnmetExpectation(
        failure,
        List.of(Missing.of(expected)),
        Moment.of("the assertion failed", view, view.peer()));
  }

  /** Adds to the failure, when the peer closes, which ones came late; only the last call counts. */
  public void reportWhenClosed(Peer peer) {
    peer.history().whenClosed(() -> reportLate(peer));
  }

  /** Of each that was missing the first that would have done, and when it came. */
  private void reportLate(Peer peer) {
    List<String> words = new ArrayList<>();
    Set<Long> known = new HashSet<>();
    for (Missing each : missing) {
      firstFitting(peer, each, known)
          .filter(datagram -> datagram.nanos() - moment.nanos > 0)
          .ifPresent(
              datagram -> {
                known.add(datagram.index());
                words.add(words(each, datagram));
              });
    }
    if (!words.isEmpty()) {
      failure.addSuppressed(new LateDatagram(String.join("\n", words)));
    }
  }

  /** One that was there when the assertion failed is in its message already. */
  private Optional<CapturedDatagram> firstFitting(Peer peer, Missing wanted, Set<Long> known) {
    return LookUp.optional(
        () ->
            new DatagramSearch(peer, moment.firstIndex)
                .earliest(
                    datagram ->
                        !known.contains(datagram.index()) && wanted.expected().isMetBy(datagram)));
  }

  private String words(Missing wanted, CapturedDatagram datagram) {
    Duration after = Duration.ofNanos(datagram.nanos() - moment.nanos);
    String late =
        Causes.late(
            wanted.which(),
            (datagram.isTimeKnown() ? "" : "no later than ")
                + Words.duration(after)
                + " after "
                + moment.what,
            PeerText.when(datagram) + " by " + datagram.peer());
    return String.join("\n", Words.folded(late));
  }
}
