package io.github.udppeer.internal.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.udppeer.internal.evidence.ExchangeDatagram.Fate;
import io.github.udppeer.internal.evidence.ExchangeDatagram.Via;
import io.github.udppeer.internal.evidence.ExchangePeer.Figures;
import io.github.udppeer.internal.evidence.ExchangePeer.Note;
import io.github.udppeer.internal.text.ShownPayload;
import io.github.udppeer.internal.timeline.LinkHistory;
import io.github.udppeer.internal.timeline.LinkHistory.Carried;
import io.github.udppeer.internal.timeline.LinkHistory.Step;
import io.github.udppeer.internal.timeline.Standing;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LinkExchangeTests {

  private static final Carried CAME = carried(true, "PING", 4);
  private static final Carried LEFT = carried(false, "PING", 4);

  private final LinkHistory history =
      new LinkHistory(
          "wire",
          List.of(HandMade.ENTRY, HandMade.EXIT),
          List.of(
              new Step(HandMade.after(1), "open", Optional.empty(), "", true),
              new Step(HandMade.after(2), "bind", Optional.empty(), "anew", true),
              new Step(HandMade.after(3), "enter", Optional.of(CAME), ", held", false),
              new Step(HandMade.after(4), "leave", Optional.of(LEFT), ", copied", true),
              new Step(HandMade.after(5), "leave", Optional.of(LEFT), ", at once", false)),
          new LinkHistory.Figures(1, 2, 3, 4, OptionalLong.of(5)));

  private static Carried carried(boolean entered, String kept, int length) {
    ByteBuffer bytes = ByteBuffer.wrap(("  " + kept).getBytes(UTF_8)).position(2);
    return new Carried(
        entered,
        HandMade.CLIENT,
        HandMade.SERVER,
        entered ? HandMade.ENTRY : HandMade.EXIT,
        bytes,
        length);
  }

  private ExchangePeer link() {
    return LinkExchange.of(history, Optional.empty());
  }

  private static ExchangeDatagram only(Carried carried, boolean isRedacted) {
    LinkHistory history =
        new LinkHistory(
            "wire",
            List.of(HandMade.ENTRY),
            List.of(new Step(0, "enter", Optional.of(carried), "", false)),
            new LinkHistory.Figures(0, 0, 0, 0, OptionalLong.empty()));
    return LinkExchange.of(
            history,
            isRedacted
                ? Optional.of(bytes -> ("<" + bytes.length).getBytes(UTF_8))
                : Optional.empty())
        .datagrams()
        .get(0);
  }

  @Test
  void isAtItsFirstPortAndKnowsAll() {
    assertThat(link().name()).isEqualTo("wire");
    assertThat(link().address()).isEqualTo(HandMade.ENTRY);
    assertThat(link().beyond().orElseThrow().ports())
        .containsExactlyInAnyOrder(HandMade.ENTRY, HandMade.EXIT);
    assertThat(link().isAt(HandMade.EXIT)).isTrue();
    assertThat(link().isAt(HandMade.SERVER)).isFalse();
  }

  @Test
  void countsWhatTheLinkCounts() {
    assertThat(link().figures()).isEqualTo(new Figures(1, 2, 3, OptionalLong.of(5), 0, 0, 4));
  }

  @Test
  void notesWhatWasAboutNoDatagram() {
    assertThat(link().beyond().orElseThrow().notes())
        .containsExactly(
            new Note(HandMade.after(1), "open"), new Note(HandMade.after(2), "bind anew"));
  }

  @Test
  void showsWhatCameAndLeft() {
    assertThat(link().datagrams())
        .extracting(ExchangeDatagram::received, ExchangeDatagram::nanos, ExchangeDatagram::other)
        .containsExactly(
            tuple(true, HandMade.after(3), HandMade.CLIENT),
            tuple(false, HandMade.after(4), HandMade.SERVER),
            tuple(false, HandMade.after(5), HandMade.SERVER));
    assertThat(link().datagrams())
        .extracting(ExchangeDatagram::fate)
        .containsOnly(new Fate(Standing.CONSUMED, false, 4, false, false));
  }

  @Test
  void saysWhatTheRulesDidUnlessItLeftAtOnce() {
    assertThat(link().datagrams())
        .extracting(datagram -> datagram.via().orElseThrow())
        .containsExactly(
            new Via(HandMade.ENTRY, "enter, held"),
            new Via(HandMade.EXIT, "leave, copied"),
            new Via(HandMade.EXIT, ""));
  }

  @Test
  void showsNoMoreThanTheLinkHasKept() {
    ShownPayload payload = only(carried(true, "PI", 4), false).payload();

    assertThat(payload.bytes()).asString(UTF_8).isEqualTo("PI");
    assertThat(payload.wireLength()).isEqualTo(4);
    assertThat(payload.isRedacted()).isFalse();
  }

  @Test
  void showsWhatTheRedactorLeaves() {
    ShownPayload payload = only(carried(true, "PI", 4), true).payload();

    assertThat(payload.bytes()).asString(UTF_8).isEqualTo("<2");
    assertThat(payload.wireLength()).isEqualTo(4);
    assertThat(payload.isRedacted()).isTrue();
  }
}
