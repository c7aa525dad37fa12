package io.github.udppeer.internal.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.LoopbackHosts;
import io.github.udppeer.internal.peer.FormerPeers.Former;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FormerPeersTests {

  private static final Former FROM_1_TO_2_SECONDS =
      new Former(
          "server",
          LoopbackHosts.address("127.0.0.1", 4242),
          TimeUnit.SECONDS.toNanos(1),
          TimeUnit.SECONDS.toNanos(2),
          OptionalLong.empty());

  private static boolean mayHaveSentAt(long millis) {
    return FROM_1_TO_2_SECONDS.mayHaveSentAt(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  @Test
  void sentNothingBeforeTheyWereOpened() {
    assertThat(mayHaveSentAt(999)).isFalse();
  }

  @Test
  void maySendWhileTheyAreOpen() {
    assertThat(mayHaveSentAt(1000)).isTrue();
    assertThat(mayHaveSentAt(1999)).isTrue();
  }

  @Test
  void maySendWhatIsCapturedSoonAfterTheirClosing() {
    assertThat(mayHaveSentAt(2099)).isTrue();
  }

  @Test
  void sendNothingLongAfterTheirClosing() {
    assertThat(mayHaveSentAt(2101)).isFalse();
  }

  @Test
  void areKnownByTheAddressesUnderWhichTheyAreSeen() {
    Former wildcard =
        new Former("server", LoopbackHosts.address("0.0.0.0", 4242), 1, 2, OptionalLong.empty());

    assertThat(wildcard.isAt(LoopbackHosts.address("127.0.0.1", 4242))).isTrue();
    assertThat(wildcard.isAt(LoopbackHosts.address("127.0.0.1", 4243))).isFalse();
  }
}
