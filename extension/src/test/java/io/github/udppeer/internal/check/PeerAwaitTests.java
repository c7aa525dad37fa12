package io.github.udppeer.internal.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.udppeer.Datagram;
import io.github.udppeer.DatagramPeer;
import io.github.udppeer.PeerGroup;
import io.github.udppeer.PeerOptions;
import io.github.udppeer.WaitLimits;
import io.github.udppeer.WaitingCall;
import java.time.Duration;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class PeerAwaitTests {

  private static final String TIMELINE =
      "\n\nTimeline (t = 0 when the peers' group was opened; last 2 of 2):\n";

  @AutoClose
  private final PeerGroup group = PeerGroup.open(new WaitLimits(Duration.ofSeconds(60), 1));

  private final DatagramPeer agent = group.open(PeerOptions.builder().name("agent").build());
  private final DatagramPeer probe =
      group.open(PeerOptions.builder().name("probe").receiveTimeout(Duration.ofMillis(20)).build());

  @Test
  void waitsForAConditionOverSeveralPeers() throws Exception {
    WaitingCall<Boolean> waiting =
        WaitingCall.start(
            () -> {
              agent.await().until(() -> agent.pending().size() + probe.pending().size() == 2);
              return true;
            });

    agent.sendTo(probe, "PING 0042\r\n");
    probe.sendTo(agent, "PONG 0042 ok\r\n");

    assertThat(waiting.result()).isTrue();
  }

  @Test
  void evaluatesInTheCallingThread() {
    Thread caller = Thread.currentThread();

    agent.await().until(() -> Thread.currentThread() == caller);
  }

  @Test
  void failsWithTheTimelineOfThePeers() {
    assertThatExceptionOfType(ConditionTimeoutException.class)
        .isThrownBy(() -> probe.await().alias("both have got an answer").until(() -> false))
        .withMessageStartingWith("Condition with alias 'both have got an answer' didn't complete")
        .withMessageContaining(TIMELINE);
  }

  @Test
  void failsWithTheTextOfTheAssertionAndTellsTheTimelineOnce() {
    assertThatExceptionOfType(ConditionTimeoutException.class)
        .isThrownBy(() -> probe.await().untilAsserted(() -> assertThat(agent).hasReceived(1)))
        .withMessageContaining("Expecting " + agent + " to have received 1 datagram\n")
        .withMessageContaining("but none is received")
        .satisfies(failure -> assertThat(failure.getMessage().split("Timeline", -1)).hasSize(2));
  }

  @Test
  void failsWithTheTimelineForAForeignAssertionToo() {
    assertThatExceptionOfType(ConditionTimeoutException.class)
        .isThrownBy(
            () -> probe.await().untilAsserted(() -> assertThat(agent.pending()).isNotEmpty()))
        .withMessageContaining("Expecting actual not to be empty")
        .withMessageContaining(TIMELINE);
  }

  @Test
  void failsWithWhatKeepsDatagramsFromComing() {
    agent.down();

    assertThatExceptionOfType(ConditionTimeoutException.class)
        .isThrownBy(() -> probe.await().until(() -> false))
        .withMessageContaining("\n\nLikely cause:\n  " + agent + " is down")
        .satisfies(
            failure ->
                assertThat(failure.getMessage())
                    .containsSubsequence("Likely cause:", "Timeline (")
                    .doesNotContain("\n\n\n"));
  }

  @Test
  void failsWithTheTimelineAtTheEndForWhatAssertJSays() {
    agent.sendTo(probe, "PING");
    Datagram ping = probe.receive();

    assertThatExceptionOfType(ConditionTimeoutException.class)
        .isThrownBy(
            () -> probe.await().untilAsserted(() -> assertThat(ping).text().isEqualTo("PONG")))
        .satisfies(
            failure -> {
              assertThat(failure.getMessage())
                  .containsSubsequence("the text of the datagram", "PONG", "Timeline (");
              assertThat(failure.getMessage().split("Timeline \\(", -1)).hasSize(2);
            });
  }

  @Test
  void looksOnceAtLeastWhereThePeerDoesNotWait() {
    DatagramPeer hasty = group.open(PeerOptions.builder().receiveTimeout(Duration.ZERO).build());

    hasty.await().until(() -> true);
    assertThatExceptionOfType(ConditionTimeoutException.class)
        .isThrownBy(() -> hasty.await().until(() -> false));
  }
}
