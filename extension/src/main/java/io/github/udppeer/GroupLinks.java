package io.github.udppeer;

import io.github.udppeer.report.LinkTrace;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** The latest links of a group, open or closed, for its messages and reports. */
final class GroupLinks {

  private static final int MOST = 64;

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<LinkTrace> latest = new ArrayDeque<>(1);

  void add(LinkTrace link) {
    lock.lock();
    try {
      if (latest.size() == MOST) {
        latest.removeFirst();
      }
      latest.addLast(link);
    } finally {
      lock.unlock();
    }
  }

  List<LinkTrace> list() {
    lock.lock();
    try {
      return List.copyOf(latest);
    } finally {
      lock.unlock();
    }
  }
}
