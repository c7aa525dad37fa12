package io.github.udppeer.internal.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.internal.core.SocketEvent;
import io.github.udppeer.internal.evidence.Diagram.Arrow;
import io.github.udppeer.internal.evidence.Diagram.Column;
import io.github.udppeer.internal.evidence.Diagram.Way;
import io.github.udppeer.internal.text.ShownPayload;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagramLayoutTests {

  private static Arrow only(ExchangePeer... peers) {
    List<Arrow> arrows = DiagramLayout.of(HandMade.exchange(peers)).arrows();
    assertThat(arrows).hasSize(1);
    return arrows.get(0);
  }

  /** What was sent at 2 ms to a peer that did not capture it. */
  @Nested
  class WhatWasSentAndNotCaptured {

    private final ExchangePeer client =
        HandMade.peer("client", HandMade.CLIENT, HandMade.sent(2, HandMade.SERVER, "PING"));

    private Arrow to(SocketEvent.Kind kind, double millis) {
      return only(
          client,
          new ExchangePeer(
              "server",
              HandMade.SERVER,
              List.of(),
              List.of(HandMade.event(millis, kind)),
              HandMade.figures(0)));
    }

    @Test
    void isMissing() {
      assertThat(only(client, HandMade.peer("server", HandMade.SERVER)).way())
          .isEqualTo(Way.MISSING);
    }

    @Test
    void mayHaveBeenForgottenByALaterClear() {
      assertThat(to(SocketEvent.Kind.CLEAR, 2.1).way()).isEqualTo(Way.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"CLEAR, 2", "CLEAR, 1", "DOWN, 3", "CLOSE, 3"})
    void isMissingWhateverElseHappenedThere(SocketEvent.Kind kind, double millis) {
      assertThat(to(kind, millis).way()).isEqualTo(Way.MISSING);
    }

    @Test
    void mayHaveBeenLeftOut() {
      ExchangePeer full =
          new ExchangePeer("server", HandMade.SERVER, List.of(), List.of(), HandMade.figures(1));

      assertThat(only(client, full).way()).isEqualTo(Way.UNKNOWN);
    }
  }

  @Nested
  class WhatWasRedacted {

    private final ExchangeDatagram sent = HandMade.sent(1, HandMade.SERVER, "secret");
    private final ExchangeDatagram captured =
        HandMade.received(2, HandMade.CLIENT, "secret", HandMade.PENDING);

    private static ExchangeDatagram redacted(ExchangeDatagram datagram, int left) {
      return datagram.showing(ShownPayload.of(datagram.payload().bytes(), any -> new byte[left]));
    }

    private int shown(ExchangeDatagram sent, ExchangeDatagram captured) {
      ShownPayload payload =
          only(
                  HandMade.peer("client", HandMade.CLIENT, sent),
                  HandMade.peer("server", HandMade.SERVER, captured))
              .datagram()
              .payload();
      return payload.length();
    }

    @Test
    void staysUnseenWhereTheOtherPeerShowsIt() {
      assertThat(shown(redacted(sent, 1), captured)).isEqualTo(1);
      assertThat(shown(sent, redacted(captured, 2))).isEqualTo(2);
    }

    @Test
    void isShownAsItsReceiverHasIt() {
      assertThat(shown(redacted(sent, 1), redacted(captured, 2))).isEqualTo(2);
      assertThat(shown(sent, captured)).isEqualTo(6);
    }
  }

  @ParameterizedTest
  @CsvSource({"10, ''", "11, 1 more addresses", "12, 2 more addresses"})
  void putsAllAddressesBeyondTheTenthIntoOneColumn(int addresses, String last) {
    ExchangeDatagram[] datagrams =
        IntStream.range(0, addresses)
            .mapToObj(it -> HandMade.sent(it, HandMade.at(6000 + it), "x"))
            .toArray(ExchangeDatagram[]::new);

    Diagram diagram =
        DiagramLayout.of(HandMade.exchange(HandMade.peer("client", HandMade.CLIENT, datagrams)));

    List<Column> columns = diagram.columns();
    String name = Optional.of(last).filter(it -> !it.isEmpty()).orElse("127.0.0.1:6009");
    assertThat(columns.get(columns.size() - 1)).isEqualTo(new Column(name, "", false));
    assertThat(columns).hasSize(Math.min(12, 1 + addresses));
    assertThat(diagram.arrows())
        .extracting(Arrow::to)
        .isEqualTo(IntStream.range(0, addresses).map(it -> Math.min(11, 1 + it)).boxed().toList());
  }

  @Test
  void keepsApartWhatDiffersInSourceOrPayload() {
    Diagram diagram =
        DiagramLayout.of(
            HandMade.exchange(
                HandMade.peer("client", HandMade.CLIENT, HandMade.sent(1, HandMade.SERVER, "a")),
                HandMade.peer(
                    "server",
                    HandMade.SERVER,
                    HandMade.received(2, HandMade.AGENT, "a", HandMade.PENDING),
                    HandMade.received(3, HandMade.CLIENT, "b", HandMade.PENDING))));

    assertThat(diagram.arrows())
        .extracting(Arrow::way)
        .containsExactly(Way.MISSING, Way.UNKNOWN, Way.UNKNOWN);
  }
}
