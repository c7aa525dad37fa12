package io.github.udppeer.internal.core;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;

/** Opens channels by the family of an address, and says why where that family is not there. */
public final class DatagramChannels {

  private DatagramChannels() {}

  /**
   * Opens a channel of this address's family, not bound yet.
   *
   * @throws SocketException if this JVM has no such family; its message says why and what to do
   */
  public static DatagramChannel open(InetAddress address) throws IOException {
    try {
      return DatagramChannel.open(
          address instanceof Inet6Address
              ? StandardProtocolFamily.INET6
              : StandardProtocolFamily.INET);
    } catch (UnsupportedOperationException noFamily) {
      throw withoutIpv6(noFamily);
    }
  }

  /** Returns what a failure comes to where it is the want of the address's family. */
  public static IOException explained(IOException failure, InetAddress address) {
    return address instanceof Inet6Address && !hasIpv6() ? withoutIpv6(failure) : failure;
  }

  /** Says whether this JVM has IPv6; with an answer of no, none of its addresses can be bound. */
  public static boolean hasIpv6() {
    try (DatagramChannel trial = DatagramChannel.open(StandardProtocolFamily.INET6)) {
      return trial.isOpen();
    } catch (IOException trouble) {
      return true; // of another kind
    } catch (UnsupportedOperationException noFamily) {
      return false;
    }
  }

  /** Says why this JVM has no IPv6. */
  public static String whyNoIpv6() {
    return Boolean.getBoolean("java.net.preferIPv4Stack")
        ? "this JVM runs without IPv6 (-Djava.net.preferIPv4Stack=true)"
        : "this machine has no IPv6";
  }

  private static SocketException withoutIpv6(Exception cause) {
    SocketException failure =
        new SocketException(whyNoIpv6() + "; use an IPv4 address such as 127.0.0.1");
    failure.initCause(cause);
    return failure;
  }
}
