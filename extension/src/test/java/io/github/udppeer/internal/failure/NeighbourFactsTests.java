package io.github.udppeer.internal.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.udppeer.DatagramMatcher;
import io.github.udppeer.DatagramPeer;
import io.github.udppeer.DatagramPeers;
import io.github.udppeer.Golden;
import io.github.udppeer.PeerGroup;
import io.github.udppeer.PeerOptions;
import io.github.udppeer.WaitLimits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a payload that is wrong has to do with others that the peer holds. */
class NeighbourFactsTests {

  private static final Duration SHORT = Duration.ofMillis(20);

  @AutoClose private final PeerGroup run = PeerGroup.open(WaitLimits.DEFAULT);
  private final PeerGroup test = run.openGroup();
  private final DatagramPeer client = open("client");
  private final DatagramPeer server = open("server");

  private DatagramPeer open(String name) {
    return test.open(PeerOptions.builder().name(name).receiveTimeout(SHORT).build());
  }

  private void send(String... texts) {
    for (String text : texts) {
      server.sendTo(client, text);
      client.pending();
    }
  }

  private static String message(ThrowingCallable call) {
    Throwable failure = catchThrowable(call);
    assertThat(failure).isInstanceOf(AssertionError.class);
    return failure.getMessage().replaceAll("\n {4}", " ");
  }

  @Nested
  class Repeated {

    @Test
    void isSaidWhereAnotherTextIsExpected() {
      send("ONE", "ONE", "TWO");
      assertThat(message(() -> assertThat(client).receivesInOrder("ONE", "TWO")))
          .containsPattern("number 2 has the payload of number 1, [\\d.]+ m?s later\n");
    }

    @Test
    void isSaidWhereOneTooManyIsPending() {
      send("ONE", "ONE");
      assertThat(client).receives().hasText("ONE");
      assertThat(message(() -> assertThat(client).hasNothingPending()))
          .contains("number 2 has the payload of number 1, ");
    }

    @Test
    void isSaidWhereOneTooManyCame() {
      send("ONE", "ONE");
      assertThat(message(() -> assertThat(client).receivesExactly(1)))
          .contains("number 2 has the payload of number 1, ");
    }

    @Test
    void isSaidInAnyOrder() {
      send("ONE", "ONE");
      assertThat(message(() -> assertThat(client).receivesInAnyOrder("ONE", "TWO")))
          .containsOnlyOnce("number 2 has the payload of number 1, ");
    }

    @Test
    void isSaidOfABlock() {
      assertThat(message(() -> client.during(() -> send("ONE", "ONE")).receivesNothing()))
          .contains("number 2 has the payload of number 1, ");
    }

    @Test
    void isNotSaidOfAnotherSendersNorOfASingleByte() {
      send("ONE", "1", "1");
      open("other").sendTo(client, "1");
      server.sendTo(client, "22");
      open("another").sendTo(client, "22");
      assertThat(message(() -> assertThat(client).hasNothingPending()))
          .doesNotContain("has the payload of");
    }
  }

  @Nested
  class InsteadOfWhatIsExpected {

    @Test
    void areTwoThatMakeItTogether() {
      send("PONG ", "0042");
      assertThat(message(() -> assertThat(client).receives().hasText("PONG 0042")))
          .contains("number 1 and number 2 together are what was expected");
    }

    @Test
    void isTheSecondOfTwoThatMakeItTogether() {
      send("PONG ", "0042");
      assertThat(client).receives();
      assertThat(message(() -> assertThat(client).receives().hasText("PONG 0042")))
          .contains("number 1 and number 2 together are what was expected");
    }

    @Test
    void isOneThatHoldsTwo() {
      send("ONETWO");
      assertThat(message(() -> assertThat(client).receivesInOrder("ONE", "TWO")))
          .contains("number 1 holds two: what was expected, and another one that is expected");
      assertThat(message(() -> assertThat(client).receivesInAnyOrder("TWO", "ONE")))
          .contains("number 1 holds two: what was expected, and another one that is expected");
    }

    @Test
    void isOneThatHoldsItTwice() {
      send("ONEONE");
      assertThat(message(() -> assertThat(client).receives().hasText("ONE")))
          .contains("number 1 holds two: what was expected, and the same once more behind it");
    }

    @Test
    void hasABuffersRest() {
      send("a long message", "shortg message");
      assertThat(client).receives();
      Golden.verifyFailure("stale-tail", () -> assertThat(client).receives().hasText("short"));
    }

    @Test
    void hasTheRestOfTheRequest() {
      client.sendTo(server, "what time is it?");
      send("noon time is it?");
      assertThat(message(() -> assertThat(client).receives().hasText("noon")))
          .contains(
              "number 1 has, from offset 4 on, the bytes that the request, number 1 sent, has");
    }

    @Test
    void beginsAsTheRequestDoes() {
      client.sendTo(server, "PING 0042 please");
      send("PING 0042 ok");
      assertThat(message(() -> assertThat(client).receives().hasText("PONG 0042 ok")))
          .contains("number 1 begins with the first 10 bytes of the request, number 1 sent");
      client.sendTo(server, "PING 0042 please");
      send("PING 0043");
      assertThat(message(() -> assertThat(client).receives().startsWith("PONG")))
          .contains("number 2 begins with the first 8 bytes of the request, number 2 sent");
    }

