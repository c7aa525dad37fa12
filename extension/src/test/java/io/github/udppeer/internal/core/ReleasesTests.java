package io.github.udppeer.internal.core;

import static io.github.udppeer.Promptly.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.internal.core.Releases.Release;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Waiting for the selector, which nothing cuts short. */
@Timeout(60)
class ReleasesTests {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Test
  void isWaitedForWhateverInterrupts() throws Exception {
    try (DatagramChannel channel = DatagramChannel.open()) {
      Release release = new Release(channel);
      assertThat(release.channel()).isSameAs(channel);
      AtomicBoolean wasInterrupted = new AtomicBoolean();
      AtomicBoolean isDone = new AtomicBoolean();
      Thread waiting =
          new Thread(
              () -> {
                release.await();
                wasInterrupted.set(Thread.currentThread().isInterrupted());
                isDone.set(true);
              });
      waiting.start();
      await().atMost(LIMIT).until(() -> waiting.getState() == Thread.State.WAITING);
      waiting.interrupt();
      await()
          .atMost(LIMIT)
          .until(() -> !waiting.isInterrupted() && waiting.getState() == Thread.State.WAITING);
      assertThat(isDone).isFalse();

      release.complete();

      waiting.join(LIMIT.toMillis());
      assertThat(isDone).isTrue();
      assertThat(wasInterrupted).isTrue();
    }
  }

  @Test
  void isNotWaitedForWhenItIsComplete() throws Exception {
    try (DatagramChannel channel = DatagramChannel.open()) {
      Release release = new Release(channel);
      release.complete();

      release.await();

      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
  }

  @Test
  void anyWaitIsWholeAndKeepsTheInterruption() {
    int[] calls = {0};

    CoreThreads.uninterruptibly(
        () -> {
          if (calls[0]++ < 2) {
            throw new InterruptedException();
          }
        });

    assertThat(calls[0]).isEqualTo(3);
    assertThat(Thread.interrupted()).isTrue();

    CoreThreads.uninterruptibly(() -> calls[0]++);
    assertThat(Thread.interrupted()).isFalse();
  }
}
