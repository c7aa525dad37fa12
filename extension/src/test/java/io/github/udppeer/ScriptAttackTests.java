package io.github.udppeer;

import static io.github.udppeer.DatagramMatcher.matching;
import static io.github.udppeer.DatagramMatcher.startsWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Scripts under what tests do to them by mistake, or at an awkward moment. */
class ScriptAttackTests {

  private static final Duration LONG = Duration.ofMinutes(5);

  @AutoClose private final PeerGroup run = PeerGroup.open(new WaitLimits(LONG, 1));
  private final PeerGroup group = run.openGroup();
  private final DatagramPeer server = group.open(PeerOptions.builder().name("server").build());
  private final DatagramPeer client = group.open(PeerOptions.builder().name("client").build());

  private static final class Mute extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new UnsupportedOperationException("no words");
    }
  }

  @Test
  void anOverriddenMatcherThatThrowsAnErrorStopsNothing() {
    server
        .on(
            matching(
                "broken",
                datagram -> {
                  throw new AssertionError("broken");
                }))
        .reply("never");
    server.on("PING").overriding().reply("PONG");

    for (int round = 0; round < 3; round++) {
      assertThat(client).exchanges("PING").with(server).hasText("PONG");
    }
    group.verify();
  }

  @Test
  void anExceptionWithoutWordsIsToldAndStopsNothing() {
    server.on("MUTE").replyWithText(request -> new Mute().getMessage());
    server
        .on("MUTER")
        .replyWithText(
            request -> {
              throw new Mute();
            });
    server.on("PING").reply("PONG");
    client.sendTo(server, "MUTE");
    client.sendTo(server, "MUTER");
    client.sendTo(server, "PING");

    Throwable failure = catchThrowable(group::verifyAfterFailure);

    assertThat(failure).hasMessageContaining("UnsupportedOperationException: no words");
    assertThat(failure.getSuppressed()[0]).hasMessageContaining("Mute, whose message threw\n");
    assertThat(client).receives().hasText("PONG");
  }

  @Test
  void aDelayForEverIsNeverDue() {
    server.on("PING").after(Duration.ofSeconds(Long.MAX_VALUE)).reply("never").reply("PONG");

    assertThat(client).exchanges("PING").with(server).hasText("PONG");
    group.verify();
  }

  @RepeatedTest(20)
  void whatCameBeforeTheClosingIsDealtWith() {
    server.on("SHUTDOWN").never();
    client.sendTo(server, "SHUTDOWN");

    server.close();

    assertThatThrownBy(group::verify).hasMessageContaining("never to receive");
  }

  @RepeatedTest(20)
  void whatCameBeforeTheClosingOfAllIsDealtWith() {
    server.on("SHUTDOWN").never();
    client.sendTo(server, "SHUTDOWN");

    assertThatThrownBy(group::close).hasMessageContaining("never to receive");
  }

  @Test
  void aPeerWithoutATestIsVerifiedWhenItCloses() {
    DatagramPeer alone = DatagramPeer.open(PeerOptions.builder().strict(true).build());
    alone.on("PING").reply("PONG");

    assertThatThrownBy(alone::close).hasMessageContaining("but this rule was never used:");
    alone.close();
  }

  @Test
  void anErrorThatWasCaughtIsToldAgainAtTheEnd() {
    server.on("SHUTDOWN").never();
    client.sendTo(server, "SHUTDOWN");
    AssertionError caught = catchThrowableOfAssertion(() -> assertThat(client).receives());

    assertThatExceptionOfType(AssertionError.class).isThrownBy(group::verify).isSameAs(caught);
    group.verify(); // once
  }

  private static AssertionError catchThrowableOfAssertion(Runnable assertion) {
    return (AssertionError) catchThrowable(assertion::run);
  }

  @Test
  void anErrorThatFailedTheTestIsNotToldAgain() {
    server.on("SHUTDOWN").never();
    client.sendTo(server, "SHUTDOWN");
    assertThat(catchThrowable(() -> assertThat(client).receives())).isNotNull();

    group.verifyAfterFailure();
  }

  @Test
  void awaitilityCannotSwallowIt() {
    server.on("SHUTDOWN").never();
    client.sendTo(server, "SHUTDOWN");
    server.pending();

    Throwable own =
        catchThrowable(
            () ->
                server
                    .await()
                    .untilAsserted(() -> assertThat(client).receivesMatching(startsWith("x"))));
    assertThat(own).hasMessageContaining("never to receive");

    client.sendTo(server, "SHUTDOWN");
    AtomicInteger tries = new AtomicInteger();
    Awaitility.await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              assertThat(client).hasNothingPending();
              assertThat(tries.incrementAndGet()).isGreaterThan(20);
            });
    assertThatThrownBy(group::verify).hasMessageContaining("never to receive");
  }

  @Test
  void whoOnlyLooksTakesNoError() {
    server.on("SHUTDOWN").never();
    client.sendTo(server, "SHUTDOWN");
    CompletableFuture.runAsync(
            () -> {
              while (!group.group().hasMishaps()) {
                assertThat(client.poll()).isEmpty();
              }
              assertThat(client.peek()).isEmpty();
              assertThat(client.poll()).isEmpty();
            })
        .join();

    assertThatThrownBy(group::verify).hasMessageContaining("never to receive");
  }

  @Test
  void aWayWithoutAReplyIsTold() {
    server.on("PING").reply("PONG").copies(2);

    Golden.verifyFailure("script-way-without-reply", group::verify);
  }

  @Test
  void companionsDoNotCloseBeforeTheirServer() throws Exception {
    for (int round = 0; round < 20; round++) {
      PeerGroup test = run.openGroup();
      DatagramPeer tftp = test.open(PeerOptions.builder().name("tftp").build());
      tftp.on(startsWith("RRQ")).from(tftp.open("transfer")).reply("DATA 1");
      AtomicBoolean done = new AtomicBoolean();
      CompletableFuture<Void> impatient =
          CompletableFuture.runAsync(
              () -> {
                while (!done.get()) {
                  client.sendTo(tftp.address(), "RRQ file");
                }
              });
      assertThat(client).receives();
      test.verify();

      test.close();

      done.set(true);
      impatient.join();
      client.clear();
    }
  }

  @Test
  void clearingMakesItForgetWhatItHasNotDealtWith() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch cleared = new CountDownLatch(1);
    server
        .on("PING")
        .replyWithText(
            request -> {
              begun.countDown();
              cleared.await();
              return "PONG " + request.index();
            });
    for (int request = 0; request < 10; request++) {
      client.sendTo(server, "PING");
    }
    assertThat(server).hasPending(10);
    begun.await();

    server.clear();
    cleared.countDown();

    assertThat(client).receives().hasText("PONG 0");
    group.verify();
    assertThat(client).hasNothingPending();
  }

  @Test
  void rulesAndConversationsBeginWithWhatComesAfterThem() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch declared = new CountDownLatch(1);
    server
        .on("SLOW")
        .replyWithText(
            request -> {
              begun.countDown();
              declared.await();
              return "done";
            });
    client.sendTo(server, "SLOW");
    client.sendTo(server, "PING");
    client.sendTo(server, "STRAY");
    begun.await();
    assertThat(server).hasPending(3);

    server.on("PING").reply("PONG");
    Conversation later = server.converse("later", script -> script.expect("HELLO").reply("HI"));
    declared.countDown();

    assertThat(client).receives().hasText("done");
    assertThat(client).exchanges("HELLO").with(server).hasText("HI");
    assertThat(later).completes();
    assertThat(client).hasNothingPending();
  }

  @Test
  void theLastRequestMayBeRepeatedToo() {
    Conversation begun =
        server.converse("begin", script -> script.ignoringRepeats().expect("a").reply("A"));

    assertThat(client).exchanges("a").with(server).hasText("A");
    client.sendTo(server, "a");

    assertThat(begun).completes();
    assertThat(server).isExhausted();
    assertThat(client).hasNothingPending();
  }

  @Test
  void equalStepsComeBeforeRepeats() {
    server.converse(
        "twice",
        script -> script.ignoringRepeats().expect("PING").reply("1").expect("PING").reply("2"));

    assertThat(client).exchanges("PING").with(server).hasText("1");
    assertThat(client).exchanges("PING").with(server).hasText("2");
  }

  @Test
  void aFunctionThatWaitsForItsOwnScriptIsToldAtOnce() {
    server
        .on("PING")
        .replyWithText(
            request -> {
              assertThat(server).isExhausted();
              return "never";
            });
    client.sendTo(server, "PING");

    assertThatThrownBy(group::verify)
        .hasMessageContaining("this is a function of the script of peer \"server\"");
  }

  @Test
  void aFunctionMayCloseItsPeer() {
    server
        .on("QUIT")
        .replyWithText(
            request -> {
              server.close();
              return "never";
            });
    client.sendTo(server, "QUIT");

    Awaitility.await().atMost(LONG).until(() -> server.peer().socket().isClosed());
    group.verify();
  }

  @Test
  void aScriptCanBeForgotten() {
    server.on("PING").reply("PONG");
    server.converse("never", script -> script.expect("LOGIN"));

    server.clearScript();
    server.on("PING").reply("PANG");

    assertThat(client).exchanges("PING").with(server).hasText("PANG");
    assertThat(server).isExhausted();
  }

  @Test
  void aReplyCannotGoToAName() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> server.on("PING").to(InetSocketAddress.createUnresolved("server", 53)).reply(""))
        .withMessageContaining("the name is not resolved; use a literal address");
  }
}
