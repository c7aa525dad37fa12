package io.github.udppeer;

import static io.github.udppeer.DatagramMatcher.matching;
import static io.github.udppeer.DatagramMatcher.startsWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.udppeer.internal.group.Group;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong in a script, in a thread of the library's, fails the test in its own. */
class ScriptErrorsTests {

  private static final Duration SHORT = Duration.ofMillis(20);
  private static final Duration LONG = Duration.ofMinutes(5);

  @AutoClose private final PeerGroup run = PeerGroup.open(WaitLimits.DEFAULT);
  private final PeerGroup test = run.openGroup();
  private final DatagramPeer server = open("server", SHORT);
  private final DatagramPeer client = open("client", LONG);

  private DatagramPeer open(String name, Duration receiveTimeout) {
    return test.open(PeerOptions.builder().name(name).receiveTimeout(receiveTimeout).build());
  }

  private void failOn(String request) {
    server
        .on(startsWith(request))
        .replyWithText(
            any -> {
              throw new IllegalStateException("no session");
            });
  }

  /** An error that a script has found by now. */
  private void fail(String request) {
    failOn(request);
    client.sendTo(server, request);
    assertThat(server.await()).isNotNull();
    awaitError();
  }

  private void awaitError() {
    CountDownLatch failed = new CountDownLatch(1);
    Thread waiting =
        new Thread(
            () -> {
              while (!test.group().hasMishaps()) {
                Thread.onSpinWait();
              }
              failed.countDown();
            });
    waiting.start();
    try {
      failed.await();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  private void verifyNoSession(ThrowingCallable call) {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(call)
        .withMessageContaining(" threw\n  java.lang.IllegalStateException: no session\n")
        .withMessageContaining("|PING|")
        .havingCause()
        .isExactlyInstanceOf(IllegalStateException.class);
  }

  @Test
  void areNotAllTexts() {
    failOn("a");
    for (int number = 0; number < 100; number++) {
      client.sendTo(server, "a" + number);
    }

    Throwable failure = catchThrowable(test::verify);

    assertThat(failure).hasMessageContaining("no session");
    assertThat(failure.getSuppressed())
        .hasSize(16)
        .extracting(Throwable::getMessage)
        .endsWith("and 84 more errors of scripts");
  }

  @Test
  void aFunctionThatThrowsFailsTheNextAssertion() {
    fail("PING");

    Throwable failure =
        Golden.verifyFailure("script-reply-threw", () -> assertThat(client).hasNothingPending());

    assertThat(failure)
        .isInstanceOf(AssertionError.class)
        .hasCauseInstanceOf(IllegalStateException.class);
    assertThat(failure.getStackTrace()[0].getClassName()).isEqualTo(getClass().getName());
    assertThat(client).hasNothingPending(); // each is told once
  }

  @Test
  void aFunctionThatThrowsEndsTheWaitForItsReply() {
    failOn("PING");
    client.sendTo(server, "PING");

    verifyNoSession(() -> assertThat(client).receives()); // which would wait for five minutes
  }

  @Test
  void everyWayOfWaitingEndsSo() {
    failOn("PING");
    List<ThrowingCallable> ways =
        List.of(
            () -> assertThat(client).exchanges("PING").with(server),
            () -> ask(client::receive),
            () -> ask(() -> assertThat(client).receivesMatching(startsWith("PONG"))),
            () -> ask(() -> assertThat(client).receivesInOrder("PONG")),
            () -> ask(() -> assertThat(client).receivesNothingFor(LONG)),
            () -> ask(() -> assertThat(client).receivesAtMost(3, LONG)),
            () ->
                ask(() -> assertThat(client).collects(DatagramSplitter.lines()).untilContains("")),
            () -> ask(() -> client.await().until(() -> client.peek().isPresent())),
            () -> ask(() -> assertThat(DatagramPeers.of(client)).eachReceives()),
            () -> ask(() -> assertThat(DatagramPeers.of(client)).exactlyOneReceives("PONG")));

    assertThat(ways).allSatisfy(this::verifyNoSession);
  }

  private void ask(Runnable waiting) {
    client.sendTo(server, "PING");
    waiting.run();
  }

  @Test
  void aFunctionThatThrowsFailsTheEndOfTheTest() {
    failOn("PING");
    client.sendTo(server, "PING");

    verifyNoSession(test::verify); // which lets the script deal with it first
    test.verify();
  }

  @Test
  void whatNoAssertionToldFailsTheClosing() {
    fail("PING");

    verifyNoSession(test::close);
  }

  @Test
  void anAssertionInAFunctionFailsTheTest() {
    server
        .on("PING")
        .replyWithText(
            request -> {
              assertThat(request).hasText("PONG");
              return "never";
            });
    client.sendTo(server, "PING");

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(test::verify)
        .withMessageContaining("The scripted reply of peer \"server\"")
        .havingCause()
        .withMessageContaining("to have text:");
  }

  @Test
  void aFunctionThatMakesNullFailsTheTest() {
    server.on("PING").replyWith(request -> null);
    client.sendTo(server, "PING");

    assertThatThrownBy(test::verify)
        .hasMessageContaining("the function made null; to send nothing, say ignore()");
  }

  @Test
  void aMatcherThatThrowsFailsTheTest() {
    server
        .on(
            matching(
                "a broken one",
                datagram -> {
                  throw new UnsupportedOperationException("not yet");
                }))
        .reply("never");
    client.sendTo(server, "PING");

    Golden.verifyFailure("script-matcher-threw", test::verify);
  }

  @Test
  void aReplyThatCannotBeSentFailsTheTest() {
    server.on("PING").reply(new byte[65_508]);
    client.sendTo(server, "PING");

    Golden.verifyFailure("script-reply-not-sent", test::verify);
  }

  @Test
  void aDelayedReplyThatCannotBeSentFailsTheTest() {
    DatagramPeer companion = server.open("companion");
    server.on("PING").after(Duration.ofMillis(1)).from(companion).reply("PONG");
    companion.close();
    client.sendTo(server, "PING");

    assertThatThrownBy(() -> assertThat(client).receives())
        .hasMessageContaining("could not be sent:\n")
        .hasMessageContaining("\"companion\"");
  }

  @Test
  void whatMustNeverComeFailsTheTest() {
    server.on(startsWith("SHUTDOWN")).never();
    client.sendTo(server, "SHUTDOWN now");

    Golden.verifyFailure("script-never", test::verify);
  }

  @Test
  void allThatWentWrongIsTold() {
    failOn("PING");
    server.on("SHUTDOWN").never();
    client.sendTo(server, "PING 1");
    client.sendTo(server, "SHUTDOWN");
    client.sendTo(server, "PING 2");

    Throwable first = catchThrowable(test::verify);

    assertThat(first).hasMessageContaining("|PING 1|");
    assertThat(first.getSuppressed()).hasSize(2);
    assertThat(first.getSuppressed()[0]).hasMessageContaining("|SHUTDOWN|");
    assertThat(first.getSuppressed()[1]).hasMessageContaining("|PING 2|");
  }

  @Test
  void anErrorComesBeforeTheAssertionThatFailsBecauseOfIt() {
    server.on("PING").replyWithText(request -> "PONG" + Integer.parseInt("x"));
    client.sendTo(server, "PING");
    DatagramPeer impatient = open("impatient", Duration.ZERO);
    awaitError();
    DatagramPeerAssert begun = new DatagramPeerAssert(impatient);

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> begun.hasPending(1))
        .withMessageContaining("threw\n  java.lang.NumberFormatException")
        .satisfies(
            error ->
                assertThat(error.getSuppressed())
                    .singleElement()
                    .asString()
                    .contains("to have 1 datagram pending"));
  }

  @Test
  void aPeerOfTheClassFailsWhicheverTestAssertsNext() {
    DatagramPeer ofClass =
        run.open(PeerOptions.builder().name("class").receiveTimeout(SHORT).build());
    ofClass.on("PING").never();
    client.sendTo(ofClass, "PING");

    assertThatThrownBy(() -> assertThat(client).receives())
        .hasMessageContaining("never to receive text \"PING\"");
  }

  @Test
  void otherTestsAreNotToldOfIt() {
    fail("PING");
    PeerGroup otherTest = run.openGroup();
    DatagramPeer other = otherTest.open(PeerOptions.defaults());

    assertThat(other).hasNothingPending();
    otherTest.verify();
    verifyNoSession(test::verify);
  }

  @Test
  void aFunctionThatDoesNotReturnIsTold() {
    CountDownLatch never = new CountDownLatch(1);
    PeerGroup hasty = PeerGroup.open(new WaitLimits(SHORT, 0.01));
    DatagramPeer stuck = hasty.open(PeerOptions.builder().name("stuck").build());
    stuck
        .on("PING")
        .replyWithText(
            request -> {
              never.await();
              return "PONG";
            });
    stuck.sendTo(stuck, "PING");

    Throwable failure = catchThrowable(hasty::verify);

    assertThat(failure)
        .hasMessageContaining("a function of it has not returned within 50 ms")
        .hasMessageContaining("[scripted peer]");
    hasty.close(); // which cuts it off
  }

  @Test
  void aRuleThatSaysNothingIsTold() {
    var unused = server.on("PING").ignoringFirst(1);
    assertThat(unused).isNotNull();

    Golden.verifyFailure("script-incomplete", test::verify);
  }

  @Test
  void aRedactedPeerQuotesNoPayload() {
    DatagramPeer secret =
        test.open(PeerOptions.builder().name("secret").redactor(payload -> new byte[0]).build());
    secret
        .on(startsWith("key="))
        .replyWithText(
            request -> {
              throw new IllegalArgumentException("bad " + request.text());
            });
    client.sendTo(secret, "key=4711");

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(test::verify)
        .withMessageContaining("threw\n  java.lang.IllegalArgumentException\n")
        .satisfies(error -> assertThat(error).hasMessageNotContaining("4711").hasNoCause());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPeerWithoutATestFailsItsClosing(boolean asserted) {
    DatagramPeer alone = DatagramPeer.open(PeerOptions.defaults());
    alone.on("PING").never();
    alone.sendTo(alone, "PING");
    assertThatThrownBy(() -> ((Group) alone.peer().context()).verify(false))
        .hasMessageContaining("never to receive");
    if (!asserted) {
      alone.sendTo(alone, "PING");
      assertThatThrownBy(
              () -> {
                alone.receive(SHORT);
                alone.receive(SHORT);
                alone.receive(LONG); // ends with the error
              })
          .hasMessageContaining("never to receive");
    }

    alone.close();
  }
}
