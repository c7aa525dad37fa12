package io.github.udppeer;

import io.github.udppeer.link.DatagramLink;
import io.github.udppeer.report.LinkTrace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The latest links of a group, open or closed, for its messages and reports. */
final class GroupLinks {

  private static final int MOST = 64;

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<LinkTrace> latest = new ArrayDeque<>(1);
  private final List<DatagramLink> toVerify = new ArrayList<>(1);
  private volatile Optional<Long> together = Optional.empty();

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

  void opened(DatagramLink link) {
    lock.lock();
    try {
      toVerify.add(link);
    } finally {
      lock.unlock();
    }
  }

  /** A strict link is to be verified all the same; any other tells all when it is closed. */
  void closed(DatagramLink link) {
    lock.lock();
    try {
      if (!link.isStrict()) {
        toVerify.remove(link);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Runs a step in which those that wait for functions of the test have one limit for all. */
  void waitingTogether(Runnable step) {
    together = Optional.of(System.nanoTime());
    try {
      step.run();
    } finally {
      together = Optional.empty();
    }
  }

  /** What is left of a wait of so many nanoseconds. */
  long leftOfWait(long nanos) {
    return together.map(since -> nanos - (System.nanoTime() - since)).orElse(nanos);
  }

  /** Those that are open, and the strict ones. */
  List<DatagramLink> toVerify() {
    lock.lock();
    try {
      return List.copyOf(toVerify);
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
