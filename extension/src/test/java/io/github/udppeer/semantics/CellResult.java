package io.github.udppeer.semantics;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a receiving call did in a cell of the matrix, in every respect.
 *
 * @param outcome how it ended
 * @param returned the number that it returned
 * @param truncated whether {@code recvmsg} reported {@code MSG_TRUNC}; {@code recvfrom} never does
 * @param sender which sender the source is, from 0; -1 for no source
 * @param memory the buffer and a margin before and behind it, where {@code ee} was there before
 * @param left what is pending afterwards
 */
record CellResult(
    Outcome outcome, int returned, boolean truncated, int sender, String memory, List<Bytes> left) {

  /** No sender sends this byte. */
  private static final byte UNTOUCHED = (byte) 0xEE;

  private static final int MARGIN = 3;

  /** A receiving call. */
  interface Call {
    Message on(SocketUnderTest socket, ByteBuffer buffer, MatrixCell cell);

    /** {@code recvfrom}, which does not report truncation. */
    Call RECVFROM =
        (socket, buffer, cell) -> new Message(socket.receiveFrom(buffer, cell.flagArray()), false);

    /** {@code recvmsg}. */
    Call RECVMSG = (socket, buffer, cell) -> socket.receiveMessage(buffer, cell.flagArray());
  }

  /** Makes the situation, each datagram from a sender of its own, and the call. */
  static CellResult of(MatrixCell cell, Call call, DatagramSystem system, SocketSetup setup) {
    SocketUnderTest receiver = system.open(setup);
    List<InetSocketAddress> senders =
        cell.queue().payloads().stream()
            .map(payload -> sent(system.open(setup), receiver.address(), payload))
            .toList();
    byte[] memory = new byte[MARGIN + cell.buffer().room() + MARGIN];
    Arrays.fill(memory, UNTOUCHED);
    Message message =
        call.on(receiver, ByteBuffer.wrap(memory, MARGIN, cell.buffer().room()), cell);
    Received received = message.received();
    return new CellResult(
        received.outcome(),
        received.returned(),
        message.truncated(),
        received.source().map(senders::indexOf).orElse(-1),
        HexFormat.ofDelimiter(" ").formatHex(memory),
        drained(receiver));
  }

  private static InetSocketAddress sent(
      SocketUnderTest sender, InetSocketAddress to, byte[] payload) {
    sender.sendTo(to, payload);
    return sender.address();
  }

  private static List<Bytes> drained(SocketUnderTest receiver) {
    return Stream.generate(receiver::poll)
        .takeWhile(taken -> taken.outcome() == Outcome.OK)
        .map(Taken::payload)
        .toList();
  }
}