    @Test
    void isTheRequestItself() {
      client.sendTo(server, "PING 0042");
      send("PING 0042");
      assertThat(message(() -> assertThat(client).receives().hasText("PONG 0042")))
          .contains("number 1 is the request itself, number 1 sent\n");
    }

    @Test
    void isNothingKnownWhereNothingIs() {
      client.sendTo(server, "PING 0042");
      send("PONG 0043", "PONG 0044");
      assertThat(message(() -> assertThat(client).receives().hasText("PONG 0042")))
          .doesNotContain("Likely");
      assertThat(message(() -> assertThat(client).receives().hasText("PONG 0042")))
          .doesNotContain("Likely");
    }
  }

  @Nested
  class APart {

    @Test
    void isThereInAnotherCase() {
      send("one, Two");
      Golden.verifyFailure(
          "contains-other-case", () -> assertThat(client).receives().contains("two"));
    }

    @Test
    void isAtTheStartBehindAMark() {
      send("\uFEFFone");
      assertThat(message(() -> assertThat(client).receives().startsWith("one")))
          .contains("begins with it but for a UTF-8 byte order mark (ef bb bf) before it");
    }

    @Test
    void isMeantByAMatcher() {
      send("none", "one, Two");
      assertThat(
              message(() -> assertThat(client).receivesMatching(DatagramMatcher.contains("two"))))
          .contains(
              "of number 2 the payload contains it but for upper and lower case, at offset 5");
      assertThat(
              message(() -> assertThat(client).receivesMatching(DatagramMatcher.endsWith("two"))))
          .contains("of number 2 the payload ends with it but for upper and lower case");
      assertThat(message(() -> assertThat(client).receivesMatching(DatagramMatcher.text("NONE"))))
          .contains("of number 1 the payloads are equal but for upper and lower case");
      assertThat(
              message(() -> assertThat(client).receivesInOrder(DatagramMatcher.startsWith("NO"))))
          .contains("the payload begins with it but for upper and lower case");
      assertThat(
              message(
                  () -> assertThat(client).receivesInAnyOrder(DatagramMatcher.startsWith("NO"))))
          .contains("of number 1 the payload begins with it but for upper and lower case");
    }

    @Test
    void isMeantByMatchersThatAreJoined() {
      send("one, Two");
      DatagramMatcher two = DatagramMatcher.contains("two");
      assertThat(
              message(
                  () ->
                      assertThat(client)
                          .receivesMatching(DatagramMatcher.startsWith("one").and(two))))
          .contains("upper and lower case");
      assertThat(
              message(
                  () ->
                      assertThat(client)
                          .receivesMatching(DatagramMatcher.startsWith("three").or(two))))
          .contains("upper and lower case");
      assertThat(
              message(
                  () ->
                      assertThat(client)
                          .receivesMatching(DatagramMatcher.startsWith("three").and(two))))
          .doesNotContain("upper and lower case");
    }

    @Test
    void isMeantByOneOfSeveralPeers() {
      DatagramPeer other = open("other");
      server.sendTo(other, "UP");
      send("Up");
      assertThat(message(() -> assertThat(DatagramPeers.of(other, client)).eachReceives("UP")))
          .contains("of number 1 the payloads are equal but for upper and lower case");
    }

    @Test
    void isMeantByAConversation() {
      server.converse("login", steps -> steps.expect("USER"));
      client.sendTo(server, "user");
      assertThat(message(test::verify))
          .contains("the payloads are equal but for upper and lower case");
    }
  }

  /** Nothing is said of bytes that nobody is to see. */
  @Nested
  class WhatARedactorChanges {

    private final DatagramPeer secret =
        test.open(
            PeerOptions.builder()
                .name("secret")
                .receiveTimeout(SHORT)
                .redactor(WhatARedactorChanges::redacted)
                .build());

    private static byte[] redacted(byte[] payload) {
      String text = new String(payload, StandardCharsets.UTF_8);
      return text.replaceAll("pin=\\d+", "pin=*").getBytes(StandardCharsets.UTF_8);
    }

    private void receive(String... texts) {
      for (String text : texts) {
        server.sendTo(secret, text);
      }
      secret.pending();
    }

    @Test
    void isComparedWithNothing() {
      receive("pin=1234", "pin=1234", "PIN=1 pin=1234");
      assertThat(message(() -> assertThat(secret).receivesExactly(1))).doesNotContain("Likely");
      assertThat(message(() -> assertThat(secret).receivesInOrder("pin=1234", "pin=12")))
          .doesNotContain("Likely");
      assertThat(
              message(() -> assertThat(secret).receivesMatching(DatagramMatcher.contains("Pin=1"))))
          .doesNotContain("Likely");
    }

    @Test
    void isNotAllThatComes() {
      receive("open", "open");
      assertThat(message(() -> assertThat(secret).receivesExactly(1)))
          .contains("number 2 has the payload of number 1");
    }

    @Test
    void isNoRequestToCompareWith() {
      secret.sendTo(server, "pin=1234");
      receive("xpin");
      assertThat(message(() -> assertThat(secret).receives().hasText("x")))
          .doesNotContain("the request");
    }
  }
}
