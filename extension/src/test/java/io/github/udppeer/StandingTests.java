package io.github.udppeer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a script dealt with stays pending, and messages say why it is. */
class StandingTests {

  private static final String ANSWERED = "\n    answered by a rule, not received by the test";

  @AutoClose private final PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);
  private final DatagramPeer server = open("server");
  private final DatagramPeer client = open("client");

  private DatagramPeer open(String name) {
    return group.open(
        PeerOptions.builder().name(name).receiveTimeout(Duration.ofMillis(20)).build());
  }

  private void ask(String request) {
    client.sendTo(server, request);
    assertThat(client).within(Duration.ofMinutes(1)).receives();
  }

  @Test
  void isAnsweredByARule() {
    server.on("PING").reply("PONG");
    ask("PING");

    Golden.verifyFailure("pending-answered", () -> assertThat(server).hasNothingPending());
    assertThat(server).hasPending(1);
  }

  @Test
  void isToldOfEachThatIsListed() {
    server.on("PING").reply("PONG");
    ask("PING");
    client.sendTo(server, "other");
    server.pending();

    assertThat(catchThrowable(() -> assertThat(server).receivesInOrder("another")))
        .hasMessageContaining("Also pending: 1 datagram\n  5 bytes from ")
        .message()
        .doesNotContain(ANSWERED);
    assertThat(catchThrowable(() -> assertThat(server).receivesExactly(3)))
        .hasMessageContaining(": \"PING\"" + ANSWERED + "\n  5 bytes from ");
  }

  @Test
  void isTakenWithoutAnAnswer() {
    server.on("noise").ignore();
    server.on("PING").reply("PONG");
    client.sendTo(server, "noise");
    ask("PING");

    assertThat(catchThrowable(() -> assertThat(server).hasNothingPending()))
        .hasMessageContaining("\"noise\"\n    taken by a rule, not received by the test\n");
  }

  @Test
  void isNotAnsweredWhereTheAnswerCouldNotBeMade() {
    server
        .on("PING")
        .replyWithText(
            request -> {
              throw new IllegalStateException("no session");
            });
    client.sendTo(server, "PING");

    assertThat(catchThrowable(() -> assertThat(client).within(Duration.ofMinutes(1)).receives()))
        .hasMessageContaining("no session");
    assertThat(catchThrowable(() -> assertThat(server).hasNothingPending()))
        .hasMessageContaining("\n    taken by a rule, not received by the test\n");
  }

  @Test
  void isNotAnsweredBeforeADelayedAnswerIsSent() {
    server.on("PING").after(Duration.ofMinutes(5)).reply("PONG");
    client.sendTo(server, "PING");
    assertThat(server).isExhausted();

    assertThat(catchThrowable(() -> assertThat(server).hasNothingPending()))
        .hasMessageContaining("\n    taken by a rule, not received by the test\n");
  }

  @Test
  void isToldOfOneThatMustNotCome() {
    server.on("PING").reply("PONG");
    ask("PING");

    assertThat(catchThrowable(() -> assertThat(server).receivesNothingFor(Duration.ofMillis(20))))
        .hasMessageContaining(ANSWERED);
  }

  @Test
  void isTakenByAConversation() {
    server.converse("begin", script -> script.expect("PING").reply("PONG"));
    ask("PING");

    assertThat(catchThrowable(() -> assertThat(server).hasNothingPending()))
        .hasMessageContaining("\n    taken by a conversation, not received by the test\n");
  }

  @Test
  void isNotToldOfWhatTheTestReceived() {
    server.on("PING").reply("PONG");
    ask("PING");
    server.receive();

    assertThat(catchThrowable(() -> assertThat(server).hasReceived(2)))
        .message()
        .doesNotContain("rule");
  }
}
