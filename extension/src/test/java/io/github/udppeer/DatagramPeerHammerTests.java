package io.github.udppeer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.semantics.Row;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Rounds of {@link HammerRound} for a while: 2 s, or the seconds of {@code
 * -Dudppeer.hammer.seconds}.
 */
class DatagramPeerHammerTests {

  private static final Duration TIME =
      Duration.ofSeconds(Integer.getInteger("udppeer.hammer.seconds", 2));
  private static final Duration NEVER = Duration.ofHours(1);

  @AutoClose private final PeerGroup group = PeerGroup.open(new WaitLimits(NEVER, 1));

  @AutoClose("shutdownNow")
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @Row({48, 49, 54, 58})
  @Test
  void eachDatagramIsConsumedOnceInOrderUnderInterruptsAndAClose() throws Exception {
    List<DatagramPeer> senders =
        List.of(group.open(PeerOptions.defaults()), group.open(PeerOptions.defaults()));
    HammerRound.Counts sum = HammerRound.Counts.NONE;
    int rounds = 0;
    long start = System.nanoTime();
    while (System.nanoTime() - start < TIME.toNanos()) {
      DatagramPeer receiver = group.open(PeerOptions.builder().name("receiver").build());
      sum = sum.plus(new HammerRound(receiver, senders, threads).run());
      senders.forEach(DatagramPeer::clear);
      rounds++;
    }
    System.out.printf(Locale.ROOT, "hammer: %,d rounds, %s%n", rounds, sum);
    assertThat(sum.consumed()).isPositive();
  }
}
