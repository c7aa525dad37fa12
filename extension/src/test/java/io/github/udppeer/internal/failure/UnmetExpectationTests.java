package io.github.udppeer.internal.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.udppeer.Conversation;
import io.github.udppeer.Datagram;
import io.github.udppeer.DatagramMatcher;
import io.github.udppeer.DatagramPeer;
import io.github.udppeer.DatagramPeers;
import io.github.udppeer.DatagramSplitter;
import io.github.udppeer.Golden;
import io.github.udppeer.PeerGroup;
import io.github.udppeer.PeerOptions;
import io.github.udppeer.WaitLimits;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a failure learns at close: the datagram that was expected came after all. */
class UnmetExpectationTests {

  private static final Duration SHORT = Duration.ofMillis(20);

  @AutoClose private final PeerGroup run = PeerGroup.open(WaitLimits.DEFAULT);
  private final PeerGroup test = run.openGroup();
  private final DatagramPeer client = open("client");
  private final DatagramPeer server = open("server");

  private DatagramPeer open(String name) {
    return test.open(PeerOptions.builder().name(name).receiveTimeout(SHORT).build());
  }

  /**
   * Lets the call fail, then the server send these texts to the client; returns what is learned.
   */
  private String learned(ThrowingCallable call, String... later) {
    Throwable failure = catchThrowable(call);
    for (String text : later) {
      server.sendTo(client, text);
    }
    return learned(failure);
  }

  private String learned(Throwable failure) {
    assertThat(failure).isInstanceOf(AssertionError.class).hasNoSuppressedExceptions();
    test.close();
    return failure.getSuppressed().length == 0 ? "" : failure.getSuppressed()[0].getMessage();
  }

  @Test
  void isOvertakenInASequence() {
    server.sendTo(client, "A");
    server.sendTo(client, "C");

    String learned = learned(() -> assertThat(client).receivesInOrder("A", "B", "C"), "B");

    Golden.verify("late-in-order", learned);
  }

  @Test
  void isOvertakenInASequenceOfMatchers() {
    server.sendTo(client, "C1");

    assertThat(
            learned(
                () ->
                    assertThat(client)
                        .receivesInOrder(
                            DatagramMatcher.startsWith("B"), DatagramMatcher.startsWith("C")),
                "B1"))
        .startsWith("what was expected, a text starting with \"B\", came ")
        .contains(" after the assertion failed:\n  number 2 received, at ");
  }

  @Test
  void wasBehindAlreadyAndIsNoNews() {
    server.sendTo(client, "B");
    server.sendTo(client, "A");
    client.pending();

    Throwable failure = catchThrowable(() -> assertThat(client).receivesInOrder("A", "B"));

    assertThat(failure).hasMessageContaining("pending, but not at this place: number 2");
    server.sendTo(client, "A");
    test.close();
    assertThat(failure).hasNoSuppressedExceptions();
  }

  @Test
  void wasBehindAlreadyWhereAMatcherTells() {
    server.sendTo(client, "B");
    server.sendTo(client, "A");
    client.pending();

    assertThat(
            catchThrowable(
                () -> assertThat(client).receivesInOrder(DatagramMatcher.startsWith("A"))))
        .hasMessageContaining("pending, but not at this place: number 2");
  }

  @Test
  void isNotWhatHasAPlaceOfItsOwn() {
    server.sendTo(client, "A");
    server.sendTo(client, "B");

    assertThat(catchThrowable(() -> assertThat(client).receivesInOrder("A", "A")))
        .hasMessageNotContaining("Likely cause");
    assertThat(
            catchThrowable(
                () ->
                    assertThat(client)
                        .receivesInAnyOrder(
                            DatagramMatcher.startsWith("A"), DatagramMatcher.text("A"))))
        .hasMessageNotContaining("Likely cause");
  }

  @Test
  void areSeveralInAnyOrder() {
    server.sendTo(client, "X");

    String learned = learned(() -> assertThat(client).receivesInAnyOrder("A", "A", "B"), "B", "A");

    assertThat(learned.replaceAll("\\s+", " "))
        .contains("what was expected, \"A\", came ", "number 3 received")
        .contains("what was expected, \"B\", came ", "number 2 received")
        .containsOnlyOnce("\"A\"");
  }

  @Test
  void isMissingAmongWhatABlockSentOnly() {
    assertThat(
            learned(() -> client.during(() -> server.sendTo(client, "X")).receivesOnly("A"), "A"))
        .startsWith("what was expected, \"A\", came ");
  }

