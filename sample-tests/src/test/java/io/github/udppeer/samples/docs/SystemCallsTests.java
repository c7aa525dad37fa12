package io.github.udppeer.samples.docs;

import static io.github.udppeer.ReceiveFlag.DONTWAIT;
import static io.github.udppeer.ReceiveFlag.PEEK;
import static io.github.udppeer.ReceiveFlag.TRUNC;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.PeerOptions;
import io.github.udppeer.Reception;
import io.github.udppeer.exceptions.ReceiveTimeoutException;
import io.github.udppeer.exceptions.WouldBlockException;
import io.github.udppeer.jupiter.UdpPeer;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The examples of docs/system-calls.md. */
class SystemCallsTests {

  @UdpPeer private DatagramPeer client;
  @UdpPeer private DatagramPeer server;

  // region injected
  @Test
  void aPeerIsASocketThatIsBound(@UdpPeer DatagramPeer receiver) {
    assertThat(receiver.address().getAddress().isLoopbackAddress()).isTrue();
    assertThat(receiver.port()).isPositive();
  }

  // endregion

  @Test
  void socketAndBind() {
    // region bind
    PeerOptions anyAddress = PeerOptions.builder().host("0.0.0.0").port(0).build();

    try (DatagramPeer receiver = DatagramPeer.open(anyAddress)) {
      InetSocketAddress name = receiver.address(); // getsockname
      assertThat(name.getPort()).isEqualTo(receiver.port()).isPositive();
    }
    // endregion
  }

  @Test
  void sendTo() {
    // region sendto
    SocketAddress destination = new InetSocketAddress("127.0.0.1", server.port());

    client.sendTo(destination, "PING".getBytes(US_ASCII));
    client.sendTo(server, "PING"); // the same, in fewer words
    client.sendTo(server, ""); // zero bytes make a datagram too

    assertThat(server).hasPending(3);
    // endregion
  }

  @Test
  void recvFrom() {
    client.sendTo(server, "PING 00042");
    // region recvfrom
    ByteBuffer buffer = ByteBuffer.allocate(16);
    Reception reception = server.recvFrom(buffer);

    assertThat(reception.returned()).isEqualTo(10);
    assertThat(reception.source()).isEqualTo(client.address());
    assertThat(US_ASCII.decode(buffer.flip()).toString()).isEqualTo("PING 00042");
    // endregion
  }

  @Test
  void aReceiveThatIsToldOfNoFlagsWaits() {
    // region timeout
    assertThatThrownBy(() -> server.receive(Duration.ofMillis(10)))
        .isInstanceOf(ReceiveTimeoutException.class);
    // endregion
  }

  @Test
  void peek() {
    client.sendTo(server, "PING 00042");
    // region peek
    assertThat(server.recvFrom(ByteBuffer.allocate(4), PEEK).returned()).isEqualTo(4);
    assertThat(server.recvFrom(ByteBuffer.allocate(16), PEEK).returned()).isEqualTo(10);
    assertThat(server.recvFrom(ByteBuffer.allocate(16)).returned()).isEqualTo(10);

    assertThat(server).hasNothingPending(); // only the last one has consumed
    // endregion
  }

  @Test
  void aPeekWrites() {
    // region peek-writes
    client.sendTo(server, "PING");
    byte[] memory = new byte[8];
    Arrays.fill(memory, (byte) 0xEE);

    server.recvFrom(ByteBuffer.wrap(memory), PEEK);

    assertThat(memory).containsExactly('P', 'I', 'N', 'G', 0xEE, 0xEE, 0xEE, 0xEE);
    assertThat(server).hasPending(1);
    // endregion
  }

  @Test
  void dontWait() {
    // region dontwait
    assertThatThrownBy(() -> server.recvFrom(ByteBuffer.allocate(16), DONTWAIT))
        .isInstanceOf(WouldBlockException.class);

    assertThat(server.poll()).isEmpty(); // the same without an exception
    assertThat(server).wouldBlock(); // the same as an assertion
    // endregion
  }

  @Test
  void trunc() {
    // region trunc
    client.sendTo(server, "PING 00042");
    assertThat(server.recvFrom(ByteBuffer.allocate(4)).isTruncated()).isTrue();

    client.sendTo(server, "PING 00042");
    Reception reception = server.recvFrom(ByteBuffer.allocate(4), TRUNC);
    assertThat(reception.returned()).isEqualTo(10);
    assertThat(reception.copied()).isEqualTo(4);
    // endregion
  }

  @Test
  void peekAndDouble() {
    // region doubling
    client.sendTo(server, "x".repeat(3000));

    int room = 512;
    while (server.recvFrom(ByteBuffer.allocate(room), PEEK).returned() == room) {
      room *= 2; // filled: there may be more
    }
    Reception reception = server.recvFrom(ByteBuffer.allocate(room));

    assertThat(room).isEqualTo(4096);
    assertThat(reception.isTruncated()).isFalse();
    // endregion
  }

  @Test
  void peekAndDoubleInOneCall() {
    // region receive-whole
    client.sendTo(server, "x".repeat(3000));
    client.sendTo(server, "x".repeat(3000));

    int length = server.recvFrom(ByteBuffer.allocate(0), PEEK, TRUNC).returned(); // Linux's way
    assertThat(server.recvFrom(ByteBuffer.allocate(length)).isTruncated()).isFalse();
    assertThat(server.receiveWhole(512)).hasLength(3000).isNotTruncated();
    // endregion
  }

  @Test
  void close() {
    // region close
    client.sendTo(server, "PING");
    server.close();

    assertThat(server).hasReceived(1); // the history stays
    // endregion
  }
}
