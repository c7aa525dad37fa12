package io.github.udppeer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.udppeer.link.DatagramLink;
import io.github.udppeer.link.LinkDatagram;
import io.github.udppeer.link.LinkOptions;
import io.github.udppeer.link.Verdict;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class EndOfTestTests {

  private static final int COUNT = 10;
  private static final Duration LONG = Duration.ofSeconds(100);

  /** Far less than the limits of all that hang would be together. */
  private static final Duration NOT_ALL = Duration.ofSeconds(30);

  /** A link alone waits for two seconds. */
  private static final Duration NOT_ALL_LINKS = Duration.ofSeconds(12);

  private final PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);
  private final CountDownLatch never = new CountDownLatch(1);
  private final CountDownLatch hanging = new CountDownLatch(COUNT);

  /** What a function of the test does that never returns by itself. */
  private void hang() throws InterruptedException {
    hanging.countDown();
    never.await();
  }

  private void letFunctionsHang(boolean isStrict) {
    for (int number = 0; number < COUNT; number++) {
      DatagramPeer peer =
          group.open(PeerOptions.builder().name("peer " + number).strict(isStrict).build());
      peer.otherwise()
          .replyWithText(
              request -> {
                hang();
                return "never";
              });
      peer.sendTo(peer, "hang");
    }
    awaitHanging();
  }

  private void awaitHanging() {
    Awaitility.await().atMost(LONG).until(() -> hanging.getCount() == 0);
  }

  private void letRulesHang(boolean isStrict) {
    DatagramPeer peer = group.open(PeerOptions.builder().name("peer").build());
    for (int number = 0; number < COUNT; number++) {
      DatagramLink link =
          group.openLink(LinkOptions.to(peer.address()).name("wire").strict(isStrict).build());
      link.toServer().rule("hangs", this::hanging);
      peer.sendTo(link.address(), "hang");
    }
    awaitHanging();
  }

  private Verdict hanging(LinkDatagram datagram) {
    try {
      hang();
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
    return Verdict.pass();
  }

  @Test
  void waitsForAllFunctionsThatHangTogether() {
    letFunctionsHang(false);
    long start = System.nanoTime();

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(group::verify)
        .withMessageContaining("but a function of it has not returned within 5 s")
        .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(COUNT - 1));

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(NOT_ALL);
    group.close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(NOT_ALL);
  }

  @Test
  void waitsForStrictPeersTogetherToo() {
    letFunctionsHang(true);
    long start = System.nanoTime();

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(group::verify)
        .withMessageContaining("but a function of it has not returned within 5 s");

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(NOT_ALL);
    group.close();
  }

  @Test
  void waitsForRulesOfLinksThatHangTogether() {
    letRulesHang(false);
    long start = System.nanoTime();

    group.verify();
    group.close();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(NOT_ALL_LINKS);
  }

  @Test
  void waitsForStrictLinksTogetherToo() {
    letRulesHang(true);
    long start = System.nanoTime();

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(group::verify)
        .withMessageContaining("strict link")
        .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(COUNT - 1));
    group.close();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(NOT_ALL_LINKS);
  }
}
