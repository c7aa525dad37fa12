package io.github.udppeer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.udppeer.exceptions.PeerClosedException;
import io.github.udppeer.exceptions.PeerDownException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Isolated;

/** A peer that goes off the network and comes back. */
@Isolated("its port is free for anybody while it is down")
class DatagramPeerSwitchTests {

  private static final Duration SHORT = Duration.ofMillis(20);
  private static final Duration LONG = Duration.ofMinutes(5);

  @AutoClose private final PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);
  private final DatagramPeer server = open("server", SHORT);
  private final DatagramPeer client = open("client", SHORT);

  private DatagramPeer open(String name, Duration receiveTimeout) {
    return group.open(PeerOptions.builder().name(name).receiveTimeout(receiveTimeout).build());
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private DatagramChannel connectedToServer() throws IOException {
    return DatagramChannel.open()
        .bind(new InetSocketAddress("127.0.0.1", 0))
        .connect(server.address());
  }

  @Nested
  class Down {

    @Test
    void freesThePortAndComesBackOnIt() throws IOException {
      int port = server.port();

      server.down();
      try (DatagramSocket other = new DatagramSocket(server.address())) {
        assertThat(other.getLocalPort()).isEqualTo(port);
      }
      server.up();

      assertThat(server.port()).isEqualTo(port);
      client.sendTo(server, "PING");
      assertThat(server).receives().hasText("PING");
      server.sendTo(client, "PONG");
      assertThat(client).receives().hasText("PONG").isFrom(server);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void tellsAConnectedSocketWhoseNextSendTransmitsNothing() throws IOException {
      try (DatagramChannel connected = connectedToServer()) {
        server.down();
        connected.write(bytes("one")); // goes out, and is answered by "port unreachable"
        server.up();

        assertThatExceptionOfType(PortUnreachableException.class)
            .isThrownBy(() -> connected.write(bytes("two")));
        connected.write(bytes("three"));

        assertThat(server).receives().hasText("three");
        assertThat(server).hasNothingPending();
      }
    }

    @Test
    void tellsAnUnconnectedSocketNothing() {
      server.down();

      assertThatCode(() -> client.sendTo(server.address(), "lost")).doesNotThrowAnyException();
      server.up();

      assertThat(server).hasNothingPending();
    }

    @Test
    void keepsWhatCameBefore() {
      client.sendTo(server, "before");
      server.down();

      assertThat(server).hasPending(1).hasReceived(1);
      assertThat(server).receives().hasText("before");
      server.up();
      client.sendTo(server, "after");
      assertThat(server.received()).extracting(Datagram::text).containsExactly("before", "after");
      assertThat(server.statistics().received()).isEqualTo(2);
      assertThat(server).lostNothing();
    }

    @Test
    void refusesToSend() {
      server.down();

      assertThatThrownBy(() -> server.sendTo(client, "PING"))
          .isInstanceOf(PeerDownException.class)
          .hasMessage(
              "cannot send 4 bytes to 127.0.0.1:%d: %s is down; call up() first"
                  .formatted(client.port(), server));
    }

    @Test
    void letsThoseWaitWhoWait() throws Exception {
      DatagramPeer patient = open("patient", LONG);
      patient.down();
      WaitingCall<Datagram> waiting = WaitingCall.start(patient::receive);

      patient.up();
      client.sendTo(patient, "PING");

      assertThat(waiting.result()).hasText("PING");
    }

    @Test
    void isNamedWhereNothingComes() {
      server.on("PING").reply("PONG");
      server.down();

      Golden.verifyFailure("peer-is-down", () -> assertThat(client).exchanges("PING").with(server));
    }

    @Test
    void sendsNoReplyThatIsDueMeanwhile() {
      server.on("PING").after(Duration.ofMillis(400)).reply("PONG");
      client.sendTo(server, "PING");
      group.verify();

      server.down();

      assertThat(client).receivesNothingFor(Duration.ofMillis(500));
      server.up();
      assertThat(client).within(LONG).exchanges("PING").with(server).hasText("PONG");
    }

    @Test
    void happensOnce() {
      server.down();
      server.down();
      server.up();
      server.up();

      client.sendTo(server, "PING");
      assertThat(server).receives();
    }

    @Test
    void mayEndWithTheClosing() throws IOException {
      client.sendTo(server, "before");
      server.down();
      server.close();

      assertThat(server).hasReceived(1).lostNothing();
      assertThatThrownBy(server::up)
          .isInstanceOf(PeerClosedException.class)
          .hasMessage("cannot bring up: %s is closed".formatted(server));
      new DatagramSocket(server.address()).close();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void saysWhoTookThePortAndStaysDown() throws IOException {
      server.down();
      try (DatagramSocket thief = new DatagramSocket(server.address())) {
        assertThat(thief.isBound()).isTrue();
        assertThatExceptionOfType(UncheckedIOException.class)
            .isThrownBy(server::up)
            .withMessageStartingWith(
                "cannot bind peer \"server\" again to 127.0.0.1:%d: the port is in use by process "
                    .formatted(server.port()))
            .withMessageEndingWith(
                "; the port was free while the peer was down, and somebody took it");
        assertThatThrownBy(() -> server.sendTo(client, "x")).isInstanceOf(PeerDownException.class);
      }

      server.up();
      client.sendTo(server, "PING");
      assertThat(server).receives();
    }

    @Test
    void standsThroughSwitchingUnderTraffic() {
      CompletableFuture<Void> traffic =
          CompletableFuture.runAsync(
              () -> {
                for (int datagram = 0; datagram < 2000; datagram++) {
                  client.sendTo(server.address(), "noise");
                }
              });
      for (int round = 0; round < 100; round++) {
        server.down();
        server.up();
      }
      traffic.join();

      server.clear();
      client.sendTo(server, "PING");
      assertThat(server).receives().hasText("PING");
    }
  }

  @Nested
  class Freeze {

    @Test
    void capturesNothingUntilItThaws() {
      client.sendTo(server, "before");
      server.freeze();
      client.sendTo(server, "meanwhile");

      assertThat(server).hasPending(1);
      assertThat(server).receives().hasText("before");
      assertThat(server).hasNothingPending();
      server.thaw();
      assertThat(server).receives().hasText("meanwhile");
      assertThat(server).lostNothing();
    }

    @Test
    void holdsThePort() {
      server.freeze();

      assertThatThrownBy(() -> new DatagramSocket(server.address()))
          .isInstanceOf(java.net.BindException.class);
    }

    @Test
    void letsThePeerSend() {
      server.freeze();
      server.sendTo(client, "PONG");

      assertThat(client).receives().hasText("PONG");
    }

    @Test
    void lettingGoWakesThoseWhoWait() throws Exception {
      DatagramPeer patient = open("patient", LONG);
      patient.freeze();
      client.sendTo(patient, "PING");
      WaitingCall<Datagram> waiting = WaitingCall.start(patient::receive);

      patient.thaw();

      assertThat(waiting.result()).hasText("PING");
    }

    @Test
    void keepsTheScriptFromAnswering() {
      server.on("PING").reply("PONG");
      server.freeze();
      client.sendTo(server, "PING");
      assertThat(client).receivesNothingFor(SHORT);

      server.thaw();
      assertThat(client).within(LONG).receives().hasText("PONG");
    }

    @Test
    void isNamedWhereNothingComes() {
      server.freeze();
      client.sendTo(server, "PING");

      Golden.verifyFailure("peer-is-frozen", () -> assertThat(server).receives());
    }

    @Test
    void losesNothingAtTheClosing() {
      server.freeze();
      client.sendTo(server, "meanwhile");

      server.close();

      assertThat(server).hasReceived(1);
    }

    @Test
    void happensOnce() {
      server.freeze();
      server.freeze();
      server.thaw();
      server.thaw();

      client.sendTo(server, "PING");
      assertThat(server).receives();
    }

    @Test
    void goesTogetherWithDown() {
      server.freeze();
      server.down();
      server.up();
      client.sendTo(server, "PING");
      assertThat(server).hasNothingPending();

      server.thaw();

      assertThat(server).receives().hasText("PING");
    }

    @Test
    void isRefusedOnAClosedPeer() {
      server.close();

      assertThatThrownBy(server::freeze).isInstanceOf(PeerClosedException.class);
      assertThatThrownBy(server::thaw).isInstanceOf(PeerClosedException.class);
      assertThatThrownBy(server::down).isInstanceOf(PeerClosedException.class);
    }
  }
}
