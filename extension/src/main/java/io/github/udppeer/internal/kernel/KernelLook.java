package io.github.udppeer.internal.kernel;

import io.github.udppeer.internal.core.DropCounts;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * The kernel's socket table as one failure sees it: read when it is first asked for, and once,
 * since a reading takes tens of milliseconds where thousands of sockets are open.
 */
public final class KernelLook implements DropCounts {

  private boolean isRead;
  private Optional<SocketTable> table = Optional.empty();

  /** Says whether the system has one, which costs less than to read it. */
  @Override
  public boolean isThere() {
    return isRead ? table.isPresent() : SocketTable.isThere();
  }

  /** Returns the table; empty where the system has none that we can read. */
  public Optional<SocketTable> table() {
    if (!isRead) {
      table = SocketTable.read();
      isRead = true;
    }
    return table;
  }

  @Override
  public void look() {
    table();
  }

  @Override
  public long on(InetSocketAddress local) {
    return table().flatMap(read -> read.boundTo(local)).map(BoundSocket::drops).orElse(0L);
  }
}
