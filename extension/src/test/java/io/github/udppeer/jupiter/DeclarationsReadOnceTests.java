package io.github.udppeer.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.PayloadRedactor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Annotations are dear to read, and tests repeat. */
class DeclarationsReadOnceTests {

  private static final int TESTS = 5;
  private static final AtomicInteger MADE = new AtomicInteger();

  /** Is made whenever the annotation that names it is read. */
  static class Counted implements PayloadRedactor {
    Counted() {
      MADE.incrementAndGet();
    }

    @Override
    public byte[] redact(byte[] payload) {
      return payload;
    }
  }

  static class RepeatedTestCase {
    @RepeatedTest(TESTS)
    void hasAPeer(@UdpPeer(redactor = Counted.class) DatagramPeer peer) {
      assertThat(peer).hasNothingPending();
    }
  }

  @Test
  void eachPlaceOncePerRun() {
    MADE.set(0);
    Fixtures.pass(TESTS, RepeatedTestCase.class);
    assertThat(MADE).hasValue(1);

    Fixtures.pass(TESTS, RepeatedTestCase.class);
    assertThat(MADE).hasValue(2);
  }
}
