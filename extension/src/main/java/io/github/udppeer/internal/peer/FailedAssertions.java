package io.github.udppeer.internal.peer;

import io.github.udppeer.internal.core.CapturedSocket;
import io.github.udppeer.internal.timeline.Asserted;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** The latest assertions that failed on peers and links of a group, for its reports. */
public final class FailedAssertions {

  private static final int MOST = 16;

  /**
   * One of them.
   *
   * @param error what was thrown
   * @param nanos the monotonic clock's reading then: the message tells of nothing later
   * @param subject the peer's socket, if it was on a peer
   * @param asserted the datagrams that it is about
   */
  public record Failed(
      AssertionError error, long nanos, Optional<CapturedSocket> subject, Set<Asserted> asserted) {

    /** The sockets of all peers that it is about. */
    public Stream<CapturedSocket> sockets() {
      return Stream.concat(subject.stream(), asserted.stream().map(Asserted::socket));
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Failed> latest = new ArrayDeque<>();

  public void add(Failed failed) {
    lock.lock();
    try {
      if (latest.size() == MOST) {
        latest.removeFirst(); // a condition that is tried a thousand times fails as often
      }
      latest.addLast(failed);
    } finally {
      lock.unlock();
    }
  }

  public List<Failed> list() {
    lock.lock();
    try {
      return new ArrayList<>(latest);
    } finally {
      lock.unlock();
    }
  }
}
