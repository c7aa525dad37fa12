package io.github.udppeer;

import static io.github.udppeer.DatagramMatcher.anything;
import static io.github.udppeer.DatagramMatcher.contains;
import static io.github.udppeer.DatagramMatcher.sentFrom;
import static io.github.udppeer.DatagramMatcher.startsWith;
import static io.github.udppeer.DatagramMatcher.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.udppeer.exceptions.PeerClosedException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReplyRuleTests {

  private static final Duration SHORT = Duration.ofMillis(20);
  private static final Duration LONG = Duration.ofMinutes(5);

  @AutoClose private final PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);
  private final DatagramPeer server = group.open(PeerOptions.builder().name("server").build());
  private final DatagramPeer client = group.open(PeerOptions.builder().name("client").build());

  /** Waits for what was sent to be dealt with, so that what is not answered by then never is. */
  private void verifyNoAnswer() {
    group.verify();
    assertThat(client).hasNothingPending();
  }

  @Nested
  class Replies {

    @Test
    void withAText() {
      server.on("PING").reply("PONG");

      assertThat(client).exchanges("PING").with(server).hasText("PONG").isFrom(server);
    }

    @Test
    void withBytesThatAreCopied() {
      byte[] answer = {1, 2, 3};
      server.on(startsWith(new byte[] {9})).reply(answer);
      answer[0] = 0;

      assertThat(client).exchanges(new byte[] {9, 8}).with(server).hasPayload(new byte[] {1, 2, 3});
    }

    @Test
    void withWhatAFunctionMakesOfTheRequest() {
      server.on(startsWith("GET ")).replyWithText(request -> "OK " + request.text().substring(4));
      server.on(startsWith("RAW ")).replyWith(Datagram::payload);

      assertThat(client).exchanges("GET 17").with(server).hasText("OK 17");
      assertThat(client).exchanges("RAW 17").with(server).hasText("RAW 17");
    }

    @Test
    void withSeveralInTheirOrder() {
      server.on("LIST").reply("one").reply("two").reply("three");

      client.sendTo(server, "LIST");

      assertThat(client).receivesInOrder("one", "two", "three");
    }

    @Test
    void toEachRequestAnew() {
      server.on("PING").reply("PONG");

      for (int round = 0; round < 100; round++) {
        assertThat(client).exchanges("PING").with(server).hasText("PONG");
      }
      assertThat(server).hasReceived(100).isExhausted();
    }

    @Test
    void twiceAsADuplicatingNetworkDoes() {
      server.on("PING").copies(2).reply("PONG").reply("once");

      client.sendTo(server, "PING");

      assertThat(client).receivesInOrder("PONG", "PONG", "once");
    }

    @Test
    void afterADelay() {
      Duration delay = Duration.ofMillis(60);
      server.on("PING").after(delay).reply("late").reply("at once");

      long start = System.nanoTime();
      client.sendTo(server, "PING");

      assertThat(client).receivesInOrder("at once", "late");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(delay);
    }

    @Test
    void inTheOrderOfTheirDelays() {
      server
          .on("PING")
          .after(Duration.ofMillis(40))
          .reply("third")
          .after(Duration.ofMillis(20))
          .reply("second")
          .after(Duration.ofMillis(1))
          .reply("first");

      client.sendTo(server, "PING");

      assertThat(client).receivesInOrder("first", "second", "third");
    }

    @Test
    void toAnotherAddress() {
      DatagramPeer monitor = server.open("monitor");
      server.on("TRAP").to(monitor.address()).reply("seen");

      client.sendTo(server, "TRAP");

      assertThat(monitor).receives().hasText("seen").isFrom(server);
      verifyNoAnswer();
    }

    @Test
    void fromACompanion() {
      DatagramPeer transfer = server.open("transfer");
      server.on(startsWith("RRQ")).from(transfer).reply("DATA 1");
      transfer.on("ACK 1").reply("DATA 2");

      client.sendTo(server, "RRQ file");
      Datagram first = client.receive();
      assertThat(first).hasText("DATA 1").isFrom(transfer);
      assertThat(client).exchanges("ACK 1").with(first.source()).hasText("DATA 2");
    }

    @Test
    void onIpv6Too() {
      PeerOptions ipv6 = PeerOptions.builder().host("::1").build();
      DatagramPeer server6 = group.open(ipv6);
      server6.on("PING").reply("PONG");

      assertThat(group.open(ipv6)).exchanges("PING").with(server6).hasText("PONG");
    }

    @Test
    void toWhateverIsSentEmpty() {
      server.on("").reply("");

      assertThat(client).exchanges("").with(server).isEmpty();
    }
  }

  @Nested
  class Chooses {

    @Test
    void theFirstRuleThatMatches() {
      server.on(startsWith("GET")).reply("first");
      server.on("GET 1").reply("second");

      assertThat(client).exchanges("GET 1").with(server).hasText("first");
    }

    @Test
    void anOverridingRuleBeforeTheOthersAndTheLatestOfThoseFirst() {
      server.on("PING").reply("PONG");
      server.on("PING").overriding().reply("BUSY");
      assertThat(client).exchanges("PING").with(server).hasText("BUSY");

      server.on("PING").overriding().reply("GONE");
      assertThat(client).exchanges("PING").with(server).hasText("GONE");
      assertThat(server).isExhausted(); // the rule that was overridden does not count as unused
    }

    @Test
    void theDefaultForTheRestWheneverItIsDeclared() {
      server.otherwise().reply("?");
      server.on("PING").reply("PONG");

      assertThat(client).exchanges("PING").with(server).hasText("PONG");
      assertThat(client).exchanges("PONG").with(server).hasText("?");
      server.otherwise().reply("!");
      assertThat(client).exchanges("PONG").with(server).hasText("!");
    }

    @Test
    void theNextRuleWhereOneIsSpent() {
      server.on("PING").atMost(2).reply("PONG");
      server.on("PING").atMost(1).reply("last");

      for (String answer : new String[] {"PONG", "PONG", "last"}) {
        assertThat(client).exchanges("PING").with(server).hasText(answer);
      }
      client.sendTo(server, "PING");
      verifyNoAnswer();
    }

    @Test
    void bySource() {
      DatagramPeer other = group.open(PeerOptions.builder().name("other").build());
      server.on(sentFrom(other)).reply("for the other");
      server.on(sentFrom(client.address()).and(contains("PING"))).reply("for the client");

      assertThat(client).exchanges("a PING").with(server).hasText("for the client");
      assertThat(other).exchanges("a PING").with(server).hasText("for the other");
    }

    @Test
    void noneForWhatNoRuleMatches() {
      server.on("PING").reply("PONG");

      client.sendTo(server, "PONG");

      verifyNoAnswer();
      assertThat(server).hasPending(1);
    }
  }

  @Test
  void ignoresTheFirstAsIfTheyHadBeenLost() {
    server.on("PING").ignoringFirst(2).reply("PONG");

    client.sendTo(server, "PING");
    client.sendTo(server, "PING");
    verifyNoAnswer();
    assertThat(client).exchanges("PING").with(server).hasText("PONG");
  }

  @Test
  void ignoresAll() {
    server.on(anything()).ignore();

    client.sendTo(server, "PING");

    verifyNoAnswer();
    assertThat(server).isExhausted().hasPending(1);
  }

  @Test
  void leavesTheRequestsToTheAssertions() {
    server.on("PING").reply("PONG");

    assertThat(client).exchanges("PING").with(server).hasText("PONG");

    assertThat(server).hasPending(1);
    assertThat(server).receives().hasText("PING").isFrom(client);
    assertThat(server).hasNothingPending().isExhausted();
  }

  @Test
  void answersWhatArrivesFromThenOn() {
    client.sendTo(server, "PING");
    assertThat(server).hasPending(1);

    server.on("PING").reply("PONG");

    verifyNoAnswer();
    assertThat(client).exchanges("PING").with(server).hasText("PONG");
  }

  @Test
  void callsFunctionsInThreadsForThem() {
    server.on("WHO").replyWithText(request -> Thread.currentThread().getName());

    assertThat(client).exchanges("WHO").with(server).startsWith("udp-peer-worker-");
  }

  @Test
  void answersWhatThePeerSendsToItself() {
    server.on("PING").reply("PONG");

    server.sendTo(server, "PING");

    assertThat(server).receivesInOrder("PING", "PONG");
  }

  @Test
  void sendsNothingThatIsNotDueWhenThePeerCloses() {
    server.on("PING").after(LONG).reply("PONG");
    client.sendTo(server, "PING");
    group.verify();

    server.close();

    assertThat(server.sent()).isEmpty();
    assertThat(client).receivesNothingFor(SHORT);
  }

  @Test
  void cutsAFunctionOffWhenThePeerCloses() throws Exception {
    CountDownLatch called = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    server
        .on("PING")
        .replyWithText(
            request -> {
              called.countDown();
              try {
                new CountDownLatch(1).await();
              } finally {
                interrupted.countDown();
              }
              return "never";
            });
    client.sendTo(server, "PING");
    called.await();

    server.close();

    interrupted.await();
    group.verify(); // what is cut short is no failure
  }

  @Nested
  class Refuses {

    @Test
    void settingsOfARuleThatIsInForce() {
      ReplyRule rule = server.on("PING").reply("PONG");

      assertThatIllegalStateException()
          .isThrownBy(() -> rule.ignoringFirst(1))
          .withMessage(
              "say ignoringFirst before the first reply: the rule on text \"PING\": reply \"PONG\""
                  + " is in force already");
      assertThatIllegalStateException().isThrownBy(() -> rule.atMost(1));
      assertThatIllegalStateException().isThrownBy(rule::overriding);
      assertThatIllegalStateException()
          .isThrownBy(rule::never)
          .withMessage(
              "the rule \"on text \"PING\": reply \"PONG\"\" is complete; begin another one with"
                  + " on(...)");
    }

    @Test
    void settingsWithoutUse() {
      assertThatIllegalStateException()
          .isThrownBy(() -> server.on("PING").atMost(1).ignore())
          .withMessageContaining("a rule that replies nothing has no use for");
    }

    @Test
    void figuresThatMeanNothing() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> server.on("PING").atMost(0))
          .withMessage("atMost needs 1 or more, but was 0; for none, say ignore() or never()");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> server.on("PING").ignoringFirst(-1))
          .withMessage("ignoringFirst needs 0 or more, but was -1");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> server.on("PING").copies(0))
          .withMessage("a reply is sent once or more, but copies was 0; for none, say ignore()");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> server.on("PING").after(Duration.ofMillis(-1)))
          .withMessage("a delay must not be negative, but was PT-0.001S");
    }

    @Test
    void nothingGiven() {
      assertThatNullPointerException().isThrownBy(() -> server.on((String) null));
      assertThatNullPointerException().isThrownBy(() -> server.on((DatagramMatcher) null));
      assertThatNullPointerException().isThrownBy(() -> server.on("PING").reply((String) null));
      assertThatNullPointerException().isThrownBy(() -> server.on("PING").replyWith(null));
    }

    @Test
    void aClosedPeer() {
      server.close();

      assertThatThrownBy(() -> server.on("PING").reply("PONG"))
          .isInstanceOf(PeerClosedException.class)
          .hasMessageContaining("peer \"server\"");
    }
  }

  @Test
  void tellsOfItselfInWords() {
    DatagramPeer companion = server.open("companion");
    ReplyRule rule =
        server
            .on(text("PING").or(startsWith("GET ").negate()))
            .ignoringFirst(2)
            .atMost(3)
            .after(Duration.ofMillis(50))
            .copies(2)
            .reply("PONG")
            .from(companion)
            .to(client.address())
            .reply("four".getBytes(UTF_8))
            .replyWithText(Datagram::text);

    assertThat(rule)
        .hasToString(
            ("on text \"PING\" or anything but a text starting with \"GET \", ignoring the first 2,"
                    + " at most 3 times: reply \"PONG\", after 50 ms, twice; reply 4 bytes, to"
                    + " 127.0.0.1:%d, from %s; reply what a function makes of the request")
                .formatted(client.port(), companion));
  }
}
