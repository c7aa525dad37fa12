package io.github.udppeer.jupiter;

import io.github.udppeer.ports.PortReservation;
import io.github.udppeer.ports.UdpPorts;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The port numbers that a scope holds. */
final class ReservedPorts implements AutoCloseable {

  private final Deque<PortReservation> held = new ArrayDeque<>();

  int reserve() {
    PortReservation reservation = UdpPorts.reserve();
    hold(reservation);
    return reservation.port();
  }

  private synchronized void hold(PortReservation reservation) {
    held.push(reservation);
  }

  private synchronized @Nullable PortReservation earliest() {
    return held.pollLast();
  }

  /** Lets all of them go, the latest first, whatever fails on the way. */
  @Override
  public void close() {
    try (PortReservation earliest = earliest()) {
      if (earliest != null) {
        close();
      }
    }
  }
}
