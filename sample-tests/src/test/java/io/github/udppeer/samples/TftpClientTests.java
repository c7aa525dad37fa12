package io.github.udppeer.samples;

import static io.github.udppeer.DatagramMatcher.payload;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.udppeer.Conversation;
import io.github.udppeer.DatagramPeer;
import io.github.udppeer.jupiter.UdpPeer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.commons.net.tftp.TFTP;
import org.apache.commons.net.tftp.TFTPClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A download by TFTP: one port takes the request, and another one leads the transfer. */
class TftpClientTests {

  private static final String BLOCK = "x".repeat(512);
  private static final String REQUEST = "\0\1motd\0octet\0";

  private final TFTPClient client = new TFTPClient();

  @UdpPeer private DatagramPeer server;
  private DatagramPeer transfer;

  @BeforeEach
  void open() throws IOException {
    transfer = server.open("transfer");
    client.setDefaultTimeout(Duration.ofSeconds(10));
    client.open(0, server.address().getAddress());
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void acknowledgesEachBlockWhereItCameFrom() throws IOException {
    server.converse(
        "request", script -> script.expect(REQUEST).from(transfer).reply(data(1, BLOCK)));
    Conversation blocks =
        transfer.converse(
            "blocks",
            script ->
                script
                    .expect(payload(acknowledgement(1)))
                    .reply(data(2, BLOCK))
                    .expect(payload(acknowledgement(2)))
                    .reply(data(3, " the end"))
                    .expect(payload(acknowledgement(3))));

    assertThat(download()).isEqualTo(BLOCK + BLOCK + " the end");

    assertThat(blocks).completes();
    assertThat(server).isExhausted();
    assertThat(transfer).isExhausted();
  }

  @Test
  void takesABlockThatCameTwiceOnlyOnce() throws IOException {
    server.on(REQUEST).from(transfer).copies(2).reply(data(1, BLOCK));
    transfer.on(payload(acknowledgement(1))).reply(data(2, " the end"));

    assertThat(download()).isEqualTo(BLOCK + " the end");

    assertThat(transfer).receives().hasPayload(acknowledgement(1));
    assertThat(transfer).receivesMatching(payload(acknowledgement(2)));
  }

  @Test
  void waitsForASlowBlockWithoutAskingAgain() throws IOException {
    client.setSoTimeout(Duration.ofMillis(100));
    client.setMaxTimeouts(100);
    server.on(REQUEST).from(transfer).after(Duration.ofMillis(350)).reply(data(1, "all of it"));

    assertThat(download()).isEqualTo("all of it");

    assertThat(server).receivesExactly(1);
    assertThat(transfer).receives().hasPayload(acknowledgement(1));
  }

  @Test
  void tellsWhatTheServerSaysOfAnError() {
    server.on(REQUEST).from(transfer).reply("\0\5\0\1no such file\0");

    assertThatIOException().isThrownBy(this::download).withMessageContaining("no such file");

    assertThat(server).isExhausted();
    assertThat(transfer).hasNothingPending();
  }

  private String download() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    client.receiveFile(
        "motd", TFTP.BINARY_MODE, file, server.address().getAddress(), server.port());
    return file.toString(US_ASCII);
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
