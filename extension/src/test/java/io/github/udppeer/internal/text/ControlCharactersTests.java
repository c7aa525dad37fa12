package io.github.udppeer.internal.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.github.udppeer.Conversation;
import io.github.udppeer.Datagram;
import io.github.udppeer.DatagramDecoder;
import io.github.udppeer.DatagramMatcher;
import io.github.udppeer.DatagramPeer;
import io.github.udppeer.ExchangeReport;
import io.github.udppeer.PeerGroup;
import io.github.udppeer.PeerOptions;
import io.github.udppeer.WaitLimits;
import io.github.udppeer.link.LinkOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Condition;
import org.assertj.core.api.StringAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever a test calls things, what the library writes neither moves a cursor nor turns letters.
 */
@Timeout(60)
class ControlCharactersTests {

  private static final String NAME = "a\u202eb\u001b[31mc\rd";

  private static final DatagramDecoder<String> TEXT = Payloads::text;
  private static final DatagramDecoder<List<String>> PARTS =
      payload -> List.of(Payloads.text(payload), "other");
  private static final DatagramDecoder<Map<String, List<String>>> TREE =
      payload -> Map.of("key", List.of(Payloads.text(payload)));
  private static final Condition<String> NONE = new Condition<>(any -> false, "no text");

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
    failing(() -> assertThat(peer).receivesMatching(DatagramMatcher.matching(NAME, any -> true)));
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

    assertThat(written).hasSizeGreaterThan(10).allSatisfy(ControlCharactersTests::requireVisible);
    assertThat(Files.readString(folder.resolve("page.pcapng"), StandardCharsets.ISO_8859_1))
        .contains("\\u202eb\\u001b[31mc\\rd");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void ofPayloadsAreWrittenSoByAssertJToo(boolean isRedacting) {
    DatagramPeer sender = isRedacting ? redacting() : peer;
    sender.sendTo(sender, NAME);
    sender.sendTo(sender, NAME + " again");
    Datagram datagram = sender.received().get(0);

    failing(() -> assertThat(datagram).text().isEqualTo("x"));
    failing(() -> assertThat(datagram).text().isNotEqualTo(NAME));
    failing(() -> assertThat(datagram).text().contains("x", "y"));
    failing(() -> assertThat(datagram).text().startsWith("x").isNull());
    failing(() -> assertThat(datagram).text().matches("x"));
    failing(() -> assertThat(datagram).text().hasSize(1));
    failing(() -> assertThat(datagram).text().isEmpty());
    failing(() -> assertThat(datagram).text().isEqualToIgnoringCase("x"));
    failing(() -> assertThat(datagram).text().isEqualToNormalizingNewlines("x"));
    failing(() -> assertThat(datagram).text().isLessThan("A"));
    failing(() -> assertThat(datagram).text().satisfies(NONE));
    failing(() -> assertThat(datagram).text().isInstanceOf(Integer.class));
    failing(() -> assertThat(datagram).text().asInt().isOne());
    failing(() -> assertThat(datagram).text().asString().isEqualTo("x"));
    failing(() -> assertThat(datagram).payload().asString().isEqualTo("x"));
    failing(() -> assertThat(datagram).payload().asString(UTF_8).isEqualTo("x"));
    failing(() -> assertThat(datagram).payload().containsExactly('x'));
    failing(() -> assertThat(datagram).decodedBy(TEXT, StringAssert::new).isEqualTo("x"));
    failing(() -> assertThat(datagram).decodedBy(TEXT, STRING).isIn("x", "y"));
    failing(() -> assertThat(datagram).decodedBy(PARTS, LIST).isEmpty());
    failing(() -> assertThat(datagram).decodedBy(PARTS, LIST).singleElement().isEqualTo("x"));
    failing(() -> assertThat(datagram).decodedBy(TREE, MAP).containsKey("x"));
    failing(() -> assertThat(sender).received().isEmpty());
    failing(() -> assertThat(sender).received().extracting(Datagram::text).containsExactly("x"));
    failing(() -> assertThat(sender).received().first().extracting(Datagram::text).isNull());
    failing(() -> assertThat(sender).received().map(Datagram::text).contains("x"));
    failing(
        () ->
            assertThat(sender)
                .collects(all -> all.stream().map(Datagram::text).toList())
                .untilContains(NAME)
                .isEmpty());

    assertThat(written).hasSize(27).allSatisfy(ControlCharactersTests::requireVisible);
    assertThat(written.get(0)).contains(" but was: \"a\\u202eb\\u001b[31mc\\rd\"");
  }

  /** AssertJ forgets how to show things on some ways, such as this one. */
  @Test
  void ofWhatAssertJExtractsAreWrittenSoWhereTheTimelineIsAdded() {
    peer.sendTo(peer, NAME);

    Throwable failure =
        catchThrowable(
            () -> assertThat(peer).received().map(Datagram::text).first().isEqualTo("x"));

    assertThat(failure).message().contains("\u202e");
    requireVisible(String.valueOf(group.withTimeline(failure).getMessage()));
  }

  /** Lines are as the payload has them: else a difference in a long text could not be read. */
  @Test
  void lineFeedsStay() {
    peer.sendTo(peer, "one\r\ntwo\tthree \\ \"four\"\n");

    failing(() -> assertThat(peer).receives().text().isEqualTo("x"));

    assertThat(written.get(0)).contains("\"one\\r\n  two\\tthree \\ \"four\"\n");
  }

  private DatagramPeer redacting() {
    return group.open(PeerOptions.builder().name("redacting").redactor(payload -> payload).build());
  }

  private void failing(ThrowingCallable call) {
    Throwable failure = catchThrowable(call);
    assertThat(failure).isNotNull();
    written.add(String.valueOf(failure.getMessage()));
  }

  private static void requireVisible(String text) {
    assertThat(text).doesNotContain("\u202e", "\u001b", "\r");
  }
}
