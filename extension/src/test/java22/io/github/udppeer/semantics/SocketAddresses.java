package io.github.udppeer.semantics;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;

/** {@code sockaddr_in} and {@code sockaddr_in6} of Linux. */
final class SocketAddresses {

  private static final int LENGTH_IPV4 = 16;
  private static final int LENGTH_IPV6 = 28;
  private static final int FAMILY = 0;
  private static final int PORT = 2;
  private static final int ADDRESS_IPV4 = 4;
  private static final int ADDRESS_IPV6 = 8;
  private static final ValueLayout.OfShort NETWORK_SHORT =
      JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);

  private SocketAddresses() {}

  /** Where a call writes an address of either family, and its length. */
  record Room(MemorySegment address, MemorySegment length) {

    static Room in(Arena arena) {
      return new Room(
          arena.allocate(LENGTH_IPV6, Integer.BYTES), arena.allocateFrom(JAVA_INT, LENGTH_IPV6));
    }

    InetSocketAddress read() {
      return SocketAddresses.read(address);
    }
  }

  static MemorySegment write(InetSocketAddress address, Arena arena) {
    boolean ipv4 = Hosts.isIpv4(address.getAddress());
    MemorySegment written = arena.allocate(ipv4 ? LENGTH_IPV4 : LENGTH_IPV6, Integer.BYTES);
    written.set(JAVA_SHORT, FAMILY, (short) (ipv4 ? SystemCalls.AF_INET : SystemCalls.AF_INET6));
    written.set(NETWORK_SHORT, PORT, (short) address.getPort());
    byte[] bytes = address.getAddress().getAddress();
    MemorySegment.copy(
        bytes, 0, written, JAVA_BYTE, ipv4 ? ADDRESS_IPV4 : ADDRESS_IPV6, bytes.length);
    return written;
  }

  private static InetSocketAddress read(MemorySegment written) {
    boolean ipv4 = written.get(JAVA_SHORT, FAMILY) == SystemCalls.AF_INET;
    byte[] bytes =
        written.asSlice(ipv4 ? ADDRESS_IPV4 : ADDRESS_IPV6, ipv4 ? 4 : 16).toArray(JAVA_BYTE);
    int port = Short.toUnsignedInt(written.get(NETWORK_SHORT, PORT));
    try {
      return new InetSocketAddress(InetAddress.getByAddress(bytes), port);
    } catch (UnknownHostException impossible) { // the array has a right length
      throw new IllegalStateException(impossible);
    }
  }
}
