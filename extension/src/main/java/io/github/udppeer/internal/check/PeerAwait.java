package io.github.udppeer.internal.check;

import io.github.udppeer.exceptions.ReceiveInterruptedException;
import io.github.udppeer.internal.failure.FailureText;
import io.github.udppeer.internal.failure.LikelyCauses;
import io.github.udppeer.internal.peer.Peer;
import io.github.udppeer.internal.text.Words;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionEvaluationListener;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.EvaluatedCondition;
import org.awaitility.core.TimeoutEvent;

/** Awaitility, set up for a peer. */
public final class PeerAwait {

  private static final Duration POLL_INTERVAL = Duration.ofMillis(1);
  private static final Duration LEAST = Duration.ofMillis(500);

  private PeerAwait() {}

  public static ConditionFactory of(Peer peer) {
    return Awaitility.with()
        .pollInSameThread()
        .dontCatchUncaughtExceptions()
        .pollDelay(Duration.ZERO)
        .pollInterval(POLL_INTERVAL)
        .atMost(limit(peer))
        .conditionEvaluationListener(failingWithTimeline(peer))
        .await();
  }

  /** Awaitility does not look even once where its limit has passed before it comes to that. */
  private static Duration limit(Peer peer) {
    Duration limit = peer.patience().scaled(peer.receiveTimeout());
    return limit.compareTo(LEAST) < 0 ? LEAST : limit;
  }

  /** Awaitility has no hook for a failure's words, so the listener throws in its stead. */
  private static ConditionEvaluationListener<Object> failingWithTimeline(Peer peer) {
    List<AssertionError> known = peer.context().thrownMishaps();
    return new ConditionEvaluationListener<>() {
      @Override
      public void conditionEvaluated(EvaluatedCondition<Object> condition) {
        peer.context().throwMishaps();
        throwNew(peer.context().thrownMishaps(), known);
        if (Thread.currentThread().isInterrupted()) { // Awaitility would go on until its limit
          throw new ReceiveInterruptedException(
              "interrupted while waiting: " + peer + "\n\n" + evidence(peer),
              new InterruptedException());
        }
      }

      @Override
      public void onTimeout(TimeoutEvent event) {
        throw timedOut(peer, event.getDescription());
      }
    };
  }

  /** Awaitility has caught what an assertion in the condition threw, and would try again. */
  private static void throwNew(List<AssertionError> reported, List<AssertionError> known) {
    for (AssertionError each : reported) {
      if (!known.contains(each)) {
        throw each;
      }
    }
  }

  private static ConditionTimeoutException timedOut(Peer peer, String words) {
    return peer.context().peersAround().stream()
        .flatMap(each -> each.history().lastFailure().stream())
        .filter(failure -> words.contains(String.valueOf(failure.getMessage())))
        .findFirst()
        .map(failure -> withFailure(words, failure))
        .orElseGet(
            () ->
                new ConditionTimeoutException(
                    shown(peer, words).stripTrailing() + "\n\n" + evidence(peer)));
  }

  /** A condition says nothing of datagrams, so that only what is true of the whole test counts. */
  private static String evidence(Peer peer) {
    FailureText text = new FailureText(peer);
    return text.causes(new LikelyCauses(text.view()).addAllOfTheTest()).render().strip();
  }

  /** Awaitility quotes what the condition looked at, which may be of a redacted payload. */
  private static String shown(Peer peer, String words) {
    return peer.context().isRedacting()
        ? "The condition was not met within " + Words.duration(limit(peer))
        : Words.visible(words);
  }

  /** Awaitility puts the assertion's words, which show the timeline already, into its sentence. */
  private static ConditionTimeoutException withFailure(String words, AssertionError failure) {
    String reported = String.valueOf(failure.getMessage());
    int start = words.indexOf(reported);
    String condition = words.substring(0, start).strip();
    String limit = words.substring(start + reported.length()).replace(".", "").strip();
    String sentence = limit.isEmpty() ? condition : condition + "\nwas not met " + limit;
    return new ConditionTimeoutException(
        Words.visible(sentence + ":\n" + reported.strip()), failure);
  }
}
