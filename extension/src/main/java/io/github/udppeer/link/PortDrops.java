package io.github.udppeer.link;

import io.github.udppeer.internal.core.DropCounts;
import io.github.udppeer.internal.core.RelaySocket;
import io.github.udppeer.internal.kernel.KernelLook;
import java.util.Collection;
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
      ofClosed = of(sockets, new KernelLook());
    }
  }

  /** Returns the count of these, which are open, and of all that were closed before. */
  OptionalLong of(Collection<RelaySocket> open, DropCounts kernel) {
    if (!kernel.isThere() || ofClosed.isEmpty()) {
      return OptionalLong.empty();
    }
    long ofOpen =
        open.stream()
            .filter(RelaySocket::mayHaveOverflowed) // on the others nothing was dropped
            .mapToLong(socket -> kernel.on(socket.localAddress()))
            .sum();
    return OptionalLong.of(ofClosed.getAsLong() + ofOpen);
  }
}
