package io.github.udppeer.ports;

import io.github.udppeer.exceptions.PeerException;
import io.github.udppeer.internal.kernel.LiteralAddress;
import io.github.udppeer.internal.kernel.SocketTable;
import io.github.udppeer.internal.text.Words;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * For code under test that binds its own UDP port: a number to give it, and the moment it is bound.
 *
 * <p>UDP has no handshake by which a server could be seen to be ready, and a datagram sent before
 * it has bound is lost without an error. {@link #awaitBound(InetSocketAddress, Duration)} takes the
 * place of the sleep that many tests have there. Code that can bind port 0, or takes a bound
 * socket, needs none of this.
 *
 * @since 0.1.0
 */
public final class UdpPorts {

  private static final String LOOPBACK = "127.0.0.1";
  private static final int HIGHEST_PORT = 65_535;

  private UdpPorts() {}

  /**
   * Reserves a port number, until it is closed, for code under test that must bind by itself and
   * cannot bind port 0.
   *
   * @return the reservation; its number is free for UDP and TCP when this method returns
   * @throws PeerException if no number could be reserved; the message says why
   */
  public static PortReservation reserve() {
    return PortReservation.reserve();
  }

  /**
   * Waits until a UDP socket is bound to this port of 127.0.0.1 or of a wildcard that covers it.
   *
   * @param port the port, 1 to 65535
   * @param limit the longest time to wait, more than zero
   * @throws PortNotBoundException if nothing was bound within the limit, or the thread was
   *     interrupted; then it still is
   * @throws IllegalArgumentException if the port or the limit is out of range
   */
  public static void awaitBound(int port, Duration limit) {
    if (port < 1 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException(
          "cannot wait for port "
              + port
              + "; use the number that the code under test binds, 1 to "
              + HIGHEST_PORT);
    }
    awaitBound(new InetSocketAddress(LiteralAddress.constant(LOOPBACK), port), limit);
  }

  /**
   * Waits until a datagram sent to this address would find a UDP socket: one bound to the address,
   * to the wildcard of its family, or, for an IPv4 address, to the dual-stack wildcard of IPv6. It
   * returns at once where that is so already.
   *
   * <p>On Linux it looks into the kernel's socket table. Elsewhere it tries to bind the address
   * itself, and sees by a bind that fails; in the instant a try holds the port, the code under test
   * can fail to bind it, so let that code retry. A port that this user may not bind cannot be tried
   * there; the wait then fails at once.
   *
   * @param address the address, resolved and with a port
   * @param limit the longest time to wait, more than zero
   * @throws PortNotBoundException if nothing was bound within the limit, or the thread was
   *     interrupted; then it still is
   * @throws IllegalArgumentException if the address has no port or is not resolved, or the limit is
   *     not more than zero
   * @throws java.io.UncheckedIOException if the trial bind fails for another reason, such as a port
   *     that this user may not bind; the message says which
   */
  public static void awaitBound(InetSocketAddress address, Duration limit) {
    requireBindable(address);
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException(
          "the limit must be more than zero, but was " + Words.duration(limit));
    }
    new BindWait(address, limit, SocketTable::read).await();
  }

  private static void requireBindable(InetSocketAddress address) {
    if (address.isUnresolved()) {
      throw new IllegalArgumentException(
          "cannot wait for "
              + Words.address(address)
              + ", whose host is not resolved; use a literal address such as "
              + LOOPBACK);
    }
    if (address.getPort() == 0) {
      throw new IllegalArgumentException(
          "cannot wait for "
              + Words.address(address)
              + "; use the number that the code under test binds, 1 to "
              + HIGHEST_PORT);
    }
  }
}
