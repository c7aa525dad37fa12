package io.github.udppeer.internal.core;

import io.github.udppeer.internal.core.ChunkPool.NoMemoryException;
import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;

/** A bound socket that the loop's selector watches. */
abstract class LoopSocket {

  private final long openedNanos = System.nanoTime();
  private volatile boolean watchingIsClaimed;

  /** Returns the monotonic clock's reading when the socket was opened. */
  public final long openedNanos() {
    return openedNanos;
  }

  /** The channel that the loop's selector watches. */
  abstract SelectableChannel channel();

  /**
   * Takes what is queued; called by the loop when the channel is readable.
   *
   * @return false when another thread holds the socket
   * @throws NoMemoryException if nothing can be taken for now, so that the loop tries again later
   * @throws IOException if nothing can be taken any more, so that the loop lets go of it
   */
  abstract boolean capture() throws IOException;

  /** Has its callers fail from now on, with this cause: the loop has let go of it. */
  abstract void fail(Throwable broken);

  /** Lets every waiting call look again whether its deadline and the loop allow it to wait. */
  abstract void wake();

  /** Lets one caller only have the selector watch this socket, or close it unwatched. */
  final boolean claimWatching() {
    return !watchingIsClaimed && claimWatchingOnce();
  }

  /** Lets the selector watch this socket anew, on another channel. */
  final synchronized void unclaimWatching() {
    watchingIsClaimed = false;
  }

  /** Whether the selector reports arrivals. */
  boolean isReading() {
    return true;
  }

  private synchronized boolean claimWatchingOnce() {
    boolean first = !watchingIsClaimed;
    watchingIsClaimed = true;
    return first;
  }

  /**
   * Does nothing where the key is cancelled: another thread takes the socket down, or closes it.
   */
  static void wantArrivals(SelectionKey key, boolean isWanted) {
    try {
      key.interestOps(isWanted ? SelectionKey.OP_READ : 0);
    } catch (CancelledKeyException letGo) {
      // it has no arrivals any more
    }
  }
}
