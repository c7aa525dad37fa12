package io.github.udppeer.internal.kernel;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.util.Optional;

/**
 * By which interface the system sends to a multicast group for who names none. To connect a
 * datagram socket asks for the route and sends nothing.
 */
public final class GroupRoute {

  private static final int ANY_PORT = 9;

  private GroupRoute() {}

  /** Returns the interface; empty where there is no route, or the system does not report it. */
  public static Optional<NetworkInterface> to(InetAddress group) {
    boolean isIpv4 = group instanceof Inet4Address;
    try (DatagramChannel scratch =
        DatagramChannel.open(isIpv4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6)) {
      scratch.connect(new InetSocketAddress(group, ANY_PORT));
      InetSocketAddress local = (InetSocketAddress) scratch.getLocalAddress();
      return Optional.ofNullable(NetworkInterface.getByInetAddress(local.getAddress()));
    } catch (IOException | UnsupportedOperationException unknown) {
      return Optional.empty();
    }
  }
}
