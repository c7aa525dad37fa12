package io.github.udppeer.internal.timeline;

import java.net.InetSocketAddress;

/**
 * A socket of a test that is no peer: code under test reads it, and nothing of it is captured.
 *
 * @param name how messages call it, empty if it has none
 * @param address what it was bound to
 */
public record PlainSocket(String name, InetSocketAddress address) {

  /** Returns {@code socket "client"}, or {@code this test's socket}. */
  public String words() {
    return name.isEmpty() ? "this test's socket" : "socket \"" + name + "\"";
  }

  /** Returns whether a datagram with this address at one end is of it. */
  public boolean isAt(InetSocketAddress other) {
    return Lifeline.isOf(address, other);
  }
}
