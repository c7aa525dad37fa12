package io.github.udppeer.internal.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.DatagramSplitter;
import io.github.udppeer.PeerGroup;
import io.github.udppeer.PeerOptions;
import io.github.udppeer.WaitLimits;
import io.github.udppeer.WaitingCall;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was pending when a wait began did not come within it. */
class ArrivalsTests {

  @AutoClose private final PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);
  private final DatagramPeer client = open("client", Duration.ofMillis(20));
  private final DatagramPeer other = open("other", Duration.ofMillis(20));

  private DatagramPeer open(String name, Duration receiveTimeout) {
    return group.open(PeerOptions.builder().name(name).receiveTimeout(receiveTimeout).build());
  }

  interface Wait {
    void on(DatagramPeer peer);
  }

  static Stream<Wait> waits() {
    return Stream.of(
        peer -> assertThat(peer).receivesInOrder("a", "b", "c", "d"),
        peer -> assertThat(peer).receivesInAnyOrder("a", "b", "c", "d"),
        peer -> assertThat(peer).receivesExactly(4),
        peer -> assertThat(peer).receivesAtLeast(4),
        peer -> assertThat(peer).collects(DatagramSplitter.linesOfEach()).untilContains("d"));
  }

  /** Those that differ; each waits for its whole limit. */
  static Stream<Wait> twoOfThem() {
    return waits().skip(3);
  }

  private void send(DatagramPeer to, String... texts) {
    for (String text : texts) {
      other.sendTo(to, text);
    }
  }

  @ParameterizedTest
  @MethodSource("waits")
  void saysThatNothingCameToWhatWasPending(Wait wait) {
    send(client, "a", "b");

    assertThat(catchThrowable(() -> wait.on(client)))
        .hasMessageContaining("\nbut 2 are pending, and none came within 20 ms");
  }

  @ParameterizedTest
  @MethodSource("waits")
  void saysThatNothingCame(Wait wait) {
    assertThat(catchThrowable(() -> wait.on(client)))
        .hasMessageContaining("\nbut nothing came within 20 ms");
  }

  @ParameterizedTest
  @MethodSource("twoOfThem")
  void saysHowManyCameToWhatWasPending(Wait wait) {
    DatagramPeer patient = open("patient", Duration.ofSeconds(2));
    send(patient, "a");

    WaitingCall<?> call = WaitingCall.start(() -> run(wait, patient));
    send(patient, "b", "c");

    assertThat(call.failure()).hasMessageContaining("\nbut 1 was pending, and 2 came within 2 s");
  }

  @ParameterizedTest
  @MethodSource("twoOfThem")
  void saysHowManyCame(Wait wait) {
    DatagramPeer patient = open("patient", Duration.ofSeconds(2));

    WaitingCall<?> call = WaitingCall.start(() -> run(wait, patient));
    send(patient, "a", "b");

    assertThat(call.failure()).message().containsPattern("\nbut (only )?2 came within 2 s");
  }

  private static boolean run(Wait wait, DatagramPeer peer) {
    wait.on(peer);
    return true;
  }

  @Test
  void saysThatNothingCameToWhatABlockSent() {
    assertThat(
            catchThrowable(
                () -> client.during(() -> send(client, "a", "b")).receives("a", "b", "c")))
        .hasMessageContaining("\nbut 2 are pending, and none came within 20 ms");
  }

  @Test
  void saysTheSameOfOthersThanThoseExpected() {
    assertThat(catchThrowable(() -> client.during(() -> send(client, "x", "y")).receives("a")))
        .hasMessageContaining("\nbut 2 are pending, and none came within 20 ms:\n");
  }
}
