package io.github.udppeer.link;

import io.github.udppeer.core.RelaySocket;
import io.github.udppeer.report.BoundSocket;
import io.github.udppeer.report.SocketTable;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the kernel dropped on the ports of one side of a link. Its counter ends with the port, so
 * that of one that is closed is kept. The link's lock guards it.
 */
final class PortDrops {

  private OptionalLong ofClosed = OptionalLong.of(0);

  /** Keeps the counts of these, which are about to be closed. */
  void closing(Collection<RelaySocket> sockets) {
    if (sockets.stream().anyMatch(RelaySocket::mayHaveOverflowed)) { // to look costs time
      ofClosed = of(sockets, SocketTable.read());
    }
  }

  /** Returns the count of these, which are open, and of all that were closed before. */
  OptionalLong of(Collection<RelaySocket> open, Optional<SocketTable> table) {
    if (table.isEmpty() || ofClosed.isEmpty()) {
      return OptionalLong.empty();
    }
    long ofOpen =
        open.stream()
            .filter(RelaySocket::mayHaveOverflowed) // on the others nothing was dropped
            .mapToLong(socket -> drops(socket, table.get()))
            .sum();
    return OptionalLong.of(ofClosed.getAsLong() + ofOpen);
  }

  /** One that is not in the table was opened since. */
  private static long drops(RelaySocket socket, SocketTable table) {
    return table.boundTo(socket.localAddress()).map(BoundSocket::drops).orElse(0L);
  }
}
