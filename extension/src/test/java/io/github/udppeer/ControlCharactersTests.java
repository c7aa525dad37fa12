package io.github.udppeer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.udppeer.link.LinkOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever a test calls things, what the library writes neither moves a cursor nor turns letters.
 */
@Timeout(60)
class ControlCharactersTests {

  private static final String NAME = "a\u202eb\u001b[31mc\rd";

  private final PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);
  private final DatagramPeer peer =
      group.open(PeerOptions.builder().name("peer").receiveTimeout(Duration.ofMillis(20)).build());
  private final List<String> written = new ArrayList<>();
  @TempDir private Path folder;

  @AfterEach
  void close() {
    Throwable unused = catchThrowable(group::close); // what scripts have left to say
  }

  @Test
  void ofNamesAndDescriptionsAreWrittenAsNumbers() throws IOException {
    failing(() -> assertThat(peer).as(NAME).receives());
    failing(() -> assertThat(peer).receivesMatching(NAME, any -> true));
    failing(() -> assertThat(peer).receivesMatching(DatagramMatcher.matching(NAME, any -> true)));
    failing(
        () ->
            assertThat(group.openLink(LinkOptions.to(peer.address()).name("wire").seed(1).build()))
                .as(NAME)
                .dropped(1));
    Conversation conversation =
        peer.converse(NAME, script -> script.expect("A").capture(NAME, Datagram::text).expect("B"));
    failing(() -> conversation.captures().text(NAME));
    failing(() -> assertThat(conversation).completesWithin(Duration.ofMillis(20)));
    peer.sendTo(peer, NAME);
    failing(() -> group.verify());
    failing(() -> assertThat(peer).as(NAME).hasNothingPending());
    failing(() -> assertThat(peer.received().get(0)).as(NAME).text().isNull());
    Throwable last = catchThrowable(() -> assertThat(peer).as(NAME).hasPending(7));
    ExchangeReport report = ExchangeReport.of(group, NAME).failedWith(last, getClass());
    written.addAll(List.of(report.state(), report.summary()));
    written.add(Files.readString(report.writeTo(folder, "page")));

    assertThat(written)
        .hasSizeGreaterThan(10)
        .allSatisfy(text -> assertThat(text).doesNotContain("\u202e", "\u001b", "\r"));
    assertThat(Files.readString(folder.resolve("page.pcapng"), StandardCharsets.ISO_8859_1))
        .contains("\\u202eb\\u001b[31mc\\rd");
  }

  private void failing(ThrowingCallable call) {
    Throwable failure = catchThrowable(call);
    assertThat(failure).isNotNull();
    String message = String.valueOf(failure.getMessage());
    int asserts = message.indexOf("\nexpected:"); // from there on AssertJ shows the payload
    written.add(asserts < 0 ? message : message.substring(0, asserts));
  }
}
