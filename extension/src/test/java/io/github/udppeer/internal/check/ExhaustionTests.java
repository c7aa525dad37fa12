package io.github.udppeer.internal.check;

import static io.github.udppeer.DatagramMatcher.startsWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.udppeer.Datagram;
import io.github.udppeer.DatagramPeer;
import io.github.udppeer.Golden;
import io.github.udppeer.PeerGroup;
import io.github.udppeer.PeerOptions;
import io.github.udppeer.WaitLimits;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ExhaustionTests {

  @AutoClose private final PeerGroup run = PeerGroup.open(WaitLimits.DEFAULT);
  private final PeerGroup test = run.openGroup();
  private final DatagramPeer server = strict(test, "server");
  private final DatagramPeer client = test.open(PeerOptions.builder().name("client").build());

  private static DatagramPeer strict(PeerGroup group, String name) {
    return group.open(PeerOptions.builder().name(name).strict(true).build());
  }

  @Test
  void aPeerThatDidNothingIsExhausted() {
    assertThat(server).isExhausted();
    test.verify();
  }

  @Test
  void aPeerWithoutAScriptIsWhenNothingIsPending() {
    client.sendTo(server, "PING");
    Golden.verifyFailure("is-exhausted-pending", () -> assertThat(server).isExhausted());

    server.receive();
    assertThat(server).isExhausted();
  }

  @Test
  void whatTheScriptDealtWithMayStayPending() {
    server.on("PING").reply("PONG");
    server.on("NOISE").ignore();
    client.sendTo(server, "NOISE");
    client.sendTo(server, "PING");

    assertThat(server).isExhausted().hasPending(2); // waits for the script, which may be behind
  }

  @Test
  void whatIsLeftToDoIsTold() {
    server.on("PING").reply("PONG");
    server.on(startsWith("GET ")).replyWithText(Datagram::text);
    server.on("STOP").never();
    server.on("NOISE").ignore();
    server.otherwise().ignore();
    server.converse("login", script -> script.expect("LOGIN").reply("HELLO").expect("QUIT"));
    assertThat(client).exchanges("PING").with(server).hasText("PONG");
    assertThat(client).exchanges("LOGIN").with(server).hasText("HELLO");

    Golden.verifyFailure("is-exhausted", () -> assertThat(server).as("the server").isExhausted());
  }

  @Test
  void whatNothingDealtWithIsTold() {
    server.on("PING").ignoringFirst(1).reply("PONG");
    for (String text : new String[] {"PING", "PONG", "PONG again"}) {
      client.sendTo(server, text);
      server.pending(); // so that the timeline is the same each time
    }

    Golden.verifyFailure("is-exhausted-unanswered", () -> assertThat(server).isExhausted());
  }

  @Test
  void aStrictPeerIsVerifiedAtTheEnd() {
    server.on("PING").reply("PONG");

    assertThatThrownBy(test::verify)
        .hasMessageStartingWith(
            "[strict peer]\nExpecting "
                + server
                + " to be exhausted\n  opened at ExhaustionTests.java:")
        .hasMessageContaining("\nbut this rule was never used:\n")
        .hasMessageContaining(
            "  on text \"PING\": reply \"PONG\", declared at ExhaustionTests.java:");
  }

  @Test
  void aLenientPeerIsNot() {
    client.on("PING").reply("PONG");
    client.sendTo(client, "PONG");

    assertThatCode(test::verify).doesNotThrowAnyException();
  }

  @Test
  void aPeerThatOutlivesTheTestHasItsRulesToItsEnd() {
    DatagramPeer ofClass = strict(run, "class");
    ofClass.on("PING").reply("PONG");

    test.verify();

    assertThatThrownBy(run::verify).hasMessageContaining("but this rule was never used:");
  }

  @Test
  void whatIsLeftOnAPeerThatOutlivesTheTestIsToldOnce() {
    DatagramPeer ofClass = strict(run, "class");
    client.sendTo(ofClass, "left");

    assertThatThrownBy(test::verify).hasMessageContaining("\"left\"");
    test.verify();
    run.verify();
  }

  @Test
  void eachStrictPeerIsTold() {
    DatagramPeer second = strict(test, "second");
    client.sendTo(server, "left");
    client.sendTo(second, "left");

    Throwable failure = catchThrowable(test::verify);

    assertThat(failure).hasMessageContaining("peer \"server\"");
    assertThat(failure.getSuppressed())
        .singleElement()
        .asString()
        .contains("Expecting peer \"second\"");
  }

  @Test
  void aClosedPeerKeepsWhatItLeft() {
    server.on("PING").reply("PONG");
    client.sendTo(server, "left");
    server.close();

    assertThatThrownBy(test::verify)
        .hasMessageContaining("but 1 is pending that its script does not answer:")
        .hasMessageContaining("but this rule was never used:");
  }

  @Test
  void aDelayedReplyCountsAsUsed() {
    server.on("PING").after(Duration.ofMinutes(5)).reply("PONG");
    client.sendTo(server, "PING");

    assertThat(server).isExhausted();
  }
}
