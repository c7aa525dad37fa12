package io.github.udppeer.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.DatagramPeer;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One exchange as the first test of a JVM: with a peer, and as it is written without one. */
class FirstTestCase {

  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  /** The code under test. */
  static void sendPing(SocketAddress destination) throws Exception {
    byte[] payload = "ping".getBytes(StandardCharsets.UTF_8);
    try (DatagramSocket code = new DatagramSocket(ANY)) {
      code.send(new DatagramPacket(payload, payload.length, destination));
    }
  }

  static class WithPeer {
    @Test
    void receives(@UdpPeer DatagramPeer agent) throws Exception {
      sendPing(agent.address());
      assertThat(agent).receives().hasText("ping");
    }
  }

  static class WithScript {
    @Test
    void replies(@UdpPeer DatagramPeer server, @UdpPeer DatagramPeer client) {
      server.on("ping").reply("pong");
      client.sendTo(server, "ping");
      assertThat(client).receives().hasText("pong");
    }
  }

  static class ByHand {
    private final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
    private DatagramSocket agent;
    private Thread thread;

    @BeforeEach
    void open() throws Exception {
      agent = new DatagramSocket(ANY);
      thread = new Thread(this::capture);
      thread.start();
    }

    private void capture() {
      byte[] room = new byte[65_535];
      try {
        while (true) {
          DatagramPacket packet = new DatagramPacket(room, room.length);
          agent.receive(packet);
          received.add(Arrays.copyOf(room, packet.getLength()));
        }
      } catch (Exception closed) {
        received.add(new byte[0]);
      }
    }

    @AfterEach
    void close() throws Exception {
      agent.close();
      thread.join();
    }

    @Test
    void receives() throws Exception {
      sendPing(agent.getLocalSocketAddress());
      byte[] payload = received.poll(2, TimeUnit.SECONDS);
      assertThat(new String(payload, StandardCharsets.UTF_8)).isEqualTo("ping");
    }
  }
}
