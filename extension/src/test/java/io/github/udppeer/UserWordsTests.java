package io.github.udppeer;

import static io.github.udppeer.DatagramMatcher.matching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What users' objects say of themselves is asked for in many places, and may throw in each. */
@Timeout(60)
class UserWordsTests {

  @AutoClose private final PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);
  private final DatagramPeer peer = group.open(PeerOptions.builder().name("peer").build());

  private static final class Mute {
    @Override
    public String toString() {
      throw new IllegalStateException("no words");
    }
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // it stands where anything may
  private static <T> T thrown(Wordless kind) {
    throw kind.get();
  }

  /** Whoever prints the failure gets through. */
  private static void requireTold(ThrowingCallable call, String words) {
    Throwable failure = catchThrowable(call);
    assertThat(failure).isInstanceOf(AssertionError.class);
    assertThat(printed(failure)).contains(words);
  }

  private static String printed(Throwable failure) {
    StringWriter printed = new StringWriter();
    failure.printStackTrace(new PrintWriter(printed));
    return printed.toString();
  }

  @ParameterizedTest
  @EnumSource
  void ofWhatADecoderThrows(Wordless kind) {
    peer.sendTo(peer, "a");
    DatagramAssert received = assertThat(peer).receives();

    requireTold(
        () ->
            received.decodedBy(
                payload -> thrown(kind), org.assertj.core.api.Assertions::assertThat),
        "but the decoder threw ");
  }

  @ParameterizedTest
  @EnumSource
  void ofWhatMatchersAndSplittersThrow(Wordless kind) {
    peer.sendTo(peer, "a");

    requireTold(
        () -> assertThat(peer).receivesMatching(matching("odd", datagram -> thrown(kind))),
        "but the matcher threw ");
    requireTold(
        () -> assertThat(peer).collects(datagrams -> thrown(kind)).untilContains("a"),
        "but the splitter threw ");
  }

  @ParameterizedTest
  @EnumSource
  void ofWhatScriptsThrow(Wordless kind) {
    peer.on("a").replyWithText(request -> thrown(kind));
    peer.on(matching("odd", datagram -> thrown(kind))).reply("never");
    peer.otherwise().ignore();
    peer.sendTo(peer, "a");
    peer.sendTo(peer, "b");

    requireTold(group::verifyAfterFailure, "The scripted reply of peer \"peer\"");
  }

  @ParameterizedTest
  @EnumSource
  void ofWhatTheTestItselfFailsWith(Wordless kind, @TempDir Path folder) throws IOException {
    peer.sendTo(peer, "a");

    Path page =
        ExchangeReport.of(group, "MuteTests")
            .failedWith(kind.get(), UserWordsTests.class)
            .writeTo(folder, "mute");

    assertThat(page).content().contains("the test failed here", "1 B");
  }

  @Test
  void ofPiecesAndExpectedValues() {
    peer.sendTo(peer, "a");

    requireTold(
        () ->
            assertThat(peer)
                .within(Duration.ofMillis(1))
                .collects(datagrams -> List.of(new Mute()))
                .untilContains(new Mute()),
        "Mute, whose toString() threw");
    requireTold(
        () -> assertThat(peer).receivesMatching(DatagramMatcher.decoded(it -> 1, new Mute())),
        "Mute, whose toString() threw");
  }
}
