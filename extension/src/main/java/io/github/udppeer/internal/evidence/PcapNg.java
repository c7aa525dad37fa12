package io.github.udppeer.internal.evidence;

import io.github.udppeer.internal.evidence.ExchangeDatagram.Via;
import io.github.udppeer.internal.text.Words;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * Writes an exchange as a capture file in the format pcapng, which Wireshark and tshark open: each
 * peer is an interface, each datagram has the headers that it had on its way.
 */
public final class PcapNg {

  private static final int SECTION_HEADER = 0x0a0d0d0a;
  private static final int INTERFACE_DESCRIPTION = 1;
  private static final int INTERFACE_STATISTICS = 5;
  private static final int ENHANCED_PACKET = 6;

  private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;
  private static final int RAW_IP = 101;
  private static final int NANOSECONDS = 9;
  private static final int INBOUND = 1;
  private static final int OUTBOUND = 2;

  private static final int COMMENT = 1;
  private static final int SECTION_APPLICATION = 4;
  private static final int INTERFACE_NAME = 2;
  private static final int INTERFACE_ADDRESS = 3;
  private static final int INTERFACE_RESOLUTION = 9;
  private static final int PACKET_FLAGS = 2;
  private static final int STATISTICS_RECEIVED = 4;
  private static final int STATISTICS_LOG_DROPS = 5;
  private static final int STATISTICS_KERNEL_DROPS = 7;

  private record Captured(int peer, ExchangeDatagram datagram) {}

  private final Exchange exchange;
  private final OutputStream out;
  private final long nowNanos;

  private PcapNg(Exchange exchange, OutputStream out, long nowNanos) {
    this.exchange = exchange;
    this.out = out;
    this.nowNanos = nowNanos;
  }

  /**
   * Writes the file.
   *
   * @param out buffered, and closed by the caller
   */
  public static void write(Exchange exchange, OutputStream out) throws IOException {
    write(exchange, out, System.nanoTime());
  }

  static void write(Exchange exchange, OutputStream out, long nowNanos) throws IOException {
    new PcapNg(exchange, out, nowNanos).write();
  }

  private void write() throws IOException {
    writeSection();
    for (ExchangePeer peer : exchange.peers()) {
      writeInterface(peer);
    }
    for (Captured captured : inOrder()) {
      writeDatagram(captured);
    }
    for (int peer = 0; peer < exchange.peers().size(); peer++) {
      writeStatistics(peer);
    }
  }

  private void writeSection() throws IOException {
    PcapNgBlock section =
        new PcapNgBlock(SECTION_HEADER)
            .int32(BYTE_ORDER_MAGIC)
            .int16(1)
            .int16(0)
            .int64(-1) // the section's length is not said
            .option(COMMENT, Words.visible(exchange.title()));
    exchange.failure().ifPresent(failure -> section.option(COMMENT, Words.visible(failure.text())));
    section.option(SECTION_APPLICATION, "udp-peer").writeTo(out);
  }

  private void writeInterface(ExchangePeer peer) throws IOException {
    new PcapNgBlock(INTERFACE_DESCRIPTION)
        .int16(RAW_IP)
        .int16(0)
        .int32(0) // no limit on what is kept of a datagram
        .option(COMMENT, peer.words() + "; its IP headers were made anew")
        .option(INTERFACE_NAME, peer.name())
        .option(INTERFACE_ADDRESS, Words.address(peer.address()))
        .option(INTERFACE_RESOLUTION, (byte) NANOSECONDS)
        .writeTo(out);
  }

  private List<Captured> inOrder() {
    List<Captured> all = new ArrayList<>();
    for (int peer = 0; peer < exchange.peers().size(); peer++) {
      for (ExchangeDatagram datagram : exchange.peers().get(peer).datagrams()) {
        all.add(new Captured(peer, datagram));
      }
    }
    all.sort(Comparator.comparingLong(it -> it.datagram().nanos() - exchange.zeroNanos()));
    return all;
  }

  private void writeDatagram(Captured captured) throws IOException {
    ExchangePeer peer = exchange.peers().get(captured.peer());
    ExchangeDatagram datagram = captured.datagram();
    byte[] bytes = onTheWire(peer, datagram);
    PcapNgBlock block =
        new PcapNgBlock(ENHANCED_PACKET)
            .int32(captured.peer())
            .int64(epochNanos(datagram.nanos()))
            .int32(bytes.length)
            .int32(bytes.length)
            .bytes(bytes)
            .option(PACKET_FLAGS, (byte) 0, (byte) 0, (byte) 0, direction(datagram));
    String comment = DatagramMarks.of(datagram);
    if (!comment.isEmpty()) {
      block.option(COMMENT, comment);
    }
    block.writeTo(out);
  }

  private static byte[] onTheWire(ExchangePeer peer, ExchangeDatagram datagram) {
    InetSocketAddress bound = datagram.via().map(Via::port).orElse(peer.address());
    InetSocketAddress local = IpDatagram.local(bound, datagram.other());
    byte[] payload = datagram.payload().bytes();
    return datagram.received()
        ? IpDatagram.of(datagram.other(), local, payload)
        : IpDatagram.of(local, datagram.other(), payload);
  }

  private static byte direction(ExchangeDatagram datagram) {
    return (byte) (datagram.received() ? INBOUND : OUTBOUND);
  }

  private void writeStatistics(int number) throws IOException {
    ExchangePeer.Figures figures = exchange.peers().get(number).figures();
    PcapNgBlock block =
        new PcapNgBlock(INTERFACE_STATISTICS).int32(number).int64(epochNanos(nowNanos));
    if (figures.leftOut() > 0) {
      block.option(
          COMMENT, Words.datagrams(figures.leftOut()) + " before the first one here left out");
    }
    block
        .optionInt64(STATISTICS_RECEIVED, figures.received())
        .optionInt64(STATISTICS_LOG_DROPS, figures.logDrops());
    OptionalLong kernelDrops = figures.kernelDrops();
    if (kernelDrops.isPresent()) {
      block.optionInt64(STATISTICS_KERNEL_DROPS, kernelDrops.getAsLong());
    }
    block.writeTo(out);
  }

  /** High half first, as the format has it: in this byte order that is the number itself. */
  private long epochNanos(long nanos) {
    Instant at = exchange.clock().at(nanos);
    return at.getEpochSecond() * 1_000_000_000 + at.getNano();
  }
}
