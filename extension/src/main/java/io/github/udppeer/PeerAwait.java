package io.github.udppeer;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionEvaluationListener;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.EvaluatedCondition;
import org.awaitility.core.TimeoutEvent;

/** Awaitility, set up for a peer. */
final class PeerAwait {

  private static final Duration POLL_INTERVAL = Duration.ofMillis(1);

  private PeerAwait() {}

  static ConditionFactory of(DatagramPeer peer) {
    return Awaitility.with()
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(POLL_INTERVAL)
        .atMost(peer.receiver().scaled(peer.receiveTimeout()))
        .conditionEvaluationListener(failingWithTimeline(peer))
        .await();
  }

  /** Awaitility has no hook for a failure's words, so the listener throws in its stead. */
  private static ConditionEvaluationListener<Object> failingWithTimeline(DatagramPeer peer) {
    return new ConditionEvaluationListener<>() {
      @Override
      public void conditionEvaluated(EvaluatedCondition<Object> condition) {
        // only the time-out is of interest
      }

      @Override
      public void onTimeout(TimeoutEvent event) {
        String timeline = PeerText.timeline(peer);
        String words = event.getDescription();
        // an assertion of this library told it already
        boolean told = words.contains(timeline.lines().findFirst().orElseThrow());
        throw new ConditionTimeoutException(told ? words : words + "\n\n" + timeline);
      }
    };
  }
}
