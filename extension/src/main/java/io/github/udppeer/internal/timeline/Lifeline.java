package io.github.udppeer.internal.timeline;

import io.github.udppeer.internal.core.CapturedSocket;
import io.github.udppeer.internal.text.Words;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;

/**
 * One peer as the timeline shows it.
 *
 * @param name the peer's name
 * @param socket its socket
 */
public record Lifeline(String name, CapturedSocket socket) {

  /** Returns {@code peer "server" (127.0.0.1:4242)}. */
  public String subject() {
    return String.format(
        Locale.ROOT, "peer \"%s\" (%s)", name, Words.address(socket.localAddress()));
  }

  /** Whether a datagram with this address at one end is of it. */
  boolean isAt(InetSocketAddress address) {
    return isOf(socket.localAddress(), address);
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
