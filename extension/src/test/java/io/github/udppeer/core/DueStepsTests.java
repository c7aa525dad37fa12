package io.github.udppeer.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class DueStepsTests {

  private static final int LIMIT_SECONDS = 30;

  @AutoClose private final DueSteps timer = new DueSteps();
  private final BlockingQueue<String> ran = new LinkedBlockingQueue<>();

  private void after(int millis, String step) {
    timer.after(TimeUnit.MILLISECONDS.toNanos(millis), () -> ran.add(step));
  }

  private List<String> next(int count) throws InterruptedException {
    List<String> steps = new ArrayList<>();
    while (steps.size() < count) {
      String step = ran.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
      assertThat(step).isNotNull();
      steps.add(step);
    }
    return steps;
  }

  @Test
  void runsStepsInTheOrderOfTheirTime() throws InterruptedException {
    after(60, "third");
    after(1, "first");
    after(30, "second");

    assertThat(next(3)).containsExactly("first", "second", "third");
  }

  @Test
  void runsNoneTooEarly() throws InterruptedException {
    long start = System.nanoTime();
    after(20, "step");

    next(1);

    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(20));
  }

  @Test
  void forgetsWhatIsCancelled() throws InterruptedException {
    DueSteps.Due cancelled =
        timer.after(TimeUnit.MILLISECONDS.toNanos(5), () -> ran.add("cancelled"));
    cancelled.cancel();
    after(10, "later");

    assertThat(next(1)).containsExactly("later");
    assertThat(ran).isEmpty();
  }

  @Test
  void forgetsAllWhenItIsClosed() {
    after(1_000_000, "never");

    timer.close();

    assertThat(ran).isEmpty();
    assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> after(1, "late"));
  }
}
