package io.github.udppeer.ports;

import io.github.udppeer.exceptions.PeerException;
import io.github.udppeer.internal.kernel.EphemeralRange;
import io.github.udppeer.internal.kernel.LockAddresses;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * The numbers to reserve from: 10000 and above, where few services live, without the ephemeral
 * range, from which the system serves whoever binds port 0 or connects.
 */
final class ReservablePorts {

  private static final int LOWEST = LockAddresses.LOWEST_RESERVED;
  private static final int HIGHEST = 65_535;

  private final String description;
  private final int[] ports;

  private ReservablePorts(String description, int[] ports) {
    this.description = description;
    this.ports = ports;
  }

  static ReservablePorts ofThisMachine() {
    return outside(EphemeralRange.ofThisMachine());
  }

  /** Leaves out the port of the locks too, should that be one of them. */
  static ReservablePorts outside(EphemeralRange range) {
    String ephemeral = "the ephemeral range " + range.first() + " to " + range.last();
    int locks = LockAddresses.of(range).port();
    int[] ports =
        IntStream.rangeClosed(LOWEST, HIGHEST)
            .filter(port -> !range.contains(port) && port != locks)
            .toArray();
    if (ports.length == 0) {
      throw new PeerException(
          "no port can be reserved: "
              + ephemeral
              + " of this system leaves no number from "
              + LOWEST
              + " to "
              + HIGHEST
              + "; narrow the range");
    }
    return new ReservablePorts(LOWEST + " to " + HIGHEST + " outside " + ephemeral, ports);
  }

  /** Just this one number: for tests of what happens when two want the same. */
  static ReservablePorts only(int port) {
    return new ReservablePorts(String.valueOf(port), new int[] {port});
  }

  int draw() {
    return ports[ThreadLocalRandom.current().nextInt(ports.length)];
  }

  IntStream all() {
    return IntStream.of(ports);
  }

  @Override
  public String toString() {
    return description;
  }
}
