package io.github.udppeer.internal.core;

import static io.github.udppeer.Promptly.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class TimerTests {

  private static final int LIMIT_SECONDS = 30;

  private final Retries retries = new Retries(() -> {});
  @AutoClose private final Timer timer = new Timer(retries);
  private final BlockingQueue<String> ran = new LinkedBlockingQueue<>();
  private final AtomicReference<Thread> ranBy = new AtomicReference<>();

  private void after(int millis, String step) {
    timer.after(
        TimeUnit.MILLISECONDS.toNanos(millis),
        () -> {
          ranBy.set(Thread.currentThread());
          ran.add(step);
        });
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
    long start = System.nanoTime() + TimeUnit.SECONDS.toNanos(1); // all are given by then
    timer.at(start + 3, () -> ran.add("third"));
    timer.at(start + 1, () -> ran.add("first"));
    timer.at(start + 2, () -> ran.add("second"));

    assertThat(next(3)).containsExactly("first", "second", "third");
  }

  @Test
  void keepsTheOrderOfThoseThatAreDueTogether() throws InterruptedException {
    long due = System.nanoTime();
    for (int step = 0; step < 100; step++) {
      String name = "step " + step;
      timer.at(due, () -> ran.add(name));
    }

    assertThat(next(100)).startsWith("step 0", "step 1").endsWith("step 98", "step 99");
  }

  @Test
  void startsAnotherThreadAfterItWasIdle() throws InterruptedException {
    after(0, "one");
    next(1);
    await()
        .atMost(Duration.ofSeconds(LIMIT_SECONDS))
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread == ranBy.get()));

    after(0, "two");
    assertThat(next(1)).containsExactly("two");
  }

  @Test
  void hasOneThreadAtATime() throws InterruptedException {
    AtomicReference<Thread> ranFirst = new AtomicReference<>();
    timer.after(
        0,
        () -> {
          ranFirst.set(Thread.currentThread());
          after(0, "second");
        });

    assertThat(next(1)).containsExactly("second");
    assertThat(ranBy.get()).isSameAs(ranFirst.get());
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
    long due = System.nanoTime() + TimeUnit.SECONDS.toNanos(1); // it is cancelled by then
    Timer.Due cancelled = timer.at(due, () -> ran.add("cancelled"));
    timer.at(due + 1, () -> ran.add("later"));
    cancelled.cancel();

    assertThat(next(1)).containsExactly("later");
    assertThat(ran).isEmpty();
  }

  @Test
  void forgetsAllWhenItIsClosed() throws InterruptedException {
    Thread waiting = timerThatWaitsForAStepFarAway();

    timer.close();

    waiting.join(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
    assertThat(waiting.isAlive()).isFalse();
    after(0, "late");
    assertThat(ran).isEmpty();
  }

  @Test
  void aStepThatIsDueEarlierThanTheOneWaitedForRunsInTime() throws InterruptedException {
    timerThatWaitsForAStepFarAway();

    after(0, "soon");

    assertThat(next(1)).containsExactly("soon");
    assertThat(ran).isEmpty();
  }

  /** Returns the timer's thread, which has nothing else to do for minutes. */
  private Thread timerThatWaitsForAStepFarAway() {
    timer.after(
        0,
        () -> {
          after(1_000_000, "far away");
          ranBy.set(Thread.currentThread());
        });
    await()
        .atMost(Duration.ofSeconds(LIMIT_SECONDS))
        .until(
            () -> {
              Thread thread = ranBy.get();
              return thread != null && thread.getState() == Thread.State.TIMED_WAITING;
            });
    return ranBy.get();
  }

  @Test
  void runsLateWhatCameWhileTheSystemHadNoThread() throws InterruptedException {
    RefusingThreads threads = new RefusingThreads(3);
    try (Timer late = new Timer(retries, threads)) {
      late.after(0, () -> ran.add("first"));
      late.after(0, () -> ran.add("second"));
      assertThat(ran).isEmpty();

      await()
          .atMost(Duration.ofSeconds(LIMIT_SECONDS))
          .until(
              () -> {
                retries.run();
                return retries.isEmpty();
              });

      assertThat(threads.hasRefusedAll()).isTrue();
      assertThat(next(2)).containsExactly("first", "second");
    }
  }
}
