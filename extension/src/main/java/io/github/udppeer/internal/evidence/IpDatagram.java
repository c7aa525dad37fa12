package io.github.udppeer.internal.evidence;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The IP and UDP headers that a payload had on its way, made anew: sockets do not show them.
 *
 * <p>Addresses, ports, lengths and checksums are right; what nobody can know has a usual value.
 */
final class IpDatagram {

  private static final int UDP_HEADER = 8;
  private static final int IPV4_HEADER = 20;
  private static final int IPV6_HEADER = 40;
  private static final int LONGEST = 65_535;
  private static final int PROTOCOL_UDP = 17;
  private static final int HOP_LIMIT = 64;
  private static final int DONT_FRAGMENT = 0x4000;

  private IpDatagram() {}

  /**
   * Returns the datagram with its headers; a payload that no header can name the length of is cut.
   */
  static byte[] of(InetSocketAddress source, InetSocketAddress destination, byte[] payload) {
    boolean ipv4 = isIpv4(source) && isIpv4(destination);
    int most = LONGEST - UDP_HEADER - (ipv4 ? IPV4_HEADER : 0);
    byte[] kept = payload.length > most ? Arrays.copyOf(payload, most) : payload;
    byte[] from = address(source, ipv4);
    byte[] to = address(destination, ipv4);
    byte[] udp = udp(source.getPort(), destination.getPort(), kept);
    ByteBuffer.wrap(udp).putShort(6, udpChecksum(from, to, udp));
    byte[] header = ipv4 ? ipv4Header(from, to, udp.length) : ipv6Header(from, to, udp.length);
    return ByteBuffer.allocate(header.length + udp.length).put(header).put(udp).array();
  }

  private static byte[] udp(int sourcePort, int destinationPort, byte[] payload) {
    int length = UDP_HEADER + payload.length;
    return ByteBuffer.allocate(length)
        .putShort((short) sourcePort)
        .putShort((short) destinationPort)
        .putShort((short) length)
        .putShort((short) 0)
        .put(payload)
        .array();
  }

  private static byte[] ipv4Header(byte[] from, byte[] to, int length) {
    ByteBuffer header =
        ByteBuffer.allocate(IPV4_HEADER)
            .putShort((short) 0x4500)
            .putShort((short) (IPV4_HEADER + length))
            .putShort((short) 0)
            .putShort((short) DONT_FRAGMENT)
            .put((byte) HOP_LIMIT)
            .put((byte) PROTOCOL_UDP)
            .putShort((short) 0)
            .put(from)
            .put(to);
    return header.putShort(10, (short) ~folded(sum(header.array()))).array();
  }

  private static byte[] ipv6Header(byte[] from, byte[] to, int length) {
    return ByteBuffer.allocate(IPV6_HEADER)
        .putInt(0x60000000)
        .putShort((short) length)
        .put((byte) PROTOCOL_UDP)
        .put((byte) HOP_LIMIT)
        .put(from)
        .put(to)
        .array();
  }

  /** The sum over the pseudo-header and the datagram; 0 would say that there is none. */
  private static short udpChecksum(byte[] from, byte[] to, byte[] udp) {
    long sum = sum(from) + sum(to) + sum(udp) + PROTOCOL_UDP + udp.length;
    short checksum = (short) ~folded(sum);
    return checksum == 0 ? (short) 0xffff : checksum;
  }

  private static long sum(byte[] bytes) {
    long sum = 0;
    for (int i = 0; i < bytes.length; i++) {
      int value = bytes[i] & 0xff;
      sum += i % 2 == 0 ? value << 8 : value;
    }
    return sum;
  }

  private static int folded(long sum) {
    long folded = sum;
    while (folded >> 16 != 0) {
      folded = (folded & 0xffff) + (folded >> 16);
    }
    return (int) folded;
  }

  private static boolean isIpv4(InetSocketAddress address) {
    return address.getAddress() instanceof Inet4Address;
  }

  private static byte[] address(InetSocketAddress address, boolean ipv4) {
    byte[] bytes = address.getAddress().getAddress();
    return ipv4 || bytes.length > 4 ? bytes : mapped(bytes);
  }

  /** An IPv4 address as a socket for both families sees it. */
  private static byte[] mapped(byte[] ipv4) {
    return ByteBuffer.allocate(16).putShort(10, (short) 0xffff).put(12, ipv4).array();
  }

  /**
   * Returns the address that a peer had for another: the one it is bound to, or, if that is the
   * wildcard, the one of the other's family, loopback where the other is on loopback.
   */
  static InetSocketAddress local(InetSocketAddress bound, InetSocketAddress other) {
    if (!bound.getAddress().isAnyLocalAddress()) {
      return bound;
    }
    byte[] address = new byte[other.getAddress().getAddress().length];
    if (other.getAddress().isLoopbackAddress()) {
      address[address.length - 1] = 1;
      address[0] = (byte) (address.length == 4 ? 127 : 0);
    }
    try {
      return new InetSocketAddress(InetAddress.getByAddress(address), bound.getPort());
    } catch (UnknownHostException impossible) {
      throw new IllegalArgumentException("an address has 4 or 16 bytes", impossible);
    }
  }
}
