package io.github.udppeer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.udppeer.internal.core.CaptureView;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a test's own code does in an assertion, the loop goes on capturing. */
@Timeout(60)
class DatagramPeerStallTests {

  @AutoClose private final PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);

  private final DatagramPeer slow = group.open(PeerOptions.builder().name("slow").build());
  private final DatagramPeer other = group.open(PeerOptions.builder().name("other").build());

  /** Waits for the loop: this look drains nothing itself. */
  private static void awaitCaptured(DatagramPeer peer, int count) {
    await()
        .atMost(Duration.ofSeconds(50))
        .until(
            () -> {
              try (CaptureView view = peer.peer().socket().captured()) {
                return view.size() == count;
              }
            });
  }

  @Test
  void predicateThatTakesItsTimeStopsNoCapturing() throws Exception {
    CountDownLatch thinking = new CountDownLatch(1);
    CountDownLatch thought = new CountDownLatch(1);
    slow.sendTo(slow, "one");
    CompletableFuture<Void> assertion =
        CompletableFuture.runAsync(
            () ->
                assertThat(slow)
                    .receivesMatching(
                        DatagramMatcher.matching(
                            "after long thought", datagram -> think(thinking, thought))),
            task -> new Thread(task).start());
    thinking.await();

    other.sendTo(slow, "two");
    other.sendTo(other, "three");
    awaitCaptured(slow, 2);
    awaitCaptured(other, 1);
    assertThat(other).receives().hasText("three");

    thought.countDown();
    assertion.get();
    assertThat(slow).receives().hasText("two");
  }

  private static boolean think(CountDownLatch thinking, CountDownLatch thought) {
    thinking.countDown();
    try {
      thought.await();
    } catch (InterruptedException interrupt) {
      throw new IllegalStateException(interrupt);
    }
    return true;
  }

  @Test
  void readersThatNeverRestStopNoCapturing() throws Exception {
    CountDownLatch enough = new CountDownLatch(1);
    CompletableFuture<Void> first = spinning(enough);
    CompletableFuture<Void> second = spinning(enough);
    for (int i = 1; i <= 100; i++) {
      other.sendTo(other, "n" + i);
      awaitCaptured(other, i);
    }
    enough.countDown();
    first.get();
    second.get();
  }

  private CompletableFuture<Void> spinning(CountDownLatch enough) {
    return CompletableFuture.runAsync(
        () -> {
          while (enough.getCount() > 0) {
            assertThat(slow.peek()).isEmpty();
          }
        },
        task -> new Thread(task).start());
  }
}
