package io.github.udppeer.link;

import static io.github.udppeer.link.LinkSelector.matching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.Wordless;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class LinkUserCodeTests {

  @AutoClose private final LinkedPeers peers = new LinkedPeers();
  private final DatagramPeer server = peers.server();
  private final DatagramPeer client = peers.client();
  private final DatagramLink link = peers.link(42);

  private static String[] numbers(int count) {
    return IntStream.range(0, count).mapToObj(String::valueOf).toArray(String[]::new);
  }

  @Test
  void aRuleSeesDirectionIndexClientAndPayload() {
    List<String> seen = new ArrayList<>();
    link.bothWays()
        .rule(
            "watch",
            datagram -> {
              seen.add(datagram.direction() + " " + datagram.index() + " " + datagram.text());
              assertThat(datagram.client()).isEqualTo(client.address());
              return Verdict.pass();
            });
    client.sendTo(link.address(), "ping");
    server.reply(server.receive(), "pong");
    client.receive();

    assertThat(link).passed(2);
    assertThat(seen).containsExactly("to server 0 ping", "to client 0 pong");
  }

  @Test
  void verdictsAddUp() {
    link.toServer()
        .rule("twice", datagram -> Verdict.cut(1).and(Verdict.duplicate(1)).and(Verdict.pass()));

    assertThat(peers.relayed(link, "ab")).containsExactly("a", "a");
  }

  @Test
  void everyVerdictWorks() {
    link.toServer()
        .rule(
            "by letter",
            datagram ->
                switch (datagram.text()) {
                  case "drop" -> Verdict.drop();
                  case "delay" -> Verdict.delayed(Duration.ofSeconds(1));
                  case "hold" -> Verdict.held(1);
                  case "replace" -> Verdict.replaced("r".getBytes(StandardCharsets.UTF_8));
                  case "flip" -> Verdict.flipped(2);
                  case "reply" -> Verdict.reply(new byte[] {1}, new byte[] {2});
                  default -> Verdict.pass();
                });
    peers.relayed(link, "drop", "delay", "replace", "hold", "flip", "reply", "pass");

    assertThat(server)
        .within(Duration.ofSeconds(30))
        .receivesInOrder("r", "Flip", "hold", "pass", "delay");
    assertThat(client).receives().hasPayload(new byte[] {1});
    assertThat(client).receives().hasPayload(new byte[] {2});
    assertThat(link).toServer().dropped(2).passed(5);
  }

  @Test
  void theOrderStaysWhenFunctionsComeAndGo() {
    List<String> sent = new ArrayList<>();
    for (int round = 0; round < 100; round++) {
      LinkFault rule = link.toServer().rule("watch", datagram -> Verdict.pass());
      client.sendTo(link.address(), "with " + round);
      sent.add("with " + round);
      rule.close();
      client.sendTo(link.address(), "without " + round);
      sent.add("without " + round);
    }

    assertThat(peers.arrived(link)).isEqualTo(sent);
  }

  @Test
  void whatARuleThrowsFailsTheNextAssertionAndTheDatagramPasses() {
    link.toServer()
        .rule(
            "broken",
            datagram -> {
              throw new IllegalArgumentException("no such type");
            });
    peers.relayed(link, "a");

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> assertThat(link).passed(1))
        .withMessage(
            "the rule \"broken\" of link \"wire\" threw on datagram 1 to server (1 byte):"
                + " java.lang.IllegalArgumentException: no such type")
        .withCauseInstanceOf(IllegalArgumentException.class);
    assertThat(link).passed(1);
  }

  @Test
  void whatAPredicateThrowsFailsTheClosing() {
    link.toServer()
        .on(
            matching(
                "broken",
                datagram -> {
                  throw new AssertionError("wrong");
                }))
        .drop();
    peers.relayed(link, "a", "b");

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(link::close)
        .withMessageContaining("the rule \"drop: broken\" of link \"wire\" threw on datagram 1")
        .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
    link.close();
  }

  @ParameterizedTest
  @EnumSource
  void anExceptionThatCannotBeShownIsToldAndHoldsNothingBack(Wordless kind) {
    LinkFault rule =
        link.toServer()
            .rule(
                "broken",
                datagram -> {
                  throw kind.get();
                });
    assertThat(peers.relayed(link, "a", "b")).containsExactly("a", "b");
    rule.close();
    assertThat(peers.relayed(link, "c")).containsExactly("a", "b", "c");

    requireToldInFull(link::verify, "the rule \"broken\" of link \"wire\" threw on datagram 1");
    assertThat(link).passed(3);
  }

  @ParameterizedTest
  @EnumSource
  void oneOfASelectorAndOneOfAReplyAreToldToo(Wordless kind) {
    LinkSelector broken =
        matching(
            "broken",
            datagram -> {
              throw kind.get();
            });
    link.toServer().on(broken).drop();
    link.toServer()
        .onAll()
        .replyWith(
            datagram -> {
              throw kind.get();
            });

    assertThat(peers.relayed(link, "a")).containsExactly("a");

    requireToldInFull(link::close, "the rule \"drop: broken\" of link \"wire\" threw on");
  }

  /** Whoever prints the failure gets through. */
  private static void requireToldInFull(ThrowingCallable call, String words) {
    Throwable failure = catchThrowable(call);
    assertThat(failure).isInstanceOf(AssertionError.class).hasMessageStartingWith(words);
    StringWriter printed = new StringWriter();
    failure.printStackTrace(new PrintWriter(printed));
    assertThat(printed.toString()).contains(words);
  }

  @Test
  void aRuleThatReturnsNullIsToldSo() {
    link.toServer().rule("null", LinkUserCodeTests::nothing);
    peers.relayed(link, "a");

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> assertThat(link).passed(1))
        .withMessageContaining("the rule returned null; return Verdict.pass() instead");
  }

  @SuppressWarnings({"NullAway", "DataFlowIssue"}) // as code that is not checked does
  private static Verdict nothing(LinkDatagram datagram) {
    return null;
  }

  @Test
  void aSlowRuleDelaysNoOtherLink() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    link.toServer()
        .rule(
            "slow",
            datagram -> {
              await(release);
              return Verdict.pass();
            });
    client.sendTo(link.address(), "slow");
    DatagramLink other = peers.link(1);
    client.sendTo(other.address(), "quick");

    assertThat(server).receives().hasText("quick");
    release.countDown();
    assertThat(server).receives().hasText("slow");
  }

  @Test
  void aLinkClosesWhileARuleHangs() {
    CountDownLatch release = new CountDownLatch(1);
    link.toServer()
        .rule(
            "hangs",
            datagram -> {
              await(release);
              return Verdict.pass();
            });
    client.sendTo(link.address(), "a");
    client.sendTo(link.address(), "b");
    link.close();
    long closed = System.nanoTime();

    assertThat(link.statistics().toServer())
        .isEqualTo(
            new LinkStatistics.Flow(2, 0, 0, 2, 0, 0, link.statistics().toServer().kernelDrops()));
    assertThat(System.nanoTime() - closed).isLessThan(TimeUnit.SECONDS.toNanos(2));
    release.countDown();
    assertThat(server).hasNothingPending();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(50, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException wanted) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aRuleMayChangeTheLinkItself() {
    link.toServer()
        .rule(
            "outage",
            datagram -> {
              if (datagram.index() == 1) {
                link.toServer().onAll().drop();
              }
              return link.statistics().toServer().entered() > 0 ? Verdict.pass() : Verdict.drop();
            });
    peers.relayed(link, "a");
    peers.relayed(link, "b");

    assertThat(peers.relayed(link, "c")).containsExactly("a", "b");
  }

  @Test
  void manyDatagramsWaitForARuleAndNoneIsLost() {
    link.toServer().rule("watch", datagram -> Verdict.pass());

    assertThat(peers.relayed(link, numbers(3000))).containsExactly(numbers(3000));
  }
}
