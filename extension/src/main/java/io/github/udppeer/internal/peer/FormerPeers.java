package io.github.udppeer.internal.peer;

import io.github.udppeer.internal.core.CapturedSocket;
import io.github.udppeer.internal.kernel.LiteralAddress;
import io.github.udppeer.internal.kernel.UnreachedDatagrams;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The peers of a run that were closed last: the kernel gives their ports to others, and what is
 * still sent to them, or by their names, arrives there.
 */
public final class FormerPeers {

  private static final int MOST = 256;

  /** By then another one may have the address. */
  private static final long LATEST_CAPTURE_NANOS = 100_000_000;

  /**
   * A closed peer.
   *
   * @param name its name
   * @param address what it was bound to
   * @param openedNanos the monotonic clock's reading when it was opened
   * @param closedNanos the monotonic clock's reading when it was closed
   * @param unreached how many datagrams had come for ports that nothing was bound to; only of one
   *     that served more than one test, and where the system reports it
   */
  public record Former(
      String name,
      InetSocketAddress address,
      long openedNanos,
      long closedNanos,
      OptionalLong unreached) {

    /** Whether who is seen under that address, or addressed by it, may be this one. */
    public boolean isAt(InetSocketAddress seen) {
      return LiteralAddress.reachable(address, seen.getAddress()).equals(seen);
    }

    /** Whether what was captured then may have been sent by it: the capturing may come late. */
    public boolean mayHaveSentAt(long capturedNanos) {
      return capturedNanos - openedNanos >= 0
          && capturedNanos - closedNanos <= LATEST_CAPTURE_NANOS;
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Former> latest = new ArrayDeque<>();

  /** Remembers one; {@code isOfClass} if it has served more than one test. */
  void add(String name, CapturedSocket closed, boolean isOfClass) {
    InetSocketAddress address = closed.localAddress();
    OptionalLong unreached = unreached(address, isOfClass);
    Former former = new Former(name, address, closed.openedNanos(), System.nanoTime(), unreached);
    lock.lock();
    try {
      if (latest.size() == MOST) {
        latest.removeLast();
      }
      latest.addFirst(former);
    } finally {
      lock.unlock();
    }
  }

  /** The reading takes its time, so it is made once for a class and not for each test. */
  private static OptionalLong unreached(InetSocketAddress address, boolean isOfClass) {
    return isOfClass ? UnreachedDatagrams.now().over(address.getAddress()) : OptionalLong.empty();
  }

  /** Returns the one that was closed last of those that are meant. */
  public Optional<Former> latest(Predicate<Former> which) {
    return list(which).stream().findFirst();
  }

  /** Returns those that are meant, the one that was closed last first. */
  public List<Former> list(Predicate<Former> which) {
    lock.lock();
    try {
      return latest.stream().filter(which).toList();
    } finally {
      lock.unlock();
    }
  }
}
