package io.github.udppeer.samples.docs;

import static io.github.udppeer.DatagramMatcher.matching;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.jupiter.ReservedPort;
import io.github.udppeer.jupiter.UdpPeer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Tests that fail, each with a peer and as it is written by hand without one. {@link
 * FailureMessagesTests} runs them.
 */
final class FailureMessagesTestCase {

  private FailureMessagesTestCase() {}

  static class LineEnd {
    @Test
    void test(@UdpPeer DatagramPeer monitor) {
      // region line-end
      new Heartbeat("orders", monitor.address()).beat();

      assertThat(monitor).receives().hasText("orders alive 1");
      // endregion
    }
  }

  static class LineEndByHand extends ByHand {
    @Test
    void test() throws IOException {
      // region line-end-by-hand
      new Heartbeat("orders", socket.getLocalSocketAddress()).beat();

      DatagramPacket packet = new DatagramPacket(new byte[1024], 1024);
      socket.setSoTimeout(500);
      socket.receive(packet);
      assertEquals("orders alive 1", new String(packet.getData(), 0, packet.getLength(), UTF_8));
      // endregion
    }
  }

  static class NothingBound {
    @Test
    void test(@UdpPeer(receiveTimeoutMillis = 500) DatagramPeer client, @ReservedPort int port) {
      SocketAddress server = new InetSocketAddress("127.0.0.1", port);
      // region nothing-bound
      assertThat(client).exchanges("PING").with(server).hasText("PONG");
      // endregion
    }
  }

  static class NothingBoundByHand extends ByHand {
    @Test
    void test(@ReservedPort int port) throws IOException {
      SocketAddress server = new InetSocketAddress("127.0.0.1", port);
      // region nothing-bound-by-hand
      socket.send(new DatagramPacket("PING".getBytes(UTF_8), 4, server));

      DatagramPacket packet = new DatagramPacket(new byte[1024], 1024);
      socket.setSoTimeout(500);
      socket.receive(packet);
      assertEquals("PONG", new String(packet.getData(), 0, packet.getLength(), UTF_8));
      // endregion
    }
  }

  static class NotRead {
    @Test
    void test(@UdpPeer(receiveTimeoutMillis = 500) DatagramPeer client) throws IOException {
      // region not-read
      try (DatagramSocket server = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
        // the thread that should read it was never started
        assertThat(client).exchanges("PING").with(server.getLocalSocketAddress()).hasText("PONG");
      }
      // endregion
    }
  }

  static class NotReadByHand extends ByHand {
    @Test
    void test() throws IOException {
      // region not-read-by-hand
      try (DatagramSocket server = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
        socket.send(new DatagramPacket("PING".getBytes(UTF_8), 4, server.getLocalSocketAddress()));

        DatagramPacket packet = new DatagramPacket(new byte[1024], 1024);
        socket.setSoTimeout(500);
        socket.receive(packet);
        assertEquals("PONG", new String(packet.getData(), 0, packet.getLength(), UTF_8));
      }
      // endregion
    }
  }

  static class Cut {
    @Test
    void test(@UdpPeer DatagramPeer sensor, @UdpPeer(receiveCapacity = 16) DatagramPeer station) {
      // region cut
      sensor.sendTo(station, "temp=21 humidity=40");

      assertThat(station).receives().contains("humidity=40");
      // endregion
    }
  }

  static class CutByHand extends ByHand {
    @Test
    void test(@UdpPeer DatagramPeer sensor) throws IOException {
      // region cut-by-hand
      sensor.sendTo(socket.getLocalSocketAddress(), "temp=21 humidity=40");

      DatagramPacket packet = new DatagramPacket(new byte[16], 16);
      socket.setSoTimeout(500);
      socket.receive(packet);
      assertEquals(
          "temp=21 humidity=40", new String(packet.getData(), 0, packet.getLength(), UTF_8));
      // endregion
    }
  }

  static class Consumed {
    @Test
    void test(
        @UdpPeer DatagramPeer sensor, @UdpPeer(receiveTimeoutMillis = 500) DatagramPeer station) {
      // region consumed
      sensor.sendTo(station, "temp=21");
      assertThat(station).receives();

      assertThat(station)
          .receivesMatching(
              matching("a temperature", datagram -> datagram.text().startsWith("temp=")));
      // endregion
    }
  }

  static class ConsumedByHand extends ByHand {
    @Test
    void test(@UdpPeer DatagramPeer sensor) throws IOException {
      // region consumed-by-hand
      sensor.sendTo(socket.getLocalSocketAddress(), "temp=21");
      DatagramPacket packet = new DatagramPacket(new byte[1024], 1024);
      socket.setSoTimeout(500);
      socket.receive(packet);

      socket.receive(packet);
      assertEquals("temp=21", new String(packet.getData(), 0, packet.getLength(), UTF_8));
      // endregion
    }
  }

  /** A socket without a peer. */
  private abstract static class ByHand {
    @AutoClose final DatagramSocket socket;

    ByHand() {
      try {
        socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
