package io.github.udppeer.internal.core;

import java.io.IOException;
import java.nio.channels.DatagramChannel;

/** A loop whose thread has taken its first turn: before that it borrows from the pool. */
final class PreparedLoop {

  private PreparedLoop() {}

  /** Waits until it is prepared, and returns what its pool keeps then. */
  static long keptBytes(DatagramLoop loop) throws IOException {
    try (DatagramChannel unwatched = DatagramChannel.open()) {
      loop.awaitRelease(unwatched);
    }
    return loop.pool().keptBytes();
  }
}
