package io.github.udppeer.samples;

import static io.github.udppeer.ReceiveFlag.DONTWAIT;
import static io.github.udppeer.ReceiveFlag.PEEK;
import static io.github.udppeer.ReceiveFlag.TRUNC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.Reception;
import io.github.udppeer.exceptions.ReceiveTimeoutException;
import io.github.udppeer.exceptions.WouldBlockException;
import io.github.udppeer.jupiter.UdpPeer;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The calls of a UDP socket that Java's own sockets lack: peek, do not wait, tell what was cut. */
class SocketCallsTests {

  @UdpPeer private DatagramPeer client;
  @UdpPeer private DatagramPeer server;

  @Test
  void peekingLeavesTheDatagramPending() {
    client.sendTo(server, "PING");

    assertThat(server).peeks().hasText("PING").isFrom(client);
    assertThat(server).peeks().hasText("PING").returnToPeer().hasPending(1);
    assertThat(server).receives().hasText("PING").returnToPeer().hasNothingPending();
  }

  @Test
  void receivingWithoutWaitingWouldBlock() {
    assertThat(server).wouldBlock();
    assertThat(server.poll()).isEmpty();
    assertThatThrownBy(() -> server.recvFrom(ByteBuffer.allocate(16), DONTWAIT))
        .isInstanceOf(WouldBlockException.class);
  }

  @Test
  void waitingEndsAtItsLimit() {
    assertThatThrownBy(() -> server.receive(Duration.ofMillis(10)))
        .isInstanceOf(ReceiveTimeoutException.class);
    assertThat(server).receivesNothingFor(Duration.ofMillis(10));
  }

  @Test
  void theLengthIsKnownBeforeTheBufferIs() {
    client.sendTo(server, "a datagram of 29 bytes length");

    Reception look = server.recvFrom(ByteBuffer.allocate(0), PEEK, TRUNC);
    ByteBuffer buffer = ByteBuffer.allocate(look.returned());

    assertThat(server.recvFrom(buffer).isTruncated()).isFalse();
    assertThat(buffer.array()).asString().isEqualTo("a datagram of 29 bytes length");
  }

  @Test
  void whatDoesNotFitIsGone() {
    client.sendTo(server, "PING 0042");
    client.sendTo(server, "PING 0043");

    Reception reception = server.recvFrom(ByteBuffer.allocate(4));

    assertThat(reception.copied()).isEqualTo(4);
    assertThat(reception.isTruncated()).isTrue();
    assertThat(server).receives().hasText("PING 0043");
  }
}
