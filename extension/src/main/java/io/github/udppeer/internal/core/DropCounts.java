package io.github.udppeer.internal.core;

import java.net.InetSocketAddress;

/** The kernel's counts of the datagrams that it dropped on sockets, as one look has them. */
public interface DropCounts {

  /** Whether the system counts them at all. */
  boolean isThere();

  /** Reads them now, so that no question waits for the system. */
  void look();

  /** Returns the count of a socket since it was bound here; 0 where nothing is bound. */
  long on(InetSocketAddress local);
}
