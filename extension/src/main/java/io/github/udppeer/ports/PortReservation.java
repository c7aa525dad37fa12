package io.github.udppeer.ports;

import io.github.udppeer.exceptions.PeerException;
import io.github.udppeer.internal.text.Words;
import java.io.IOException;
import java.net.BindException;
import java.util.Locale;

/**
 * A port number that belongs to one test until this reservation is closed, for code under test that
 * must bind by itself and cannot bind port 0.
 *
 * <p>A number got by {@code new DatagramSocket(0)} and closed again can go to any other socket of
 * the machine before the code under test binds it. This one lies outside the range from which the
 * system gives out numbers, was free for UDP and TCP on the loopback and wildcard addresses of IPv4
 * and IPv6 when it was given, and is given to no other test: not of this run, and not of any other
 * run on the machine that uses this library. The number itself is not bound while it is held, so a
 * program that knows nothing of this library could still take it.
 *
 * <p>A socket of the library on an address of 127.77.0.0/16 stands for the number, so the system
 * frees it when the process ends, however it ends. Where such an address cannot be bound, as on
 * macOS, a file in a folder of the user's does it instead; runs of two users are then not kept from
 * each other.
 *
 * <p>Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class PortReservation implements AutoCloseable {

  /** If nine numbers in ten were taken, this many tries would fail once in 10^45 times. */
  private static final int MOST_TRIES = 1000;

  private final int port;
  private final PortLock lock;

  private PortReservation(int port, PortLock lock) {
    this.port = port;
    this.lock = lock;
  }

  static PortReservation reserve() {
    return reserve(PortLocks.ofThisMachine(), ReservablePorts.ofThisMachine());
  }

  /**
   * Draws a number for each try: processes that counted on from a start would, once met, walk on
   * side by side.
   */
  static PortReservation reserve(PortLocks locks, ReservablePorts ports) {
    IOException last = new IOException("nothing was tried");
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      int port = ports.draw();
      try {
        return new PortReservation(port, lockedAndFree(port, locks));
      } catch (PortTakenException | BindException taken) {
        last = taken;
      } catch (IOException trouble) { // which another number would not end
        throw failed("", ports, locks, trouble);
      }
    }
    throw failed(" in " + Words.number(MOST_TRIES) + " tries", ports, locks, last);
  }

  private static PeerException failed(
      String tries, ReservablePorts ports, PortLocks locks, IOException cause) {
    return new PeerException(
        String.format(
            Locale.ROOT,
            "no port could be reserved%s with numbers from %s, locked by %s; at last: %s",
            tries,
            ports,
            locks,
            cause.getMessage()),
        cause);
  }

  /** First the lock, then the look: nobody else who asks for the lock looks at the same time. */
  private static PortLock lockedAndFree(int port, PortLocks locks) throws IOException {
    PortLock lock = PortLock.take(port, locks);
    try {
      PortProbe.requireFree(port);
      return lock;
    } catch (IOException | RuntimeException taken) {
      lock.close();
      throw taken;
    }
  }

  /**
   * Returns the reserved number.
   *
   * @return the number, 10000 or more; it stays the same when the reservation is closed
   */
  public int port() {
    return port;
  }

  /**
   * Gives the number back; a second call does nothing. It closes no socket that is bound to it.
   *
   * @throws java.io.UncheckedIOException if the lock cannot be given up
   */
  @Override
  public void close() {
    lock.close();
  }

  @Override
  public String toString() {
    return "reserved port " + port;
  }
}
