package io.github.udppeer.samples;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.Datagram;
import io.github.udppeer.DatagramPeer;
import io.github.udppeer.jupiter.UdpPeer;
import java.net.DatagramSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server with two ports, as TFTP has: one for requests, and another for each transfer. */
class FileClientTests {

  @UdpPeer private DatagramPeer server;
  @UdpPeer private DatagramSocket socket;
  private DatagramPeer transfer;
  private CompletableFuture<String> file;

  @BeforeEach
  void requestFile() {
    transfer = server.open("transfer");
    FileClient client = new FileClient(socket);
    file = CompletableFuture.supplyAsync(() -> client.read("motd", server.address()));
  }

  @Test
  void staysWithThePortThatAnswered() {
    Datagram request = server.receive();
    assertThat(request).hasText("\0\1motd\0octet\0");

    transfer.reply(request, data(1, "x".repeat(512)));
    assertThat(transfer).receives().hasPayload(acknowledgement(1));
    transfer.reply(request, data(2, " the end"));
    assertThat(transfer).receives().hasPayload(acknowledgement(2));

    assertThat(file).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("x".repeat(512) + " the end");
    assertThat(server).hasNothingPending();
  }

  @Test
  void refusesDataFromElsewhere(@UdpPeer DatagramPeer stranger) {
    Datagram request = server.receive();
    transfer.reply(request, data(1, "x".repeat(512)));
    assertThat(transfer).receives().hasPayload(acknowledgement(1));

    stranger.reply(request, data(2, "not what was asked for"));
    assertThat(stranger).receives().startsWith(new byte[] {0, 5, 0, 5});

    transfer.reply(request, data(2, ""));
    assertThat(file).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("x".repeat(512));
  }

  private static byte[] data(int block, String text) {
    return ByteBuffer.allocate(4 + text.length())
        .putShort((short) 3)
        .putShort((short) block)
        .put(text.getBytes(US_ASCII))
        .array();
  }

  private static byte[] acknowledgement(int block) {
    return new byte[] {0, 4, 0, (byte) block};
  }
}
