package io.github.udppeer.internal.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.PeerGroup;
import io.github.udppeer.PeerOptions;
import io.github.udppeer.WaitLimits;
import io.github.udppeer.ports.PortReservation;
import io.github.udppeer.ports.UdpPorts;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is true of every test that looks like this one explains nothing. */
class SourceFactsTests {

  @AutoClose private final PeerGroup run = PeerGroup.open(WaitLimits.DEFAULT);
  private final PeerGroup test = run.openGroup();

  private static PeerOptions.Builder named(String name) {
    return PeerOptions.builder().name(name).receiveTimeout(Duration.ofMillis(20));
  }

  private static void send(DatagramSocket socket, InetSocketAddress to, String text)
      throws Exception {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    socket.send(new DatagramPacket(payload, payload.length, to));
  }

  private static void awaitReply(DatagramSocket socket) throws Exception {
    socket.setSoTimeout(30_000);
    socket.receive(new DatagramPacket(new byte[100], 100));
  }

  @Test
  void aRequestComesBeforeItsScriptedReply() throws Exception {
    DatagramPeer server = test.open(named("server").build());
    server.on("PING").reply("PONG");
    try (DatagramSocket client = test.openSocket(PeerOptions.defaults())) {
      send(client, server.address(), "PING");
      awaitReply(client);

      assertThat(catchThrowable(() -> assertThat(server).receives().hasText("PING 1")))
          .message()
          .doesNotContain("Likely");
    }
  }

  @Test
  void aRequestComesBeforeTheReplyThatTheTestSends() throws Exception {
    DatagramPeer server = test.open(named("server").build());
    try (DatagramSocket client = test.openSocket(PeerOptions.defaults())) {
      send(client, server.address(), "PING");
      send(client, server.address(), "PING 2");
      server.sendTo(server.receive().source(), "PONG");

      assertThat(catchThrowable(() -> assertThat(server).hasNothingPending()))
          .message()
          .doesNotContain("Likely");
    }
  }

  @Test
  void aPortAskedForByNumberWasItsOwnBefore() throws Exception {
    try (PortReservation reserved = UdpPorts.reserve();
        DatagramSocket client = test.openSocket(PeerOptions.defaults())) {
      PeerOptions options = named("server").port(reserved.port()).build();
      PeerGroup earlier = run.openGroup();
      earlier.open(options);
      earlier.close();
      DatagramPeer server = test.open(options);
      send(client, server.address(), "PING");

      assertThat(catchThrowable(() -> assertThat(server).receives().hasText("PING 1")))
          .message()
          .doesNotContain("Likely");
    }
  }
}
