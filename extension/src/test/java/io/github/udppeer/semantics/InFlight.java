package io.github.udppeer.semantics;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What is pending, by length: the one place where a peer differs from the kernel by design. A peer
 * moves what arrives into a log that holds 64 MiB; the kernel drops what its queue has no room for.
 * So a sequence only sends what the smaller of the two holds, and neither drops.
 */
final class InFlight {

  /**
   * Less than three quarters of what a kernel queue of the default size, 212,992, has room for: the
   * kernel reserves twice that, and gives room back a quarter at a time.
   */
  private static final int HELD_BY_THE_KERNEL = 300_000;

  /** The kernel's bookkeeping for one datagram, at most; its memory goes by powers of two. */
  private static final int BOOKKEEPING = 4096;

  private final Deque<Integer> lengths = new ArrayDeque<>();
  private int held;

  boolean admits(int length) {
    return lengths.isEmpty() || held + charge(length) <= HELD_BY_THE_KERNEL;
  }

  void sent(int length) {
    lengths.add(length);
    held += charge(length);
  }

  void consumed() {
    held -= charge(lengths.remove());
  }

  boolean isEmpty() {
    return lengths.isEmpty();
  }

  int head() {
    return lengths.isEmpty() ? 0 : lengths.peek();
  }

  private static int charge(int length) {
    return BOOKKEEPING + 2 * length;
  }
}
