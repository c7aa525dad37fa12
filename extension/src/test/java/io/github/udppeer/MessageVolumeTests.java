package io.github.udppeer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A failure about very many datagrams is told at once, and its message has an end. */
@Isolated("it measures time")
class MessageVolumeTests {

  private static final int MILLION = 1_000_000;
  private static final int LONGEST_MESSAGE = 64 * 1024;
  private static final Duration SHORT = Duration.ofMillis(10);

  @AutoClose private final PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);

  private final DatagramPeer agent =
      group.open(
          PeerOptions.builder()
              .name("agent")
              .receiveTimeout(SHORT)
              .captureLimit(256L << 20)
              .build());

  @Test
  void aMillionDatagramsFailInUnderASecond() {
    byte[] payload = "http.requests:1|c\n".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    for (int number = 0; number < MILLION; number++) {
      agent.sendTo(agent, payload);
    }
    long pending = agent.statistics().pending(); // the kernel may have dropped some

    List<Consumer<DatagramPeerAssert>> failing =
        List.of(
            peer -> peer.hasNothingPending(),
            peer -> peer.hasPending(7),
            peer -> peer.hasReceived(7),
            peer -> peer.receivesNothingFor(SHORT),
            peer -> peer.receivesInOrder("http.errors:1|c\n"),
            peer -> peer.receivesInAnyOrder("http.errors:1|c\n", "x"),
            peer -> peer.receivesExactly(7),
            peer -> peer.peeks().hasText("http.errors:1|c\n"),
            peer -> peer.receives().hasText("http.errors:1|c\n"));

    assertThat(pending).isGreaterThan(MILLION / 2);
    assertThat(failing).allSatisfy(this::verifyQuickAndShort);
  }

  private void verifyQuickAndShort(Consumer<DatagramPeerAssert> failing) {
    long start = System.nanoTime();
    Throwable failure = catchThrowable(() -> failing.accept(assertThat(agent)));
    long took = System.nanoTime() - start;

    assertThat(failure).isInstanceOf(AssertionError.class);
    assertThat(failure.getMessage()).hasSizeLessThan(LONGEST_MESSAGE);
    assertThat(Duration.ofNanos(took)).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void manyExpectedTextsAreNotAllListed() {
    String[] texts =
        IntStream.range(0, 100_000).mapToObj("text %d"::formatted).toArray(String[]::new);
    agent.sendTo(agent, "text 99999");
    agent.pending();

    Golden.verifyFailure("many-texts", () -> assertThat(agent).receivesInAnyOrder(texts));
    assertThat(catchThrowable(() -> assertThat(agent).receivesInOrder(texts)).getMessage())
        .hasSizeLessThan(LONGEST_MESSAGE);
  }

  @Test
  void manyTextsInAnyOrderAreFoundQuickly() {
    String[] texts =
        IntStream.range(0, 5_000).mapToObj("text %d"::formatted).toArray(String[]::new);
    for (int number = texts.length - 1; number >= 0; number--) {
      agent.sendTo(agent, texts[number]);
    }

    assertThat(agent).receivesInAnyOrder(texts).hasNothingPending();
  }

  @Test
  void aLongDescriptionIsCut() {
    String words = "word ".repeat(100_000);

    assertThat(
            catchThrowable(
                    () ->
                        assertThat(agent)
                            .receivesMatching(DatagramMatcher.matching(words, any -> false)))
                .getMessage())
        .hasSizeLessThan(2_000);
  }
}
