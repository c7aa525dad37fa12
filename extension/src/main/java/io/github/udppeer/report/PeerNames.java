package io.github.udppeer.report;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** Which peer of a test an address belongs to. */
public final class PeerNames {

  private final List<Lifeline> lifelines;

  /** Knows these peers; where two had the same address, the later one counts. */
  public PeerNames(List<Lifeline> lifelines) {
    this.lifelines = List.copyOf(lifelines);
  }

  /** Returns {@code 127.0.0.1:4242 (peer "server")}, or the address alone where it is no peer's. */
  public String address(InetSocketAddress address) {
    return Words.address(address) + beside(address);
  }

  String beside(InetSocketAddress address) {
    String name = "";
    for (Lifeline lifeline : lifelines) {
      if (isOf(lifeline.socket().localAddress(), address)) {
        name = lifeline.name();
      }
    }
    return name.isEmpty() ? "" : " (peer \"" + name + "\")";
  }

  /** A socket bound to the wildcard is addressed by any address of this machine. */
  private static boolean isOf(InetSocketAddress bound, InetSocketAddress address) {
    InetAddress host = address.getAddress();
    return bound.equals(address)
        || (bound.getPort() == address.getPort()
            && bound.getAddress().isAnyLocalAddress()
            && host != null
            && host.isLoopbackAddress());
  }
}
