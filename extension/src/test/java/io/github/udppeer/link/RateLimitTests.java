package io.github.udppeer.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateLimitTests {

  private static final LinkFault[] NO_RULES = {};

  private final long start = System.nanoTime() + TimeUnit.HOURS.toNanos(1);

  private static Passing datagram(int length) {
    return new Passing().begin(0, NO_RULES, ByteBuffer.allocate(length));
  }

  private String verdict(RateLimit limit, int length, int afterMillis) {
    return limit
        .on(datagram(length), start + TimeUnit.MILLISECONDS.toNanos(afterMillis))
        .toString();
  }

  @Test
  void datagramsWaitTheirTurnAndAreDroppedWhereTheQueueIsFull() {
    RateLimit limit = new RateLimit(100, 2, passing -> 1);

    assertThat(verdict(limit, 9, 0)).isEqualTo("pass");
    assertThat(verdict(limit, 9, 0)).isEqualTo("delay 10 ms");
    assertThat(verdict(limit, 9, 5)).isEqualTo("delay 15 ms");
    assertThat(verdict(limit, 9, 5)).isEqualTo("drop");
    assertThat(verdict(limit, 9, 12)).isEqualTo("delay 18 ms");
    assertThat(verdict(limit, 9, 40)).isEqualTo("pass");
  }

  @Test
  void withoutAQueueTheLineIsFreeOrNot() {
    RateLimit limit = new RateLimit(100, 0, passing -> 1);

    assertThat(verdict(limit, 9, 0)).isEqualTo("pass");
    assertThat(verdict(limit, 9, 9)).isEqualTo("drop");
    assertThat(verdict(limit, 9, 10)).isEqualTo("pass");
  }

  @Test
  void bytesWaitTheirTurn() {
    RateLimit limit = new RateLimit(1000, 100, Passage::length);

    assertThat(verdict(limit, 100, 0)).isEqualTo("pass");
    assertThat(verdict(limit, 50, 0)).isEqualTo("delay 100 ms");
    assertThat(verdict(limit, 1, 0)).isEqualTo("drop");
    assertThat(verdict(limit, 1, 100)).isEqualTo("delay 50 ms");
  }
}
