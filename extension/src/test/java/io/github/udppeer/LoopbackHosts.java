package io.github.udppeer;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.udppeer.internal.kernel.LiteralAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.stream.Stream;

/** The four hosts that a peer may be bound to on any machine, IPv6 as far as it is switched on. */
public final class LoopbackHosts {

  private LoopbackHosts() {}

  /** For {@code @MethodSource}. */
  static Stream<String> all() {
    return Stream.of("127.0.0.1", "::1", "0.0.0.0", "::");
  }

  /** Returns options for this host, or skips the test where the machine has no IPv6. */
  public static PeerOptions.Builder options(String name, String host) {
    if (host.contains(":")) {
      assumeTrue(hasIpv6Loopback(), "no IPv6 on this machine");
    }
    return PeerOptions.builder().name(name).host(host);
  }

  /** Returns the address that a literal means. */
  public static InetSocketAddress address(String literal, int port) {
    return new InetSocketAddress(LiteralAddress.constant(literal), port);
  }

  private static boolean hasIpv6Loopback() {
    try {
      InetAddress loopback = LiteralAddress.constant("::1");
      return NetworkInterface.getByInetAddress(loopback) != null;
    } catch (SocketException unknown) {
      return false;
    }
  }
}
