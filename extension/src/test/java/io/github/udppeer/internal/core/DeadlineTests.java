package io.github.udppeer.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeadlineTests {

  private final AtomicLong clock = new AtomicLong(1_000);

  @Test
  void remainingTimeShrinksWithTheClock() {
    Deadline deadline = Deadline.after(Duration.ofNanos(500), clock::get);
    assertThat(deadline.remainingNanos()).isEqualTo(500);
    clock.addAndGet(200);
    assertThat(deadline.remainingNanos()).isEqualTo(300);
    clock.addAndGet(301);
    assertThat(deadline.remainingNanos()).isNegative();
  }

  @Test
  void countsAcrossTheOverflowOfTheClock() {
    clock.set(Long.MAX_VALUE - 10);
    Deadline deadline = Deadline.after(Duration.ofNanos(100), clock::get);
    clock.addAndGet(60); // the clock is negative now
    assertThat(deadline.remainingNanos()).isEqualTo(40);
  }

  @Test
  void limitTooLongForTheClockIsTheLongestThatItCanCount() {
    Deadline deadline = Deadline.after(Duration.ofSeconds(Long.MAX_VALUE), clock::get);
    assertThat(deadline.remainingNanos()).isEqualTo(Long.MAX_VALUE / 2);
  }

  @Test
  void limitTooLongInThePastHasFallenDue() {
    Deadline deadline = Deadline.after(Duration.ofSeconds(Long.MIN_VALUE), clock::get);
    assertThat(deadline.remainingNanos()).isZero();
  }

  @Test
  void withinALimitIsTheSoonerOfTwo() {
    clock.set(Long.MAX_VALUE - 10); // it overflows meanwhile
    Deadline deadline = Deadline.after(Duration.ofNanos(100), clock::get);
    Deadline sooner = deadline.within(Duration.ofNanos(30));

    assertThat(sooner.remainingNanos()).isEqualTo(30);
    assertThat(deadline.within(Duration.ofNanos(300)).remainingNanos()).isEqualTo(100);
    clock.addAndGet(90);
    assertThat(deadline.within(Duration.ofNanos(30)).remainingNanos()).isEqualTo(10);
    assertThat(sooner.remainingNanos()).isEqualTo(-60);
  }

  @Test
  void withinALimitIsPointlessWithTheOther() {
    Deadline deadline = Deadline.after(Duration.ofNanos(100), clock::get).unless(() -> true);

    assertThat(deadline.within(Duration.ofNanos(30)).remainingNanos()).isZero();
  }

  @Test
  void nowHasFallenDue() {
    assertThat(Deadline.now().remainingNanos()).isNotPositive();
  }
}
