package io.github.udppeer.link;

import static io.github.udppeer.link.LinkSelector.first;
import static io.github.udppeer.link.LinkSelector.nth;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.udppeer.Datagram;
import io.github.udppeer.DatagramPeer;
import io.github.udppeer.Golden;
import io.github.udppeer.internal.timeline.LinkHistory;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opentest4j.AssertionFailedError;

@Timeout(60)
class DatagramLinkAssertTests {

  @AutoClose private final LinkedPeers peers = new LinkedPeers();
  private final DatagramPeer server = peers.server();
  private final DatagramPeer client = peers.client();
  private final DatagramLink link = peers.link(42);

  /** Each is relayed before the next: the timeline is the same each time. */
  private void send(String... texts) {
    for (String text : texts) {
      peers.relayed(link, text);
    }
  }

  private void answer() {
    Datagram request = server.receive();
    server.reply(request, "answer");
    link.settle();
    client.pending();
  }

  @Nested
  class Figures {

    @Test
    void ofBothDirectionsOrOfOne() {
      link.toServer().on(first(2)).drop();
      link.toClient().onAll().drop();
      send("a", "b", "c");
      answer();

      assertThat(link)
          .entered(4)
          .dropped(3)
          .passed(1)
          .holds(0)
          .toServer()
          .dropped(2)
          .toClient()
          .dropped(1)
          .bothWays()
          .dropped(3);
    }

    @Test
    void dropped() {
      link.toServer().on(first(1)).drop();
      LinkFault ended = link.toServer().on(nth(9)).duplicate(1);
      send("one", "two");
      ended.close();
      answer();

      Throwable failure =
          Golden.verifyFailure("link-dropped", () -> assertThat(link).toServer().dropped(2));
      AssertionFailedError error = (AssertionFailedError) failure;
      assertThat(error.getExpected().getValue()).isEqualTo(2L);
      assertThat(error.getActual().getValue()).isEqualTo(1L);
    }

    @Test
    void passedWithoutARule() {
      Golden.verifyFailure(
          "link-passed", () -> assertThat(link).as("the outage").toClient().passed(1));
    }

    @Test
    void holds() {
      link.toServer().onAll().delay(Duration.ofMinutes(5));
      link.toServer().on(first(1)).replyWith("busy");
      send("one");
      client.pending();
      send("two");

      Golden.verifyFailure("link-holds", () -> assertThat(link).holds(2));
    }
  }

  @Nested
  class Rules {

    @Test
    void thatApplied() {
      LinkFault rule = link.bothWays().on(first(1)).duplicate(1);
      send("a", "b");

      assertThat(link).hasApplied(rule).applied(rule, 1).isExhausted().toClient().applied(rule, 0);
    }

    @Test
    void appliedToANumber() {
      LinkFault rule = link.toServer().on(first(2)).drop();
      send("a");

      Golden.verifyFailure("link-applied", () -> assertThat(link).applied(rule, 2));
    }

    @Test
    void neverApplied() {
      LinkFault rule = link.bothWays().partition();
      rule.close();

      Golden.verifyFailure(
          "link-never-applied", () -> assertThat(link).toClient().hasApplied(rule));
    }

    @Test
    void areNotAllListed() {
      for (int number = 1; number <= 400; number++) {
        link.toServer().on(nth(number)).duplicate(1).close();
      }
      LinkFault used = link.toServer().on(first(1)).drop();
      send("a");
      used.close();
      for (int number = 0; number < 30; number++) {
        link.toServer().on(first(1)).drop();
      }

      Golden.verifyFailure("link-many-rules", () -> assertThat(link).applied(used, 2));
      Golden.verifyFailure("link-many-unused", () -> assertThat(link).isExhausted());
    }

    @Test
    void areForgottenWithTheirFigures() {
      for (int number = 0; number < 300; number++) {
        try (LinkFault rule = link.toServer().onAll().drop()) {
          send("a");
          assertThat(link).applied(rule, 1);
        }
      }

      assertThat(link).isExhausted();
      assertThatThrownBy(() -> assertThat(link).dropped(7))
          .hasMessageContaining("  and 280 more  (applied to 280)\n");
    }

    @Test
    void tenThousandBeginAndEndInUnderASecond() {
      long start = cpuNanos();
      for (int number = 0; number < 10_000; number++) {
        link.toServer().on(first(1)).drop().close();
      }
      Throwable failure = catchThrowable(() -> assertThat(link).isExhausted());

      assertThat(cpuNanos() - start).isLessThan(Duration.ofSeconds(3).toNanos());
      assertThat(failure).hasMessageContaining("but 10,000 never applied");
      assertThat(failure.getMessage()).hasSizeLessThan(4096);
    }

    private long cpuNanos() {
      return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @Test
    void thatApplyLateCountWhenTheyAreForgotten() {
      CountDownLatch decide = new CountDownLatch(1);
      LinkFault slow =
          link.toServer()
              .rule(
                  "slow",
                  any -> {
                    awaitUninterruptibly(decide);
                    return Verdict.drop();
                  });
      client.sendTo(link.address(), "a");
      slow.close();
      for (int number = 0; number < 300; number++) {
        link.partition().close();
      }
      decide.countDown();

      assertThat(link).applied(slow, 1);
      assertThatThrownBy(() -> assertThat(link).isExhausted())
          .hasMessageContaining("but 300 never applied");
    }

    private void awaitUninterruptibly(CountDownLatch latch) {
      try {
        latch.await();
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
      }
    }

    @Test
    void thatApplyToOneDatagramAreNotAllNamed() {
      for (int number = 0; number < 20; number++) {
        link.toServer().on(first(1)).duplicate(1);
      }
      send("a");

      assertThat(link.relay().history().steps())
          .extracting(LinkHistory.Step::beside)
          .contains(" (rules: " + "first 1; ".repeat(8) + "and 12 more)");
    }

    @Test
    void isExhausted() {
      link.toServer().on(first(1)).drop();
      link.toClient().on(nth(2)).drop();
      send("a");

      Golden.verifyFailure("link-exhausted", () -> assertThat(link).isExhausted());
    }

    @Test
    void areThoseOfTheLink() {
      DatagramLink other = peers.link(1);
      LinkFault rule = other.partition();

      assertThatIllegalArgumentException()
          .isThrownBy(() -> assertThat(link).hasApplied(rule))
          .withMessage("the rule \"partition\" is not one of " + link);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> assertThat(link).applied(rule, 0))
          .withMessage("the rule \"partition\" is not one of " + link);
    }
  }

  @Test
  void softAssertionsCollect() {
    SoftAssertions softly = new SoftAssertions();
    softly.check(() -> assertThat(link).dropped(1));
    softly.check(() -> assertThat(link).passed(2));

    assertThat(softly.errorsCollected()).hasSize(2);
  }

  @Test
  void aFailuresTraceBeginsWhereTheTestAsserts() {
    Throwable failure = catchThrowable(() -> assertThat(link).dropped(1));

    assertThat(failure.getStackTrace()[0].getClassName())
        .startsWith(DatagramLinkAssertTests.class.getName());
  }

  @Test
  void peersTellOfLinksAndTheirVerdicts() {
    link.toServer().on(first(1)).drop();
    send("lost");

    Golden.verifyFailure(
        "link-beside-peer", () -> assertThat(server).within(Duration.ofMillis(1)).receives());
  }
}
