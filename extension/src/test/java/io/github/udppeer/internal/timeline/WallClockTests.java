package io.github.udppeer.internal.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WallClockTests {

  @Test
  void goesOnWithTheMonotonicClock() {
    WallClock clock = new WallClock(Long.MAX_VALUE, Instant.EPOCH);

    assertThat(clock.at(Long.MAX_VALUE + 5)).isEqualTo(Instant.ofEpochSecond(0, 5));
    assertThat(clock.at(Long.MAX_VALUE - 5)).isEqualTo(Instant.ofEpochSecond(0, -5));
  }

  @Test
  void startsNow() {
    assertThat(Duration.between(WallClock.start().at(), Instant.now()).abs())
        .isLessThan(Duration.ofMinutes(1));
  }
}
