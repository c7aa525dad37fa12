package io.github.udppeer.internal.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.internal.core.CapturedSocket;
import io.github.udppeer.internal.evidence.HandMade;
import io.github.udppeer.internal.kernel.LiteralAddress;
import io.github.udppeer.internal.kernel.OpenSockets;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerNamesTests {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:4242, 127.0.0.1:4242, true",
    "127.0.0.1:4242, 127.0.0.2:4242, false",
    "127.0.0.1:4242, 127.0.0.1:4243, false",
    "0.0.0.0:4242, 127.0.0.1:4242, true",
    "0.0.0.0:4242, 127.0.0.1:4243, false",
    "0.0.0.0:4242, 192.0.2.1:4242, false",
    "[::]:4242, [::1]:4242, true",
  })
  void anAddressIsOfWhoIsBoundToIt(String bound, String asked, boolean isOf) {
    assertThat(Lifeline.isOf(address(bound), address(asked))).isEqualTo(isOf);
  }

  @Test
  void anUnresolvedAddressIsOfNobody() {
    InetSocketAddress unresolved = InetSocketAddress.createUnresolved("agent", 4242);

    assertThat(Lifeline.isOf(address("0.0.0.0:4242"), unresolved)).isFalse();
  }

  private static InetSocketAddress address(String text) {
    return LiteralAddress.parseWithPort("test", text);
  }

  @Nested
  class OfATest {

    @AutoClose private final OpenSockets sockets = new OpenSockets();
    private final CapturedSocket open = sockets.open();
    private final CapturedSocket closed = sockets.open("0.0.0.0", 1 << 20);
    private final InetSocketAddress ofClosed = HandMade.at(closed.localAddress().getPort());

    private final PeerNames names =
        new PeerNames(
            new Participants(
                List.of(
                    new Lifeline("earlier", open),
                    new Lifeline("server", open),
                    new Lifeline("client", closed)),
                List.of(CarriedSteps.of("wire")),
                List.of(
                    new PlainSocket("old", HandMade.AGENT),
                    new PlainSocket("agent", HandMade.AGENT),
                    new PlainSocket("", HandMade.at(5002)))));

    OfATest() throws IOException {
      closed.close();
    }

    @Test
    void areThoseOfTheLatest() {
      assertThat(names.beside(open.localAddress())).isEqualTo(" (peer \"server\")");
      assertThat(names.beside(ofClosed)).isEqualTo(" (peer \"client\")");
      assertThat(names.beside(HandMade.AGENT)).isEqualTo(" (socket \"agent\")");
      assertThat(names.beside(HandMade.at(5002))).isEqualTo(" (this test's socket)");
      assertThat(names.beside(HandMade.EXIT)).isEqualTo(" (link \"wire\")");
      assertThat(names.beside(HandMade.STRANGER)).isEmpty();
    }

    @Test
    void standBehindTheAddress() {
      assertThat(names.address(HandMade.ENTRY)).isEqualTo("127.0.0.1:4003 (link \"wire\")");
      assertThat(names.address(HandMade.STRANGER)).isEqualTo("127.0.0.1:5001");
    }

    @Test
    void tellPeersFromOthers() {
      assertThat(names.isPeer(open.localAddress())).isTrue();
      assertThat(names.isPeer(ofClosed)).isTrue();
      assertThat(names.isPeer(HandMade.AGENT)).isFalse();
      assertThat(names.isPeer(address("127.0.0.2:" + open.localAddress().getPort()))).isFalse();
    }

    @Test
    void tellOpenPeersFromClosedOnes() {
      assertThat(names.isOpenPeer(open.localAddress())).isTrue();
      assertThat(names.isOpenPeer(ofClosed)).isFalse();
    }

    @Test
    void tellPlainSocketsFromOthers() {
      assertThat(names.isPlainSocket(HandMade.AGENT)).isTrue();
      assertThat(names.isPlainSocket(open.localAddress())).isFalse();
    }
  }
}
