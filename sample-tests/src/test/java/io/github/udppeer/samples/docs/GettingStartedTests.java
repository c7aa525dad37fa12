package io.github.udppeer.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.Datagram;
import io.github.udppeer.DatagramPeer;
import io.github.udppeer.PeerGroup;
import io.github.udppeer.PeerOptions;
import io.github.udppeer.WaitLimits;
import io.github.udppeer.jupiter.UdpPeer;
import java.net.DatagramSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** The examples of docs/getting-started.md that stand alone. */
class GettingStartedTests {

  // region system-property
  @Test
  @ResourceLock(Resources.SYSTEM_PROPERTIES)
  void readsThePortFromASystemProperty(@UdpPeer DatagramPeer monitor) {
    System.setProperty("monitor.port", String.valueOf(monitor.port()));
    try {
      Heartbeat.fromSystemProperties("orders").beat();
    } finally {
      System.clearProperty("monitor.port");
    }

    assertThat(monitor).receives().hasText("orders alive 1\n");
  }

  // endregion

  // region server-role
  @Test
  void asksTheServer(@UdpPeer DatagramPeer server, @UdpPeer DatagramSocket socket) {
    CompletableFuture<String> answer = new Lookup(socket, server.address()).ask("colour");

    Datagram question = server.receive();
    assertThat(question).hasText("colour?");
    server.reply(question, "blue");

    assertThat(answer).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("blue");
  }

  // endregion

  @Test
  void aPeerNeedsNoJUnit() {
    // region without-junit
    try (DatagramPeer monitor = DatagramPeer.open(PeerOptions.defaults())) {
      new Heartbeat("orders", monitor.address()).beat();

      assertThat(monitor).receives().hasText("orders alive 1\n");
    }
    // endregion
  }

  @Test
  void severalPeersMakeAGroup() {
    // region group
    try (PeerGroup peers = PeerGroup.open(WaitLimits.DEFAULT)) {
      DatagramPeer client = peers.open(PeerOptions.builder().name("client").build());
      DatagramPeer server = peers.open(PeerOptions.builder().name("server").build());

      client.sendTo(server, "PING");
      server.reply(server.receive(), "PONG");

      assertThat(client).receives().hasText("PONG").isFrom(server);
    }
    // endregion
  }
}
