package io.github.udppeer;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The peers of a run that were closed last: the kernel gives their ports to others, and what is
 * still sent to them, or by their names, arrives there.
 */
final class FormerPeers {

  private static final int MOST = 256;

  /**
   * A closed peer.
   *
   * @param name its name
   * @param address what it was bound to
   * @param closedNanos the monotonic clock's reading when it was closed
   */
  record Former(String name, InetSocketAddress address, long closedNanos) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Former> latest = new ArrayDeque<>();

  void add(DatagramPeer closed) {
    lock.lock();
    try {
      if (latest.size() == MOST) {
        latest.removeLast();
      }
      latest.addFirst(new Former(closed.name(), closed.address(), System.nanoTime()));
    } finally {
      lock.unlock();
    }
  }

  /** Returns the last peer that had this address and was closed before that moment. */
  Optional<Former> at(InetSocketAddress address, long beforeNanos) {
    lock.lock();
    try {
      Iterator<Former> former = latest.iterator();
      while (former.hasNext()) {
        Former each = former.next();
        if (each.address().equals(address) && each.closedNanos() - beforeNanos <= 0) {
          return Optional.of(each);
        }
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }
}
