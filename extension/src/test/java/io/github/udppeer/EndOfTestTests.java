package io.github.udppeer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class EndOfTestTests {

  private static final int PEERS = 10;
  private static final Duration LONG = Duration.ofSeconds(100);

  /** Far less than the limits of all that hang would be together. */
  private static final Duration NOT_ALL = Duration.ofSeconds(30);

  private final PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);
  private final CountDownLatch never = new CountDownLatch(1);
  private final CountDownLatch hanging = new CountDownLatch(PEERS);

  private void letFunctionsHang(boolean isStrict) {
    for (int number = 0; number < PEERS; number++) {
      DatagramPeer peer =
          group.open(PeerOptions.builder().name("peer " + number).strict(isStrict).build());
      peer.otherwise()
          .replyWithText(
              request -> {
                hanging.countDown();
                never.await();
                return "never";
              });
      peer.sendTo(peer, "hang");
    }
    Awaitility.await().atMost(LONG).until(() -> hanging.getCount() == 0);
  }

  @Test
  void waitsForAllFunctionsThatHangTogether() {
    letFunctionsHang(false);
    long start = System.nanoTime();

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(group::verify)
        .withMessageContaining("but a function of it has not returned within 5 s")
        .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(PEERS - 1));

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
}