  @Test
  void isTheTextOfADatagramThatCameAfterAnother() {
    server.sendTo(client, "A");

    assertThat(learned(() -> assertThat(client).receives().hasText("B"), "C", "B"))
        .startsWith("a fitting datagram came ")
        .contains(" after the assertion failed:\n  number 3 received");
  }

  @Test
  void isAPartOfADatagramThatCameAfterAnother() {
    server.sendTo(client, "A");

    assertThat(learned(() -> assertThat(client).receives().contains("two"), "one, two"))
        .contains("number 2 received");
  }

  @Test
  void isTheBeginningOfADatagramThatCameAfterAnother() {
    server.sendTo(client, "A");

    assertThat(learned(() -> assertThat(client).receives().startsWith("one"), "one, two"))
        .contains("number 2 received");
  }

  @Test
  void isThereAMomentAfterALookThatDoesNotWait() {
    assertThat(learned(() -> assertThat(client).peeks(), "A"))
        .startsWith("a datagram came ")
        .contains(" after the assertion failed:\n  number 1 received");
  }

  @Test
  void isThereAMomentAfterACountThatDoesNotWait() {
    assertThat(learned(() -> assertThat(client).hasPending(1), "A")).contains("number 1 received");
  }

  @Test
  void isTheRestOfACount() {
    server.sendTo(client, "A");
    assertThat(learned(() -> assertThat(client).receivesExactly(2), "B"))
        .contains(" after the limit:\n  number 2 received");
  }

  @Test
  void isNoMatterWhereThereWereTooMany() {
    server.sendTo(client, "A");
    server.sendTo(client, "B");
    assertThat(learned(() -> assertThat(client).hasPending(1), "C")).isEmpty();
  }

  @Test
  void isTheAnswerToAnExchange() {
    assertThat(learned(() -> assertThat(client).exchanges("PING").with(server), "PONG"))
        .contains(" after the limit:\n  number 1 received");
  }

  @Test
  void isThePieceOfACollection() {
    server.sendTo(client, "one\n");
    assertThat(
            learned(
                () ->
                    assertThat(client)
                        .collects(DatagramSplitter.lines())
                        .untilContains("one", "two"),
                "three\n",
                "two\n"))
        .contains(" after the limit:\n  number 3 received");
  }

  @Test
  void isWhatOneOfSeveralPeersLacked() {
    DatagramPeer other = open("other");
    server.sendTo(other, "UP");

    assertThat(learned(() -> assertThat(DatagramPeers.of(client, other)).eachReceives("UP"), "UP"))
        .contains(" after the limit:\n  number 1 received", "by peer \"client\"");
  }

  @Test
  void isWhatNoneOfSeveralPeersGot() {
    DatagramPeer other = open("other");

    assertThat(
            learned(
                () -> assertThat(DatagramPeers.of(other, client)).exactlyOneReceives("UP"), "UP"))
        .contains("by peer \"client\"");
  }

  @Test
  void isTheNextStepOfAConversation() {
    server.converse("login", steps -> steps.expect("USER").reply("OK").expect("PASS"));
    client.sendTo(server, "USER");
    client.sendTo(server, "QUIT");

    Throwable failure = catchThrowable(test::verify);
    client.sendTo(server, "NOOP");
    client.sendTo(server, "PASS");

    Golden.verify("late-in-conversation", learned(failure));
  }

  @Test
  void isTheStepThatAConversationDidNotGetTo() {
    Conversation login =
        server.converse("login", steps -> steps.expect("USER").reply("331").expect("PASS"));
    client.sendTo(server, "USER");
    assertThat(client).within(Duration.ofSeconds(30)).receives().hasText("331");

    Throwable failure = catchThrowable(() -> assertThat(login).completes());
    client.sendTo(server, "PASS");

    assertThat(learned(failure)).contains(" after the limit:\n  number 2 received");
  }

  @Test
  void isLookedForBySomebodysCodeThatThrows() {
    server.sendTo(client, "A");

    assertThat(
            learned(
                () ->
                    assertThat(client)
                        .receivesInOrder(DatagramMatcher.matching("B", UnmetExpectationTests::isB)),
                "throw",
                "B"))
        .contains("number 3 received");
  }

  private static boolean isB(Datagram datagram) {
    if (datagram.text().equals("throw")) {
      throw new AssertionError("a test inside a test");
    }
    return datagram.text().equals("B");
  }
}
