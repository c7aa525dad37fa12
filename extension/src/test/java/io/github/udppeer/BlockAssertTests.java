package io.github.udppeer;

import static io.github.udppeer.DatagramMatcher.anything;
import static io.github.udppeer.DatagramMatcher.startsWith;
import static io.github.udppeer.DatagramMatcher.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class BlockAssertTests {

  @AutoClose private final PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);
  private final DatagramPeer agent = open("agent", Duration.ofMillis(20));
  private final DatagramPeer patient = open("patient", Duration.ofMinutes(5));
  private final DatagramPeer reporter = open("reporter", Duration.ofMillis(20));

  private DatagramPeer open(String name, Duration receiveTimeout) {
    return group.open(PeerOptions.builder().name(name).receiveTimeout(receiveTimeout).build());
  }

  private void report(String... texts) {
    for (String text : texts) {
      reporter.sendTo(agent, text);
      agent.pending(); // so that the timeline is the same each time
    }
  }

  @Test
  void seesWhatTheBlockSent() {
    report("before");

    agent.during(() -> report("one", "two")).receives("two", "one");

    assertThat(agent).receives().hasText("before");
    assertThat(agent).hasNothingPending();
  }

  @Test
  void leavesOthersPending() {
    agent.during(() -> report("one", "two", "three")).receives("two");

    assertThat(agent).receivesInOrder("one", "three");
  }

  @Test
  void doesNotCountWhatCameBefore() {
    report("one");

    Golden.verifyFailure(
        "during-receives-nothing-new",
        () -> agent.during(() -> {}).as("the flush").receives("one"));
    assertThat(agent).hasPending(1);
  }

  @Test
  void tellsWhatIsMissing() {
    Golden.verifyFailure(
        "during-receives-missing",
        () -> agent.during(() -> report("one", "three")).receives("one", "two"));
    assertThat(agent).hasPending(2);
  }

  @Test
  void waitsForWhatIsSentLater() throws Exception {
    WaitingCall<BlockAssert> waiting =
        WaitingCall.start(() -> patient.during(() -> {}).receives("late"));

    reporter.sendTo(patient, "early");
    reporter.sendTo(patient, "late");

    waiting.result().returnToPeer().hasPending(1);
  }

  @Test
  void verifiesThatNothingCameWithoutWaiting() {
    report("before");

    patient.during(() -> reporter.sendTo(agent, "elsewhere")).receivesNothing();
    agent.during(() -> {}).receivesNothing().returnToPeer().hasPending(2);
  }

  @Test
  void tellsWhatCame() {
    report("before");

    Golden.verifyFailure(
        "during-receives-nothing", () -> agent.during(() -> report("one")).receivesNothing());
    assertThat(agent).hasPending(2);
  }

  @Test
  void verifiesThatOnlyTheseCame() {
    report("before");

    agent.during(() -> report("one", "two")).receivesOnly("two", "one");

    assertThat(agent).hasPending(1);
  }

  @Test
  void tellsWhatCameBeside() {
    Golden.verifyFailure(
        "during-receives-only",
        () -> agent.during(() -> report("one", "two", "thre")).receivesOnly("one", "three"));
    assertThat(agent).hasPending(3);
  }

  @Test
  void tellsWhatCameTooOften() {
    assertThatThrownBy(() -> agent.during(() -> report("one", "one")).receivesOnly("one"))
        .hasMessageContaining("to receive 1 datagram during the block, and no others:\n")
        .hasMessageContaining("but of the 2 that came 1 is none of them:\n");
  }

  @Test
  void takesMatchers() {
    agent.during(() -> report("one", "two")).receives(startsWith("t"));
    assertThat(agent).receives().hasText("one");

    agent.during(() -> report("one", "two")).receivesOnly(anything(), text("one"));
    assertThat(agent).hasNothingPending();
  }

  @Test
  void seesRequestsThatAScriptAnswered() {
    agent.on("PING").reply("PONG");

    agent
        .during(
            () ->
                assertThat(reporter)
                    .within(Duration.ofMinutes(5))
                    .exchanges("PING")
                    .with(agent)
                    .hasText("PONG"))
        .receivesOnly("PING");
  }

  @Test
  void letsTheBlockThrowWhatItThrows() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> agent.during(BlockAssertTests::failing).receivesNothing())
        .withMessage("broken");
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> agent.during(BlockAssertTests::failingHard).receivesNothing())
        .withMessage("broken hard");
  }

  private static void failingHard() {
    throw new AssertionError("broken hard");
  }

  private static void failing() throws IOException {
    throw new IOException("broken");
  }

  @Test
  void needsSomethingToRunAndToExpect() {
    assertThatNullPointerException()
        .isThrownBy(() -> agent.during(null).receivesNothing())
        .withMessage("during was given null; give it what to run");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> agent.during(() -> {}).receives())
        .withMessage("receives needs a text or more; for none, say receivesNothing()");
  }
}
