package io.github.udppeer.samples.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.jupiter.UdpPeer;
import org.junit.jupiter.api.Test;

class ExchangeTextTests {

  @UdpPeer private DatagramPeer client;

  @UdpPeer(receiveCapacity = 4)
  private DatagramPeer server;

  @Test
  void tellsWhatCameAndWhatWent() {
    client.sendTo(server, "ping");
    server.reply(server.receive(), "p\u00f6ng\n");

    assertThat(ExchangeText.of(server))
        .containsExactly(
            "  server (127.0.0.1:" + server.port() + ")",
            "    recv      4 B <- 127.0.0.1:" + client.port() + "  ping",
            "    send      6 B -> 127.0.0.1:" + client.port() + "  p\\xc3\\xb6ng\\n");
  }

  @Test
  void tellsWhatWasCut() {
    client.sendTo(server, "PING 0042");

    assertThat(ExchangeText.of(server))
        .endsWith("    recv      4 B <- 127.0.0.1:" + client.port() + "  (cut from 9 B) PING");
  }

  @Test
  void keepsToTheWidthOfThePage() {
    client.sendTo(server, "x".repeat(200));

    assertThat(ExchangeText.of(client))
        .last()
        .asString()
        .hasSizeLessThanOrEqualTo(100)
        .endsWith("xxx...");
  }

  @Test
  void tellsHowManyItLeavesOut() {
    for (int i = 0; i < 10; i++) {
      client.sendTo(server, "ping");
    }

    assertThat(ExchangeText.of(server)).hasSize(8).endsWith("    ... and 4 more");
  }

  @Test
  void tellsThatThereWasNothing() {
    assertThat(ExchangeText.of(server)).endsWith("    nothing");
  }
}
