package io.github.udppeer;

import io.github.udppeer.report.BoundSocket;
import io.github.udppeer.report.SocketTable;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalLong;

/** The kernel's own count of the datagrams that it dropped on a socket. */
final class KernelDrops {

  private static final boolean TOLD = SocketTable.read().isPresent();

  private KernelDrops() {}

  /** Returns the count; empty where the system does not tell, or the socket is gone. */
  static OptionalLong of(InetSocketAddress local) {
    Optional<BoundSocket> socket = SocketTable.read().flatMap(table -> table.boundTo(local));
    return socket.isPresent() ? OptionalLong.of(socket.get().drops()) : OptionalLong.empty();
  }

  /** Returns both together; empty where one is not known. */
  static OptionalLong sum(OptionalLong one, OptionalLong other) {
    return one.isPresent() && other.isPresent()
        ? OptionalLong.of(one.getAsLong() + other.getAsLong())
        : OptionalLong.empty();
  }

  /** Returns the count of a socket on which nothing can have been dropped. */
  static OptionalLong none() {
    return TOLD ? OptionalLong.of(0) : OptionalLong.empty();
  }
}
