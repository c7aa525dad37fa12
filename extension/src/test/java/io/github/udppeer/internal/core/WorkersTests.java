package io.github.udppeer.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class WorkersTests {

  private static final int LIMIT_SECONDS = 30;

  private final Retries retries = new Retries(() -> {});
  @AutoClose private final Timer timer = new Timer(retries);
  @AutoClose private final Workers workers = new Workers(timer, retries);

  private static void await(CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  private static void hang(CountDownLatch until) {
    try {
      until.await();
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aTaskThatHangsDelaysNoOther() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(100);
    for (int task = 0; task < 100; task++) {
      workers.execute(() -> hang(never));
    }
    for (int task = 0; task < 100; task++) {
      workers.execute(done::countDown);
    }

    await(done);
  }

  @Test
  void aTaskThatComputesForLongDelaysNoOther() throws InterruptedException {
    AtomicBoolean stopped = new AtomicBoolean();
    CountDownLatch done = new CountDownLatch(3);
    try {
      for (int task = 0; task <= Runtime.getRuntime().availableProcessors(); task++) {
        workers.execute(
            () -> {
              while (!stopped.get()) {
                Thread.onSpinWait();
              }
            });
      }
      for (int task = 0; task < 3; task++) {
        workers.execute(done::countDown);
      }

      await(done);
    } finally {
      stopped.set(true);
    }
  }

  @Test
  void threadsForTasksThatHungEndWithThem() throws InterruptedException {
    Set<Thread> used = ConcurrentHashMap.newKeySet();
    CountDownLatch hung = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(20);
    for (int task = 0; task < 20; task++) {
      workers.execute(
          () -> {
            used.add(Thread.currentThread());
            begun.countDown();
            hang(hung);
          });
    }
    await(begun);
    assertThat(used).hasSize(20);
    hung.countDown();

    for (Thread thread : used) {
      thread.join(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS)); // a second later, idle
    }
    assertThat(used).noneMatch(Thread::isAlive);
  }

  @Test
  void areKnownByTheirThreads() throws InterruptedException {
    AtomicReference<Thread> thread = new AtomicReference<>();
    AtomicBoolean isWorker = new AtomicBoolean();
    CountDownLatch done = new CountDownLatch(1);
    workers.execute(
        () -> {
          thread.set(Thread.currentThread());
          isWorker.set(Workers.isWorker());
          done.countDown();
        });
    await(done);

    assertThat(isWorker).isTrue();
    assertThat(thread.get()).matches(Thread::isDaemon);
    assertThat(thread.get().getName()).isEqualTo("udp-peer-worker-1");
    assertThat(Workers.isWorker()).isFalse();
  }

  @Test
  void quickTasksShareFewThreads() throws InterruptedException {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    CountDownLatch done = new CountDownLatch(10_000);
    for (int task = 0; task < 10_000; task++) {
      workers.execute(
          () -> {
            threads.add(Thread.currentThread());
            done.countDown();
          });
    }

    await(done);
    assertThat(threads).hasSizeLessThan(64).allMatch(Thread::isDaemon);
  }

  @Test
  void aTaskThatThrowsStopsNobody() throws InterruptedException {
    CountDownLatch told = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    workers.execute(
        () -> {
          Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> told.countDown());
          throw new IllegalStateException("broken");
        });
    workers.execute(done::countDown);

    await(told);
    await(done);
  }

  @Test
  void aTaskForWhichTheSystemHasNoThreadRunsLaterAndOnce() throws InterruptedException {
    AtomicInteger ran = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(10);
    try (Workers poor = new Workers(timer, retries, new RefusingThreads(5))) {
      for (int task = 0; task < 10; task++) {
        poor.execute(
            () -> {
              ran.incrementAndGet();
              done.countDown();
            });
      }
      while (!done.await(10, TimeUnit.MILLISECONDS)) {
        retries.run();
      }
      assertThat(retries.isEmpty()).isTrue();
    }
    assertThat(ran).hasValue(10);
  }

  @Test
  void closingInterruptsWhatRuns() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    workers.execute(
        () -> {
          begun.countDown();
          hang(new CountDownLatch(1));
          ended.countDown();
        });
    await(begun);

    workers.close();

    await(ended);
    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> workers.execute(() -> {}));
  }
}
