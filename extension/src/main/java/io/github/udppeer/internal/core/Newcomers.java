package io.github.udppeer.internal.core;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** New sockets, which are left alone for a moment before the selector watches them. */
final class Newcomers {

  /**
   * How long a new socket is left alone. In this time a sender at full speed sends a hundred small
   * datagrams or ten of the largest.
   */
  private static final long NEW_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

  /** How long after an opening more are expected. */
  private static final long ACTIVE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Queue<LoopSocket> queue = new ConcurrentLinkedQueue<>();
  private volatile long latestOpeningNanos = System.nanoTime();

  void add(LoopSocket socket) {
    latestOpeningNanos = socket.openedNanos();
    queue.add(socket);
  }

  /** Whether sockets are being opened: more may come, and those that have must not wait long. */
  boolean areExpected() {
    return System.nanoTime() - latestOpeningNanos < ACTIVE_NANOS || !queue.isEmpty();
  }

  /** Takes the oldest, if it is of age at this reading of the monotonic clock. */
  @Nullable LoopSocket takeOfAge(long nanos) {
    LoopSocket oldest = queue.peek();
    if (oldest == null || oldest.openedNanos() - (nanos - NEW_NANOS) > 0) {
      return null;
    }
    return queue.remove(); // it is the oldest still: nobody else removes
  }

  void clear() {
    queue.clear();
  }
}
