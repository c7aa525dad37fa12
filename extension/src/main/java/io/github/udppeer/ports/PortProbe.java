package io.github.udppeer.ports;

import io.github.udppeer.internal.kernel.LiteralAddress;
import io.github.udppeer.internal.kernel.SocketTable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;

/** Finds out by binding whether a port number is free for UDP and for TCP, and stays so. */
final class PortProbe {

  private PortProbe() {}

  /**
   * Binds the number on the loopback and wildcard addresses of both families, one after the other:
   * systems differ in which of them one socket keeps from another. Leaves nothing behind; the TCP
   * socket never listens, so nobody can connect to it and no TIME_WAIT stays.
   *
   * @throws IOException if one bind fails
   */
  static void requireFree(int port) throws IOException {
    requireFree(StandardProtocolFamily.INET, "127.0.0.1", port);
    requireFree(StandardProtocolFamily.INET, "0.0.0.0", port);
    if (hasIpv6()) {
      requireFree(StandardProtocolFamily.INET6, "::1", port);
      requireFree(StandardProtocolFamily.INET6, "::", port);
    }
    requireNothingLeft(port);
  }

  /**
   * Looks once more without binding, where the system has a socket table. A process that another
   * thread of this JVM starts inherits every open socket, also ours, and holds it until it has
   * closed what is not its own: up to 60 ms on a busy machine, in which the number that we have
   * just found free cannot be bound.
   */
  private static void requireNothingLeft(int port) throws IOException {
    if (SocketTable.read().filter(table -> !table.onPort(port).isEmpty()).isPresent()) {
      throw new BindException("port " + port + " is held by a process that is being started");
    }
  }

  /** Without IPv6, or with IPv4 preferred by JVM option, nobody here binds an IPv6 address. */
  private static boolean hasIpv6() throws IOException {
    return NetworkInterface.getByInetAddress(LiteralAddress.constant("::1")) != null;
  }

  private static void requireFree(StandardProtocolFamily family, String host, int port)
      throws IOException {
    InetSocketAddress address = new InetSocketAddress(LiteralAddress.constant(host), port);
    try (DatagramChannel udp = DatagramChannel.open(family)) {
      udp.bind(address);
    }
    try (SocketChannel tcp = SocketChannel.open(family)) {
      tcp.bind(address);
    }
  }
}
