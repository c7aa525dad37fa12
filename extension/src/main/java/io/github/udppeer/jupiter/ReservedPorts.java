package io.github.udppeer.jupiter;

import io.github.udppeer.PortReservation;
import io.github.udppeer.UdpPorts;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/** The port numbers that a scope holds. */
final class ReservedPorts implements AutoCloseable {

  private final Deque<PortReservation> held = new ConcurrentLinkedDeque<>();

  int reserve() {
    PortReservation reservation = UdpPorts.reserve();
    held.push(reservation);
    return reservation.port();
  }

  /** Lets all of them go, the latest first, whatever fails on the way. */
  @Override
  public void close() {
    try (PortReservation earliest = held.pollLast()) {
      if (earliest != null) {
        close();
      }
    }
  }
}
