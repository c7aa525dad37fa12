package io.github.udppeer.report;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's socket table as one failure sees it: read when it is first asked for, and once,
 * since a reading takes tens of milliseconds where thousands of sockets are open.
 */
public final class KernelLook {

  private @Nullable Optional<SocketTable> table;

  /** Returns the table; empty where the system has none that we can read. */
  public Optional<SocketTable> table() {
    Optional<SocketTable> known = table;
    if (known == null) {
      known = SocketTable.read();
      table = known;
    }
    return known;
  }
}
