package io.github.udppeer.report;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Which peer, plain socket or link of a test an address belongs to. */
public final class PeerNames {

  private final Participants participants;

  /** Knows these; where two had the same address, the later one counts. */
  public PeerNames(Participants participants) {
    this.participants = participants;
  }

  /** Returns {@code 127.0.0.1:4242 (peer "server")}, or the address alone where it is nobody's. */
  public String address(InetSocketAddress address) {
    return Words.address(address) + beside(address);
  }

  public String beside(InetSocketAddress address) {
    String name = "";
    for (Lifeline peer : participants.peers()) {
      if (isOf(peer.socket().localAddress(), address)) {
        name = " (peer \"" + peer.name() + "\")";
      }
    }
    return name.isEmpty() ? socketBeside(address) : name;
  }

  private String socketBeside(InetSocketAddress address) {
    return participants.sockets().stream()
        .filter(socket -> socket.isAt(address))
        .reduce((earlier, later) -> later)
        .map(socket -> " (" + socket.words() + ")")
        .orElseGet(() -> linkBeside(address));
  }

  /** Tells whether the address is that of a plain socket of the test. */
  public boolean isPlainSocket(InetSocketAddress address) {
    return participants.sockets().stream().anyMatch(socket -> socket.isAt(address));
  }

  private String linkBeside(InetSocketAddress address) {
    return participants.links().stream()
        .filter(link -> link.hasPort(address))
        .findFirst()
        .map(link -> " (link \"" + link.name() + "\")")
        .orElse("");
  }

  /** A socket bound to the wildcard is addressed by any address of this machine. */
  static boolean isOf(InetSocketAddress bound, InetSocketAddress address) {
    InetAddress host = address.getAddress();
    return bound.equals(address)
        || (bound.getPort() == address.getPort()
            && bound.getAddress().isAnyLocalAddress()
            && host != null
            && host.isLoopbackAddress());
  }
}
