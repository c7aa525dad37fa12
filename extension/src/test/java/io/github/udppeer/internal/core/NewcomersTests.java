package io.github.udppeer.internal.core;

import static io.github.udppeer.Promptly.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.SelectableChannel;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** New sockets are left alone for a tenth of a millisecond, and expected for twenty. */
class NewcomersTests {

  private static final long NEW_NANOS = 100_000;

  private final Newcomers newcomers = new Newcomers();

  /** One that has nothing but its age. */
  private static final class Aged extends LoopSocket {
    @Override
    SelectableChannel channel() {
      throw new UnsupportedOperationException();
    }

    @Override
    boolean capture() {
      return true;
    }

    @Override
    void fail(Throwable broken) {}

    @Override
    void wake() {}
  }

  @Test
  void areTakenWhenTheyAreOfAgeTheOldestFirst() {
    Aged first = new Aged();
    Aged second = new Aged();
    newcomers.add(first);
    newcomers.add(second);

    assertThat(newcomers.takeOfAge(first.openedNanos() + NEW_NANOS - 1)).isNull();
    assertThat(newcomers.takeOfAge(first.openedNanos() + NEW_NANOS)).isSameAs(first);
    assertThat(newcomers.takeOfAge(second.openedNanos() + NEW_NANOS)).isSameAs(second);
    assertThat(newcomers.takeOfAge(Long.MAX_VALUE)).isNull();
  }

  @Test
  void areExpectedWhileOneWaitsAndForAMomentAfterwards() {
    Aged socket = new Aged();
    newcomers.add(socket);
    await().atMost(Duration.ofSeconds(10)).until(() -> isOlderThan(socket, 30_000_000));

    assertThat(newcomers.areExpected()).isTrue();
    assertThat(newcomers.takeOfAge(System.nanoTime())).isSameAs(socket);
    assertThat(newcomers.areExpected()).isFalse();
  }

  @Test
  void thatAreForgottenAreNotTaken() {
    newcomers.add(new Aged());

    newcomers.clear();

    assertThat(newcomers.takeOfAge(System.nanoTime() + NEW_NANOS)).isNull();
  }

  private static boolean isOlderThan(LoopSocket socket, long nanos) {
    return System.nanoTime() - socket.openedNanos() > nanos;
  }
}
