package io.github.udppeer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.udppeer.exceptions.PeerClosedException;
import io.github.udppeer.internal.failure.ExchangeRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.assertj.core.api.BDDAssertions;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.WithAssertions;
import org.assertj.core.error.AssertJMultipleFailuresError;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.AssertionFailedError;

class DatagramPeerAssertTests {

  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final InetSocketAddress STATSD = LoopbackHosts.address("127.0.0.1", 8125);
  private static final String REQUESTS = "http.requests:1|c\n";
  private static final String ERRORS = "http.errors:1|c\n";
  private static final String LATENCY = "http.latency:17|ms\n";

  @AutoClose private final PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);
  private final DatagramPeer agent = open("agent", SHORT);
  private final DatagramPeer probe = open("probe", SHORT);

  private DatagramPeer open(String name, Duration receiveTimeout) {
    return group.open(PeerOptions.builder().name(name).receiveTimeout(receiveTimeout).build());
  }

  private DatagramPeer patient() {
    return open("patient", LONG);
  }

  /**
   * Sends to the agent, one after another has been captured: the timeline is the same each time.
   */
  private void send(String... texts) {
    for (String text : texts) {
      probe.sendTo(agent, text);
      agent.pending();
    }
  }

  private static Class<AssertionFailedError> failed() {
    return AssertionFailedError.class;
  }

  private static void verifyValues(Throwable failure, Object expected, Object actual) {
    AssertionFailedError error = (AssertionFailedError) failure;
    assertThat(error.getExpected().getValue()).isEqualTo(expected);
    assertThat(error.getActual().getValue()).isEqualTo(actual);
  }

  @Test
  void aPredicateThatThrowsFailsTheAssertionWithTheDatagram() {
    send(REQUESTS);

    assertThatExceptionOfType(failed())
        .isThrownBy(
            () ->
                assertThat(agent)
                    .as("the first number")
                    .receivesMatching(
                        DatagramMatcher.matching(
                            "1", datagram -> Integer.parseInt(datagram.text()) == 1)))
        .withMessageStartingWith("[the first number]\nExpecting " + agent + " to receive 1\n")
        .withMessageContaining("but the matcher threw java.lang.NumberFormatException: ")
        .withMessageContaining("|http.requests:1||")
        .withCauseInstanceOf(NumberFormatException.class);
    assertThat(agent).hasPending(1);
  }

  @Test
  void aSearchEndsAtItsLimitHoweverManyKeepComing() {
    send(REQUESTS);

    assertThatExceptionOfType(failed())
        .isThrownBy(
            () ->
                assertThat(agent)
                    .receivesMatching(
                        DatagramMatcher.matching("never", datagram -> answeredByAnother(datagram))))
        .withMessageContaining("but after 50 ms only other datagrams are pending");
  }

  private boolean answeredByAnother(Datagram datagram) {
    probe.sendTo(agent, datagram.payload());
    return false;
  }

  @Test
  void aFailuresTraceBeginsWhereTheTestAsserts() {
    List<ThrowingCallable> failing =
        List.of(
            () -> assertThat(agent).receives(),
            () -> assertThat(agent).receivesFrom(probe),
            () -> assertThat(agent).peeks(),
            () -> assertThat(agent).receivesInOrder(REQUESTS),
            () -> assertThat(agent).exchanges(REQUESTS).with(probe),
            () -> assertThat(agent).hasReceived(1));

    assertThat(failing)
        .allSatisfy(
            call ->
                assertThat(catchThrowable(call).getStackTrace()[0].getClassName())
                    .isEqualTo(DatagramPeerAssertTests.class.getName()));
  }

  @Nested
  class Receives {

    @Test
    void takesTheFirst() {
      send(REQUESTS, ERRORS);

      assertThat(agent).receives().hasText(REQUESTS);
      assertThat(agent).within(Duration.ZERO).receives().hasText(ERRORS);
      assertThat(agent).hasNothingPending().hasReceived(2);
    }

    @Test
    void waitsForIt() throws Exception {
      DatagramPeer patient = patient();
      WaitingCall<DatagramAssert> waiting = WaitingCall.start(() -> assertThat(patient).receives());

      probe.sendTo(patient, REQUESTS);

      waiting.result().hasText(REQUESTS);
    }

    @Test
    void failsWhenNothingComesInTime() {
      long start = System.nanoTime();

      Golden.verifyFailure("receives-nothing", () -> assertThat(agent).receives());

      assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(SHORT.toNanos());
    }

    @Test
    void saysWhatWasReceivedBefore() {
      send(REQUESTS, ERRORS);
      agent.receive();
      agent.receive();

      Golden.verifyFailure(
          "receives-no-more",
          () -> assertThat(agent).as("latency").within(Duration.ofMillis(20)).receives());
    }

    @Test
    void takesADatagramEvenIfTheNextAssertionFails() {
      send(REQUESTS, ERRORS);

      assertThatThrownBy(() -> assertThat(agent).receives().hasText(ERRORS)).isInstanceOf(failed());

      assertThat(agent).hasPending(1);
    }

    @Test
    void refusesANegativeLimit() {
      send(REQUESTS);

      assertThatIllegalArgumentException()
          .isThrownBy(() -> assertThat(agent).within(Duration.ofMillis(-1)).receives())
          .withMessage("a limit must not be negative, but was PT-0.001S");
      assertThat(agent).hasPending(1);
    }

    @Test
    void scalesItsLimit() {
      try (PeerGroup slow = PeerGroup.open(new WaitLimits(Duration.ofMillis(10), 3))) {
        DatagramPeer peer = slow.open(PeerOptions.defaults());

        assertThatThrownBy(() -> assertThat(peer).receives())
            .hasMessageContaining("but nothing came within 30 ms");
        assertThatThrownBy(() -> assertThat(peer).within(Duration.ofMillis(5)).receives())
            .hasMessageContaining("but nothing came within 15 ms");
      }
    }
  }

  @Nested
  class ReceivesFrom {

    private final DatagramPeer other = open("other", SHORT);

    @Test
    void takesTheFirstFromThereAndLeavesTheOthers() {
      send(REQUESTS);
      other.sendTo(agent, ERRORS);
      send(LATENCY);
      other.sendTo(agent, "more");

      assertThat(agent).receivesFrom(other).hasText(ERRORS).isFrom(other);
      assertThat(agent).receivesFrom(other.address()).hasText("more");
      assertThat(agent.pending()).extracting(Datagram::text).containsExactly(REQUESTS, LATENCY);
    }

    @Test
    void waitsWhileOthersArePending() throws Exception {
      DatagramPeer patient = patient();
      probe.sendTo(patient, REQUESTS);
      WaitingCall<DatagramAssert> waiting =
          WaitingCall.start(() -> assertThat(patient).receivesFrom(other));

      probe.sendTo(patient, LATENCY);
      other.sendTo(patient, ERRORS);

      waiting.result().hasText(ERRORS);
      assertThat(patient).hasPending(2);
    }

    @Test
    void failsWhenNothingComes() {
      Golden.verifyFailure("receives-from-nothing", () -> assertThat(agent).receivesFrom(STATSD));
    }

    @Test
    void failsWhenOnlyOthersCome() {
      send(REQUESTS, ERRORS);

      Golden.verifyFailure("receives-from-others", () -> assertThat(agent).receivesFrom(other));
      assertThat(agent).hasPending(2);
    }

    @Test
    void saysThatOthersCameTruncated() {
      DatagramPeer small =
          group.open(
              PeerOptions.builder().name("small").receiveCapacity(8).receiveTimeout(SHORT).build());
      probe.sendTo(small, REQUESTS);

      Golden.verifyFailure(
          "receives-from-others-truncated", () -> assertThat(small).receivesFrom(other));
    }
  }

  @Nested
  class ReceivesMatching {

    @Test
    void takesTheFirstThatMatchesAndLeavesTheOthers() {
      send(REQUESTS, ERRORS, LATENCY, ERRORS);

      assertThat(agent)
          .receivesMatching(
              DatagramMatcher.matching("an error", datagram -> datagram.text().contains("errors")))
          .hasText(ERRORS)
          .returnToPeer()
          .hasPending(3);
      assertThat(agent).receivesInOrder(REQUESTS, LATENCY, ERRORS);
    }

    @Test
    void waitsWhileOthersArePending() throws Exception {
      DatagramPeer patient = patient();
      probe.sendTo(patient, REQUESTS);
      WaitingCall<DatagramAssert> waiting =
          WaitingCall.start(
              () ->
                  assertThat(patient)
                      .receivesMatching(
                          DatagramMatcher.matching(
                              "an error", each -> each.text().equals(ERRORS))));

      probe.sendTo(patient, LATENCY);
      probe.sendTo(patient, ERRORS);

      waiting.result().hasText(ERRORS);
    }

    @Test
    void asksInTheCallingThread() {
      send(REQUESTS);
      Thread caller = Thread.currentThread();

      assertThat(agent)
          .receivesMatching(
              DatagramMatcher.matching("any", any -> Thread.currentThread() == caller))
          .hasText(REQUESTS);
    }

    @Test
    void failsWhenNothingComes() {
      Golden.verifyFailure(
          "receives-matching-nothing",
          () ->
              assertThat(agent)
                  .receivesMatching(DatagramMatcher.matching("a count of errors", any -> true)));
    }

    @Test
    void failsWhenOnlyOthersCome() {
      send(REQUESTS, LATENCY);

      Golden.verifyFailure(
          "receives-matching-others",
          () ->
              assertThat(agent)
                  .as("after a failed request")
                  .receivesMatching(
                      DatagramMatcher.matching(
                          "a count of errors", each -> each.text().equals(ERRORS))));
      assertThat(agent).hasPending(2);
    }
  }

  @Nested
  class ReceivesInOrder {

    @Test
    void takesThoseAndLeavesLaterOnes() {
      send(REQUESTS, ERRORS, ERRORS, LATENCY);

      assertThat(agent).receivesInOrder(REQUESTS, ERRORS, ERRORS).hasPending(1);
      assertThat(agent).receives().hasText(LATENCY);
    }

    @Test
    void waitsForEach() throws Exception {
      DatagramPeer patient = patient();
      probe.sendTo(patient, REQUESTS);
      WaitingCall<DatagramPeerAssert> waiting =
          WaitingCall.start(() -> assertThat(patient).receivesInOrder(REQUESTS, ERRORS, LATENCY));

      probe.sendTo(patient, ERRORS);
      probe.sendTo(patient, LATENCY);

      waiting.result().hasNothingPending();
    }

    @Test
    void failsAtOnceOnAnotherOrder() {
      DatagramPeer patient = patient();
      probe.sendTo(patient, ERRORS);
      probe.sendTo(patient, REQUESTS);

      assertThatThrownBy(() -> assertThat(patient).receivesInOrder(REQUESTS, ERRORS, LATENCY))
          .isInstanceOf(failed());
      assertThat(patient).hasPending(2);
    }

    @Test
    void marksTheFirstThatDiffers() {
      send(REQUESTS, "http.error:1|c\n", LATENCY);

      Throwable failure =
          Golden.verifyFailure(
              "receives-in-order-other",
              () -> assertThat(agent).receivesInOrder(REQUESTS, ERRORS, LATENCY));

      verifyValues(
          failure, REQUESTS + "\n" + ERRORS + "\n" + LATENCY, REQUESTS + "\n" + "http.error:1|c\n");
      assertThat(agent).hasPending(3);
    }

    @Test
    void saysWhichCameTruncated() {
      DatagramPeer small =
          group.open(PeerOptions.builder().name("small").receiveCapacity(8).build());
      probe.sendTo(small, REQUESTS);

      Golden.verifyFailure(
          "receives-in-order-truncated", () -> assertThat(small).receivesInOrder(REQUESTS));
    }

    @Test
    void failsWhenNothingComes() {
      Golden.verifyFailure(
          "receives-in-order-nothing", () -> assertThat(agent).receivesInOrder(REQUESTS, ERRORS));
    }

    @Test
    void failsWhenTooFewCome() {
      send(REQUESTS, ERRORS);

      Throwable failure =
          Golden.verifyFailure(
              "receives-in-order-too-few",
              () -> assertThat(agent).receivesInOrder(REQUESTS, ERRORS, LATENCY));

      verifyValues(failure, REQUESTS + "\n" + ERRORS + "\n" + LATENCY, REQUESTS + "\n" + ERRORS);
      assertThat(agent).hasPending(2);
    }

    @Test
    void needsAText() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> assertThat(agent).receivesInOrder())
          .withMessage("receivesInOrder needs a text or more; for none, say hasNothingPending()");
    }
  }

  @Nested
  class ReceivesInAnyOrder {

    @Test
    void takesThoseAndLeavesLaterOnes() {
      send(ERRORS, REQUESTS, ERRORS, LATENCY);

      assertThat(agent).receivesInAnyOrder(REQUESTS, ERRORS, ERRORS).hasPending(1);
      assertThat(agent).receives().hasText(LATENCY);
    }

    @Test
    void waitsForEach() throws Exception {
      DatagramPeer patient = patient();
      probe.sendTo(patient, LATENCY);
      WaitingCall<DatagramPeerAssert> waiting =
          WaitingCall.start(
              () -> assertThat(patient).receivesInAnyOrder(REQUESTS, ERRORS, LATENCY));

      probe.sendTo(patient, ERRORS);
      probe.sendTo(patient, REQUESTS);

      waiting.result().hasNothingPending();
    }

    @Test
    void takesATextAsOftenAsItIsGiven() {
      send(ERRORS, ERRORS, REQUESTS);

      assertThatThrownBy(() -> assertThat(agent).receivesInAnyOrder(REQUESTS, ERRORS))
          .hasMessageContaining("but of the 3 that came 1 is none of them:\n  16 bytes from ")
          .hasMessageNotContaining("missing:");
      assertThat(agent).hasPending(3);
    }

    @Test
    void marksHowTheNearestDiffers() {
      send(LATENCY, "http.error:1|c\n");

      Golden.verifyFailure(
          "receives-in-any-order-other",
          () -> assertThat(agent).receivesInAnyOrder(REQUESTS, "http.errors:1|c\n", LATENCY));
      assertThat(agent).hasPending(2);
    }

    @Test
    void findsTheNearestOfSeveral() {
      send("http.errors:2|g\n");

      assertThatThrownBy(
              () -> assertThat(agent).receivesInAnyOrder(ERRORS, "http.errors:2|c\n", REQUESTS))
          .hasMessageContaining("|http.errors:2|c.|\nand extra:\n")
          .hasMessageContaining("first difference at offset 14: expected 63, was 67");
    }

    @Test
    void showsOneThatHasNothingInCommon() {
      send("<134>app: started");

      Throwable failure =
          Golden.verifyFailure(
              "receives-in-any-order-stranger",
              () -> assertThat(agent).receivesInAnyOrder(REQUESTS, ERRORS));

      verifyValues(failure, REQUESTS + "\n" + ERRORS, "<134>app: started");
    }

    @Test
    void findsNothingNearAnEmptyOne() {
      send("");

      assertThatThrownBy(() -> assertThat(agent).receivesInAnyOrder(REQUESTS, ERRORS))
          .hasMessageContaining("but of the 1 that came 1 is none of them:\n  0 bytes from ");
    }

    @Test
    void saysWhichCameTruncated() {
      DatagramPeer small =
          group.open(PeerOptions.builder().name("small").receiveCapacity(8).build());
      probe.sendTo(small, ERRORS);

      Golden.verifyFailure(
          "receives-in-any-order-truncated",
          () -> assertThat(small).receivesInAnyOrder(REQUESTS, ERRORS));
    }

    @Test
    void failsWhenNothingComes() {
      Golden.verifyFailure(
          "receives-in-any-order-nothing",
          () -> assertThat(agent).receivesInAnyOrder(REQUESTS, ERRORS));
    }

    @Test
    void failsWhenTooFewCome() {
      send(ERRORS);

      Golden.verifyFailure(
          "receives-in-any-order-too-few",
          () -> assertThat(agent).receivesInAnyOrder(REQUESTS, ERRORS, LATENCY));
      assertThat(agent).hasPending(1);
    }

    @Test
    void needsAText() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> assertThat(agent).receivesInAnyOrder())
          .withMessage(
              "receivesInAnyOrder needs a text or more; for none, say hasNothingPending()");
    }
  }

  @Nested
  class WithMatchers {

    @Test
    void takesTheOneThatMatches() {
      send(REQUESTS, ERRORS);

      assertThat(agent).receivesMatching(DatagramMatcher.contains("errors")).hasText(ERRORS);
      assertThat(agent).hasPending(1);
    }

    @Test
    void tellsThatNoneMatched() {
      send(REQUESTS);

      Golden.verifyFailure(
          "receives-matching-matcher",
          () -> assertThat(agent).receivesMatching(DatagramMatcher.startsWith("statsd")));
    }

    @Test
    void aMatcherThatThrowsFailsWithTheDatagram() {
      send(REQUESTS);

      Throwable failure =
          Golden.verifyFailure(
              "receives-matching-threw",
              () ->
                  assertThat(agent)
                      .receivesMatching(
                          DatagramMatcher.decoded(
                              payload -> Integer.parseInt("x" + payload.length), 17)));
      assertThat(failure).hasCauseInstanceOf(NumberFormatException.class);
    }

    @Test
    void takesThemInOrder() {
      send(REQUESTS, ERRORS);

      assertThat(agent)
          .receivesInOrder(DatagramMatcher.sentFrom(probe), DatagramMatcher.text(ERRORS))
          .hasNothingPending();
    }

    @Test
    void tellsWhichIsOutOfOrder() {
      send(REQUESTS, ERRORS);

      Golden.verifyFailure(
          "receives-in-order-matcher",
          () ->
              assertThat(agent)
                  .receivesInOrder(DatagramMatcher.anything(), DatagramMatcher.endsWith("|ms\n")));
      assertThat(agent).hasPending(2);
    }

    @Test
    void givesEachItsPlaceInTheBestWay() {
      send("ab", "a", "abc");

      assertThat(agent)
          .receivesInAnyOrder(
              DatagramMatcher.startsWith("a"),
              DatagramMatcher.startsWith("abc"),
              DatagramMatcher.startsWith("ab"))
          .hasNothingPending();
    }

    @Test
    void tellsForWhichThereIsNoPlace() {
      send("ab", "b", "abc");

      Golden.verifyFailure(
          "receives-in-any-order-matcher",
          () ->
              assertThat(agent)
                  .receivesInAnyOrder(
                      DatagramMatcher.startsWith("a"),
                      DatagramMatcher.startsWith("abc"),
                      DatagramMatcher.startsWith("ab")));
      assertThat(agent).hasPending(3);
    }
  }

  @Nested
  class ReceivesAtLeastAndAtMost {

    @Test
    void takesAllThatArePending() {
      send(REQUESTS, ERRORS, LATENCY);

      assertThat(agent).receivesAtLeast(2).hasNothingPending();
      send(REQUESTS);
      assertThat(agent).receivesAtLeast(1).hasNothingPending();
    }

    @Test
    void waitsForTheLeast() throws Exception {
      DatagramPeer patient = patient();
      WaitingCall<DatagramPeerAssert> waiting =
          WaitingCall.start(() -> assertThat(patient).receivesAtLeast(2));

      probe.sendTo(patient, REQUESTS);
      probe.sendTo(patient, ERRORS);

      waiting.result().hasNothingPending();
    }

    @Test
    void failsWhenFewerCome() {
      send(REQUESTS);

      Golden.verifyFailure("receives-at-least", () -> assertThat(agent).receivesAtLeast(2));
      assertThat(agent).hasPending(1);
    }

    @Test
    void takesUpToTheMost() {
      send(REQUESTS, ERRORS);

      assertThat(agent).receivesAtMost(2, SHORT).hasNothingPending();
      assertThat(agent).receivesAtMost(2, Duration.ZERO);
    }

    @Test
    void failsAsSoonAsThereIsOneTooMany() throws Exception {
      DatagramPeer patient = patient();
      WaitingCall<DatagramPeerAssert> waiting =
          WaitingCall.start(() -> assertThat(patient).receivesAtMost(1, LONG));

      probe.sendTo(patient, REQUESTS);
      probe.sendTo(patient, ERRORS);

      assertThatThrownBy(waiting::result)
          .hasMessageContaining("to receive within 300 s at most 1 datagram\nbut 2 are pending:");
      assertThat(patient).hasPending(2);
    }

    @Test
    void tellsWhatCameTooOften() {
      send(REQUESTS, ERRORS, LATENCY);

      Golden.verifyFailure("receives-at-most", () -> assertThat(agent).receivesAtMost(2, SHORT));
    }

    @Test
    void needsANumber() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> assertThat(agent).receivesAtLeast(0))
          .withMessage("receivesAtLeast needs 1 or more, but was 0");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> assertThat(agent).receivesAtMost(0, SHORT))
          .withMessage(
              "receivesAtMost needs 1 or more, but was 0; for none, say"
                  + " receivesNothingFor(period)");
    }
  }

  @Nested
  class Within {

    @Test
    void limitsWhatFollows() {
      DatagramPeer patient = patient();

      assertThatThrownBy(() -> assertThat(patient).as("brief").within(SHORT).receives())
          .hasMessageStartingWith("[brief]\nExpecting " + patient)
          .hasMessageContaining("but nothing came within 50 ms");
      assertThatThrownBy(() -> assertThat(patient).within(SHORT).receivesInOrder(REQUESTS))
          .hasMessageContaining("but nothing came within 50 ms");
      assertThatThrownBy(() -> assertThat(patient).within(SHORT).receivesFrom(probe))
          .hasMessageContaining("but nothing came within 50 ms");
      assertThatThrownBy(() -> assertThat(patient).within(SHORT).exchanges("PING").with(probe))
          .hasMessageContaining("but nothing came within 50 ms");
    }
  }

  @Nested
  class ReceivesExactly {

    @Test
    void takesThatMany() {
      send(REQUESTS, ERRORS);

      assertThat(agent).receivesExactly(2).hasNothingPending().hasReceived(2);
    }

    @Test
    void waitsForThem() throws Exception {
      DatagramPeer patient = patient();
      probe.sendTo(patient, REQUESTS);
      WaitingCall<DatagramPeerAssert> waiting =
          WaitingCall.start(() -> assertThat(patient).receivesExactly(2));

      probe.sendTo(patient, ERRORS);

      waiting.result().hasNothingPending();
    }

    @Test
    void failsWhenTooFewCome() {
      send(REQUESTS);

      verifyValues(
          Golden.verifyFailure(
              "receives-exactly-too-few", () -> assertThat(agent).receivesExactly(2)),
          2,
          1);
      assertThat(agent).hasPending(1);
    }

    @Test
    void failsWhenNothingComes() {
      Golden.verifyFailure("receives-exactly-nothing", () -> assertThat(agent).receivesExactly(1));
    }

    @Test
    void failsWhenMoreAreThere() {
      send(REQUESTS, ERRORS, LATENCY);

      verifyValues(
          Golden.verifyFailure(
              "receives-exactly-too-many", () -> assertThat(agent).receivesExactly(2)),
          2,
          3);
      assertThat(agent).hasPending(3);
    }

    @Test
    void needsACount() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> assertThat(agent).receivesExactly(0))
          .withMessage(
              "receivesExactly needs 1 or more, but was 0; for none, say hasNothingPending()");
    }
  }

  @Nested
  class ReceivesNothing {

    @Test
    void waitsTheTimeOut() {
      long start = System.nanoTime();

      assertThat(agent).receivesNothingFor(SHORT).hasNothingPending();

      assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(SHORT.toNanos());
    }

    @Test
    void scalesItsTime() {
      try (PeerGroup slow = PeerGroup.open(new WaitLimits(Duration.ofSeconds(2), 3))) {
        DatagramPeer peer = slow.open(PeerOptions.defaults());
        long start = System.nanoTime();

        assertThat(peer).receivesNothingFor(Duration.ofMillis(10));

        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(30_000_000);
        peer.sendTo(peer, REQUESTS);
        assertThatThrownBy(() -> assertThat(peer).receivesNothingFor(Duration.ofMillis(10)))
            .hasMessageContaining("to receive nothing for 30 ms\n");
      }
    }

    @Test
    void failsAtOnceWhenSomethingIsPending() {
      send(REQUESTS, ERRORS);

      Golden.verifyFailure(
          "receives-nothing-for", () -> assertThat(agent).receivesNothingFor(LONG));
      assertThat(agent).hasPending(2);
    }

    @Test
    void failsAsSoonAsSomethingComes() {
      WaitingCall<DatagramPeerAssert> waiting =
          WaitingCall.start(() -> assertThat(agent).receivesNothingFor(LONG));

      probe.sendTo(agent, REQUESTS);

      assertThat(waiting.failure()).isInstanceOf(failed());
      assertThat(agent).hasPending(1);
    }

    @Test
    void mayWatchForLongerThanAnyLife() {
      send(REQUESTS);

      assertThatThrownBy(
              () -> assertThat(agent).receivesNothingFor(Duration.ofSeconds(Long.MAX_VALUE)))
          .hasMessageContaining("to receive nothing for 9,223,372,036,854,775,807 s\n");
    }

    @Test
    void doesNotMindWhatWasConsumed() {
      send(REQUESTS);
      agent.receive();

      assertThat(agent).receivesNothingFor(Duration.ofMillis(1));
    }
  }

  @Nested
  class Pending {

    @Test
    void isCountedAndLeft() {
      assertThat(agent).hasNothingPending().hasPending(0).wouldBlock();
      send(REQUESTS, ERRORS);
      assertThat(agent).hasPending(2).hasPending(2);
      agent.receive();
      assertThat(agent).hasPending(1);
      agent.receive();
      assertThat(agent).hasNothingPending().wouldBlock();
    }

    @Test
    void thatShouldNotBe() {
      send(REQUESTS);

      verifyValues(
          Golden.verifyFailure("has-nothing-pending", () -> assertThat(agent).hasNothingPending()),
          0,
          1);
      assertThat(agent).hasPending(1);
    }

    @Test
    void thatKeepsAReceiveFromBlocking() {
      send(REQUESTS, ERRORS);

      Golden.verifyFailure("would-block", () -> assertThat(agent).wouldBlock());
      assertThat(agent).hasPending(2);
    }

    @Test
    void thatIsOfAnotherNumber() {
      send(REQUESTS, ERRORS, LATENCY, REQUESTS, ERRORS, LATENCY, REQUESTS);
      agent.receive();

      verifyValues(
          Golden.verifyFailure("has-pending", () -> assertThat(agent).hasPending(2)), 2, 6);
    }

    @Test
    void isListedWithoutARestWhereThereIsNone() {
      send(REQUESTS, ERRORS, LATENCY, REQUESTS, ERRORS);

      assertThatThrownBy(() -> assertThat(agent).hasPending(1))
          .hasMessageContaining("but 5 are pending:\n")
          .hasMessageNotContaining(" more\n");
    }

    @Test
    void thatIsMissing() {
      send(REQUESTS);
      agent.receive();

      verifyValues(
          Golden.verifyFailure("has-pending-none", () -> assertThat(agent).hasPending(1)), 1, 0);
    }

    @Test
    void isPeekedAtAndLeft() {
      send(REQUESTS, ERRORS);

      assertThat(agent).peeks().hasText(REQUESTS).returnToPeer().peeks().hasText(REQUESTS);
      assertThat(agent).hasPending(2);
    }

    @Test
    void thatIsMissingCannotBePeekedAt() {
      Golden.verifyFailure("peeks-nothing", () -> assertThat(agent).peeks());
    }
  }

  @Nested
  class History {

    @Test
    void isCountedWhetherConsumedOrNot() {
      assertThat(agent).hasReceived(0);
      send(REQUESTS, ERRORS);
      agent.receive();

      assertThat(agent).hasReceived(2).hasPending(1);
    }

    @Test
    void ofAnotherLengthIsListed() {
      send(REQUESTS, ERRORS);
      agent.receive();

      verifyValues(
          Golden.verifyFailure("has-received", () -> assertThat(agent).hasReceived(1)), 1, 2);
      assertThat(agent).hasPending(1);
    }

    @Test
    void thatIsEmptySaysSo() {
      verifyValues(
          Golden.verifyFailure("has-received-none", () -> assertThat(agent).hasReceived(1)), 1, 0);
    }

    @Test
    void isAssertedAsAList() {
      send(REQUESTS, ERRORS);
      agent.receive();

      assertThat(agent)
          .received()
          .hasSize(2)
          .extracting(Datagram::text)
          .containsExactly(REQUESTS, ERRORS);
      assertThat(agent).hasPending(1);
      assertThatThrownBy(() -> assertThat(agent).as("all lines").received().isEmpty())
          .hasMessageStartingWith("[all lines]")
          .hasMessageContaining("18 bytes from 127.0.0.1:" + probe.port());
    }

    @Test
    void thatLostNothing() {
      send(REQUESTS);

      assertThat(agent).lostNothing().hasPending(1);
    }
  }

  @Nested
  class Exchanges {

    private static final String PING = "PING 0042\r\n";
    private static final String PONG = "PONG 0042 ok\r\n";

    private final DatagramPeer client = open("client", LONG);
    private final DatagramPeer server = open("server", LONG);

    @Test
    void sendsTheRequestAndTakesTheReply() throws Exception {
      WaitingCall<Datagram> serving = WaitingCall.start(() -> serve(PONG));

      assertThat(client)
          .exchanges(PING)
          .with(server.address())
          .hasText(PONG)
          .isFrom(server)
          .returnToPeer()
          .hasNothingPending();

      assertThat(serving.result()).hasText(PING).isFrom(client);
    }

    @Test
    void takesBytesAndAPeerToo() throws Exception {
      WaitingCall<Datagram> serving = WaitingCall.start(() -> serve(PONG));
      byte[] request = PING.getBytes(StandardCharsets.UTF_8);
      DatagramExchange exchange = assertThat(client).exchanges(request);
      request[0] = '?';

      exchange.with(server).hasText(PONG);

      assertThat(serving.result()).hasText(PING);
    }

    private Datagram serve(String reply) {
      Datagram request = server.receive();
      server.reply(request, reply);
      return request;
    }

    @Test
    void leavesWhatWasPendingBeforeAndWhatComesFromElsewhere() throws Exception {
      server.sendTo(client, "early");
      WaitingCall<Datagram> serving =
          WaitingCall.start(
              () -> {
                Datagram request = server.receive();
                probe.sendTo(client, "stranger");
                server.reply(request, PONG);
                server.reply(request, "second");
                return request;
              });

      assertThat(client).exchanges(PING).with(server).hasText(PONG);

      serving.result();
      assertThat(client.pending())
          .extracting(Datagram::text)
          .containsExactly("early", "stranger", "second");
    }

    @Test
    void timesTheReplyFromItsRequest() {
      PeerGroup own = group.openGroup();
      DatagramPeer echo = own.open(PeerOptions.builder().name("echo").build());
      // to itself, so that the request is its own reply
      DatagramAssert reply = assertThat(echo).as("echo").exchanges(PING).with(echo);

      reply.arrivedWithin(Duration.ofSeconds(60));

      Throwable failure = catchThrowable(() -> reply.arrivedWithin(Duration.ofNanos(1)));
      assertThat(failure)
          .isInstanceOf(failed())
          .hasMessageStartingWith("[echo]\n")
          .hasMessageContaining("request was sent\nbut it took ");
      reply.arrivedWithin(
          assertThat(echo)
              .actual()
              .received()
              .get(0)
              .sinceOpened()
              .minus(echo.sent().get(0).sinceOpened())
              .plusMillis(500));
    }

    @Test
    void failsWhenTheDestinationIsRefused() {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> assertThat(probe).exchanges(PING).with(LoopbackHosts.address("127.0.0.1", 0)))
          .withMessageContaining("port 0 is no destination");
    }
  }

  @Nested
  class ExchangesThatFail {

    @Test
    void whenNothingComes() {
      Golden.verifyFailure(
          "exchanges-nothing",
          () -> assertThat(probe).as("ping").exchanges("PING 0042\r\n").with(agent));
    }

    @Test
    void whenOnlyOthersCome() {
      agent.sendTo(probe, "PONG 0041 ok\r\n");
      probe.pending();

      Golden.verifyFailure(
          "exchanges-others", () -> assertThat(probe).exchanges("PING 0042\r\n").with(agent));
      assertThat(probe).hasPending(1);
    }

    @Test
    void aDatagramFromAStrangerIsNoReplyAndFitsNowhere() {
      send("from the probe");

      assertThatExceptionOfType(failed())
          .isThrownBy(() -> assertThat(agent).receivesReply(toStatsd()))
          .withMessageContaining("a reply from 127.0.0.1:8125 after the request")
          .withMessageNotContaining("fitting");
      assertThat(agent).peeks();
      assertThat(agent.receive()).hasText("from the probe");
      assertThatExceptionOfType(failed())
          .isThrownBy(() -> assertThat(agent).receivesReply(toStatsd()))
          .withMessageNotContaining("fitting");
    }
  }

  private ExchangeRequest toStatsd() {
    return ExchangeRequest.now(agent.peer(), STATSD);
  }

  private interface Failing {
    void on(DatagramPeerAssert peer);
  }

  private static Arguments failing(String name, Failing failing) {
    return argumentSet(name, failing);
  }

  /** Assertions that fail when nothing is there. */
  static Stream<Arguments> failingOnNothing() {
    return Stream.of(
        failing("receives", DatagramPeerAssert::receives),
        failing("receivesFrom", peer -> peer.receivesFrom(STATSD)),
        failing(
            "receivesMatching",
            peer -> peer.receivesMatching(DatagramMatcher.matching("any", any -> true))),
        failing("receivesInOrder", peer -> peer.receivesInOrder(REQUESTS)),
        failing("receivesInAnyOrder", peer -> peer.receivesInAnyOrder(REQUESTS)),
        failing("receivesExactly", peer -> peer.receivesExactly(1)),
        failing("hasPending", peer -> peer.hasPending(1)),
        failing("peeks", DatagramPeerAssert::peeks),
        failing("hasReceived", peer -> peer.hasReceived(1)),
        failing("exchanges", peer -> peer.exchanges("PING").with(STATSD)));
  }

  /** Assertions that fail when two datagrams of whatever content are there. */
  static Stream<Arguments> failingOnTwo() {
    return Stream.of(
        failing("receivesFrom", peer -> peer.receivesFrom(STATSD)),
        failing(
            "receivesMatching",
            peer -> peer.receivesMatching(DatagramMatcher.matching("none", any -> false))),
        failing("receivesInOrder", peer -> peer.receivesInOrder(LATENCY)),
        failing("receivesInAnyOrder", peer -> peer.receivesInAnyOrder(LATENCY, ERRORS)),
        failing("too few of receivesExactly", peer -> peer.receivesExactly(3)),
        failing("too many of receivesExactly", peer -> peer.receivesExactly(1)),
        failing("receivesNothingFor", peer -> peer.receivesNothingFor(LONG)),
        failing("hasNothingPending", DatagramPeerAssert::hasNothingPending),
        failing("hasPending", peer -> peer.hasPending(1)),
        failing("wouldBlock", DatagramPeerAssert::wouldBlock),
        failing("hasReceived", peer -> peer.hasReceived(1)),
        failing("exchanges", peer -> peer.exchanges("PING").with(STATSD)));
  }

  @Nested
  class EveryAssertion {

    private final DatagramPeer hasty = open("hasty", Duration.ofMillis(5));

    @ParameterizedTest
    @MethodSource("io.github.udppeer.DatagramPeerAssertTests#failingOnNothing")
    void onNothingBearsItsDescription(Failing failing) {
      verifyDescribed(failing);
    }

    @ParameterizedTest
    @MethodSource("io.github.udppeer.DatagramPeerAssertTests#failingOnTwo")
    void onOthersBearsItsDescription(Failing failing) {
      probe.sendTo(hasty, REQUESTS);
      probe.sendTo(hasty, REQUESTS);

      verifyDescribed(failing);

      assertThat(hasty).hasPending(2);
    }

    private void verifyDescribed(Failing failing) {
      assertThatExceptionOfType(failed())
          .isThrownBy(() -> failing.on(assertThat(hasty).as("%s of a run", "lines")))
          .withMessageStartingWith("[lines of a run]\nExpecting " + hasty + " to ")
          .withMessageContaining("\n\nTimeline (t = 0 when the peers' group was opened; ");
      assertThatExceptionOfType(failed())
          .isThrownBy(() -> failing.on(assertThat(hasty)))
          .withMessageStartingWith("Expecting " + hasty + " to ");
    }

    @ParameterizedTest
    @MethodSource("io.github.udppeer.DatagramPeerAssertTests#failingOnNothing")
    void onNothingGivesWayToTheUsersMessage(Failing failing) {
      verifyOverridden(failing);
    }

    @ParameterizedTest
    @MethodSource("io.github.udppeer.DatagramPeerAssertTests#failingOnTwo")
    void onOthersGivesWayToTheUsersMessage(Failing failing) {
      probe.sendTo(hasty, REQUESTS);
      probe.sendTo(hasty, REQUESTS);

      verifyOverridden(failing);
    }

    private void verifyOverridden(Failing failing) {
      assertThatExceptionOfType(failed())
          .isThrownBy(() -> failing.on(assertThat(hasty).withFailMessage("100 %% of %s", "n")))
          .withMessage("100 % of n");
    }

    @ParameterizedTest
    @MethodSource("io.github.udppeer.DatagramPeerAssertTests#failingOnNothing")
    void failsSoftly(Failing failing) {
      SoftAssertions softly = new SoftAssertions();
      softly.check(() -> failing.on(assertThat(hasty).as("first")));
      softly.check(() -> assertThat(hasty).hasNothingPending());
      softly.check(() -> failing.on(assertThat(hasty).as("second")));

      assertThatExceptionOfType(AssertJMultipleFailuresError.class)
          .isThrownBy(softly::assertAll)
          .withMessageContainingAll("Multiple Failures (2 failures)", "[first]\n", "[second]\n");
    }

    @ParameterizedTest
    @MethodSource("io.github.udppeer.DatagramPeerAssertTests#failingOnTwo")
    void printsAwkwardPayloadsReadably(Failing failing) {
      AwkwardPayloads.all()
          .forEach(
              payload -> {
                probe.sendTo(hasty, payload.getPayload());
                probe.sendTo(hasty, payload.getPayload());
                Throwable failure = catchThrowable(() -> failing.on(assertThat(hasty)));

                assertThat(failure).as(payload.getName()).isInstanceOf(failed());
                AwkwardPayloads.verifyReadable(failure.getMessage());
                assertThat(hasty).hasPending(2);
                hasty.clear();
              });
    }

    @ParameterizedTest
    @MethodSource("io.github.udppeer.AwkwardPayloads#all")
    void printsAwkwardExpectationsReadably(byte[] payload) {
      String text = new String(payload, StandardCharsets.UTF_8);
      probe.sendTo(hasty, REQUESTS);

      Stream.<Failing>of(
              peer -> peer.receivesInOrder(text),
              peer -> peer.receivesInAnyOrder(text, text),
              peer -> peer.receivesInOrder(REQUESTS, text),
              peer -> peer.receivesInAnyOrder(text, REQUESTS))
          .map(failing -> catchThrowable(() -> failing.on(assertThat(hasty))))
          .forEach(
              failure -> {
                assertThat(failure).isInstanceOf(failed());
                AwkwardPayloads.verifyReadable(failure.getMessage());
              });
    }
  }

  @Nested
  class OnAClosedPeer {

    @Test
    void whatLooksGoesOn() {
      send(REQUESTS, ERRORS);
      agent.receive();
      agent.close();

      assertThat(agent).hasPending(1).hasReceived(2).lostNothing().received().hasSize(2);
      Golden.verifyFailure(
          "has-nothing-pending-closed", () -> assertThat(agent).hasNothingPending());
    }

    @Test
    void nothingPendingIsStillNothing() {
      agent.close();

      assertThat(agent).hasNothingPending().wouldBlock().hasReceived(0);
    }

    @Test
    void peeksNeedsTheSocket() {
      send(REQUESTS);
      agent.close();

      assertThatExceptionOfType(PeerClosedException.class)
          .isThrownBy(() -> assertThat(agent).peeks())
          .withMessage("cannot receive: " + agent + " is closed");
    }
  }

  @Nested
  class TheEntryPoint implements WithAssertions {

    @Test
    void isAssertJsOwnThroughTheInterfaceToo() {
      send(REQUESTS);

      assertThat(agent).hasPending(1);
      assertThat(agent.peek().orElseThrow()).hasText(REQUESTS);
      assertThat(List.of(agent)).first().isSameAs(agent);
    }

    @Test
    void isNotAmbiguousUnderAWildcardImport(@TempDir Path folder) throws IOException {
      Path source = folder.resolve("Wildcard.java");
      Files.writeString(
          source,
          """
          import static org.assertj.core.api.Assertions.*;

          import io.github.udppeer.*;

          class Wildcard {
            void test(DatagramPeer peer, Datagram datagram) {
              assertThat(peer).receives().hasText("PING");
              assertThat(datagram).isNotTruncated();
            }
          }
          """);
      ByteArrayOutputStream errors = new ByteArrayOutputStream();
      String[] options = {
        "-proc:none",
        "-cp",
        System.getProperty("java.class.path"),
        "-d",
        folder.toString(),
        source.toString()
      };

      int result = ToolProvider.getSystemJavaCompiler().run(null, null, errors, options);

      assertThat(result).as(errors.toString(StandardCharsets.UTF_8)).isZero();
    }

    @Test
    void isThereForBehaviourDrivenTestsToo() {
      send(REQUESTS);

      BDDAssertions.then(agent).receives().hasText(REQUESTS);
    }
  }
}
