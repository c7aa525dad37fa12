package io.github.udppeer.internal.kernel;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * One socket of the kernel's UDP socket table, as it was when the table was read.
 *
 * @param local the address it is bound to; an IPv4-mapped one is given as the IPv4 address
 * @param remote the address it is connected to, else the wildcard with port 0
 * @param receiveQueueBytes the kernel memory that its unread datagrams take, overhead included: it
 *     is 0 exactly when nothing is unread, but it is not the sum of the payloads
 * @param drops the datagrams the kernel dropped on this socket since it was opened
 * @param inode the number by which a process' descriptors name it, 0 where no process holds it
 * @param uid the user that opened it
 */
public record BoundSocket(
    InetSocketAddress local,
    InetSocketAddress remote,
    long receiveQueueBytes,
    long drops,
    long inode,
    long uid) {

  /**
   * Says whether it would receive a unicast datagram sent to {@code destination}: it is bound to
   * that very address, or to the wildcard of its family, or, being dual stack, to the IPv6 wildcard
   * when the destination is IPv4.
   */
  boolean takes(InetSocketAddress destination) {
    return local.getPort() == destination.getPort()
        && !destination.isUnresolved()
        && takes(destination.getAddress());
  }

  private boolean takes(InetAddress destination) {
    InetAddress bound = local.getAddress();
    if (bound.isAnyLocalAddress()) {
      // The table does not show IPV6_V6ONLY; the JDK never sets it, and Linux leaves it off.
      return bound instanceof Inet6Address || destination instanceof Inet4Address;
    }
    return bound.equals(destination);
  }
}
