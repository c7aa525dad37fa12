package io.github.udppeer.semantics;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.udppeer.ReceiveFlag;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a {@code recvmsg} did, in every respect.
 *
 * @param outcome how it ended
 * @param returned the number that it returned, -1 where it failed
 * @param buffer the whole buffer, with a dot for each byte that was not written
 * @param truncated whether it reported {@code MSG_TRUNC}
 * @param source where the datagram came from
 */
record Read(
    Outcome outcome,
    int returned,
    String buffer,
    boolean truncated,
    Optional<InetSocketAddress> source) {

  /** What the buffers are filled with before. */
  private static final byte UNTOUCHED = (byte) 0xEE;

  static Read of(SocketUnderTest socket, int room, ReceiveFlag... flags) {
    byte[] memory = new byte[room];
    Arrays.fill(memory, UNTOUCHED);
    Message message = socket.receiveMessage(ByteBuffer.wrap(memory), flags);
    Received received = message.received();
    return new Read(
        received.outcome(),
        received.returned(),
        new String(memory, ISO_8859_1).replace((char) (UNTOUCHED & 0xFF), '.'),
        message.truncated(),
        received.source());
  }

  /** A call that gave nothing and wrote nothing. */
  static Read failed(Outcome outcome, int room) {
    return new Read(outcome, -1, ".".repeat(room), false, Optional.empty());
  }
}
