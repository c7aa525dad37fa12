package io.github.udppeer.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.PeerOptions;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A socket that the extension gave to the code under test has the name that the test gave it. */
class PlainSocketNameTests {

  private static Throwable failure(Class<?> testCase) {
    return Fixtures.failureOf(Fixtures.run(testCase));
  }

  @Test
  void ofADatagramSocket() {
    assertThat(failure(SocketTestCase.class))
        .hasMessageContaining("4 bytes from 127.0.0.1:")
        .hasMessageContaining(" (socket \"client\")\n")
        .hasMessageContaining("(socket \"client\")   <-- asserted");
  }

  @Test
  void ofADatagramChannelThatSentNothing() {
    assertThat(failure(ChannelTestCase.class))
        .hasMessageContaining("to receive a datagram from 127.0.0.1:")
        .hasMessageContaining("(socket \"server\") has unread datagrams: ");
  }

  @Test
  void ofOneOpenedInATest() {
    assertThat(failure(OpenedTestCase.class)).hasMessageContaining(" (socket \"client\")\n");
  }

  static class SocketTestCase {
    @Test
    void sends(@UdpPeer DatagramSocket client, @UdpPeer DatagramPeer server) throws IOException {
      send(client, server);
      assertThat(server).receives().hasText("PONG");
    }
  }

  static class ChannelTestCase {
    @UdpPeer DatagramChannel server;

    @Test
    void isSilent(@UdpPeer(receiveTimeoutMillis = 20) DatagramPeer client) throws IOException {
      SocketAddress address = server.getLocalAddress();
      client.sendTo(address, "PING");
      assertThat(client).receivesFrom(address);
    }
  }

  static class OpenedTestCase {
    @RegisterExtension final UdpPeers peers = UdpPeers.create();

    @Test
    void sends() throws IOException {
      DatagramPeer server = peers.open("server");
      send(peers.openSocket(PeerOptions.builder().name("client").build()), server);
      assertThat(server).receives().hasText("PONG");
    }
  }

  private static void send(DatagramSocket from, DatagramPeer to) throws IOException {
    byte[] ping = "PING".getBytes(StandardCharsets.UTF_8);
    from.send(new DatagramPacket(ping, ping.length, to.address()));
  }
}
