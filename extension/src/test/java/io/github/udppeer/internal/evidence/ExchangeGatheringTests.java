package io.github.udppeer.internal.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.internal.core.CapturedSocket;
import io.github.udppeer.internal.kernel.OpenSockets;
import io.github.udppeer.internal.text.ShownPayload;
import io.github.udppeer.internal.timeline.Asserted;
import io.github.udppeer.internal.timeline.Lifeline;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeGatheringTests {

  @AutoClose private final OpenSockets sockets = new OpenSockets();
  private final CapturedSocket client = sockets.open();
  private final CapturedSocket server = sockets.open();

  ExchangeGatheringTests() throws IOException {}

  private static List<ExchangePeer> gathered(Set<Asserted> asserted, CapturedSocket... sockets) {
    return ExchangeGathering.gather(
        List.of(sockets).stream()
            .map(
                socket ->
                    new ExchangeSource(
                        new Lifeline("peer", socket),
                        3,
                        Optional.empty(),
                        OptionalLong.of(7),
                        asserted))
            .toList());
  }

  private static ExchangePeer gathered(CapturedSocket socket, Asserted... asserted) {
    return gathered(Set.of(asserted), socket).get(0);
  }

  private static List<Integer> lengths(ExchangePeer peer) {
    return peer.datagrams().stream().map(datagram -> datagram.payload().length()).toList();
  }

  private void send(CapturedSocket from, int count, int bytes) throws Exception {
    for (int number = 0; number < count; number++) {
      OpenSockets.send(from, HandMade.AGENT, bytes);
    }
  }

  @Test
  void keepsTheOrderOfWhatCameAndWent() throws Exception {
    OpenSockets.send(client, server, 1);
    OpenSockets.send(server, client, 2);
    OpenSockets.send(client, server, 3);
    OpenSockets.send(server, client, 4);

    ExchangePeer peer = gathered(client);

    assertThat(lengths(peer)).containsExactly(1, 2, 3, 4);
    assertThat(peer.datagrams())
        .extracting(ExchangeDatagram::received)
        .containsExactly(false, true, false, true);
    assertThat(peer.datagrams())
        .extracting(datagram -> datagram.fate().keptBytes())
        .containsExactly(1, 2, 3, 3);
    assertThat(peer.figures())
        .isEqualTo(new ExchangePeer.Figures(2, 2, 2, OptionalLong.of(7), 0, 0, 0));
  }

  @Test
  void keepsTheLatestThousandOfAllPeers() throws Exception {
    send(client, 200, 1);
    send(server, 600, 2);
    send(client, 400, 3);
    send(server, 50, 4);

    List<ExchangePeer> peers = gathered(Set.of(), client, server);

    assertThat(lengths(peers.get(0))).hasSize(400).containsOnly(3);
    assertThat(lengths(peers.get(1))).hasSize(600).contains(2, 4);
    assertThat(peers).extracting(peer -> peer.figures().leftOut()).containsExactly(200L, 50L);
  }

  @ParameterizedTest
  @CsvSource({"128, 0", "129, 1"})
  void keepsFourMebibytes(int datagrams, long leftOut) throws Exception {
    send(client, datagrams, 32 << 10);

    ExchangePeer peer = gathered(client);

    assertThat(peer.figures().leftOut()).isEqualTo(leftOut);
    assertThat(peer.datagrams()).hasSize(128);
  }

  @Test
  void keepsWhatIsAssertedOnHoweverLongAgoItWas() throws Exception {
    send(client, 5, 1);
    client.clear();
    send(client, 10, 2);
    send(client, 1000, 3);

    List<ExchangeDatagram> datagrams = gathered(client, new Asserted(client, false, 5)).datagrams();

    assertThat(datagrams).hasSize(1001);
    assertThat(datagrams.get(0).payload().length()).isEqualTo(2);
    assertThat(datagrams)
        .extracting(datagram -> datagram.fate().asserted())
        .startsWith(true, false)
        .containsOnlyOnce(true);
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 7, 99})
  void knowsNothingOfWhatIsForgottenOrToCome(long index) throws Exception {
    send(client, 5, 1);
    client.clear();
    send(client, 2, 2);

    assertThat(gathered(client, new Asserted(client, false, index)).datagrams())
        .hasSize(2)
        .noneMatch(datagram -> datagram.fate().asserted());
  }

  @Test
  void showsWhatTheRedactorLeaves() throws Exception {
    send(client, 1, 9);
    ExchangeSource source =
        new ExchangeSource(
            new Lifeline("peer", client),
            3,
            Optional.of(payload -> new byte[payload.length * 2]),
            OptionalLong.empty(),
            Set.of());

    ShownPayload payload =
        ExchangeGathering.gather(List.of(source)).get(0).datagrams().get(0).payload();

    assertThat(payload.length()).isEqualTo(18);
    assertThat(payload.isRedacted()).isTrue();
  }

  @Test
  void marksNothingOfAnotherPeerOrDirection() throws Exception {
    send(client, 1, 1);

    assertThat(gathered(client, new Asserted(server, false, 0), new Asserted(client, true, 0)))
        .extracting(peer -> peer.datagrams().get(0).fate().asserted())
        .isEqualTo(false);
  }
}
