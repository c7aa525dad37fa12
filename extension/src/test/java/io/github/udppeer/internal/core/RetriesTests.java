package io.github.udppeer.internal.core;

import static io.github.udppeer.Promptly.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Steps are tried again, not all the time, until they succeed. */
class RetriesTests {

  private final long made = System.nanoTime();
  private final AtomicInteger wakes = new AtomicInteger();
  private final AtomicInteger tries = new AtomicInteger();
  private final Retries retries = new Retries(wakes::incrementAndGet);

  @Test
  void wakeTheLoopForEachStep() {
    assertThat(retries.isEmpty()).isTrue();

    retries.add(() -> true);

    assertThat(retries.isEmpty()).isFalse();
    assertThat(wakes).hasValue(1);
  }

  @Test
  void pauseBeforeTheFirstTryAndBetweenTwo() {
    retries.add(() -> tries.incrementAndGet() == 2);

    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              retries.run();
              return retries.isEmpty();
            });

    assertThat(tries).hasValue(2);
    assertThat(System.nanoTime() - made).isGreaterThanOrEqualTo(2 * Retries.PAUSE_NANOS);
  }

  @Test
  void areNotMadeBeforeThePauseIsOver() {
    retries.add(() -> tries.incrementAndGet() > 0);

    retries.run();

    boolean wasSoon = System.nanoTime() - made < Retries.PAUSE_NANOS / 2;
    assertThat(tries.get() == 0 || !wasSoon).isTrue();
  }
}
