package io.github.udppeer.internal.group;

import io.github.udppeer.internal.timeline.LinkTrace;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The latest links of a group, open or closed, for its messages and reports. */
public final class GroupLinks {

  private static final int MOST = 64;

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<LinkTrace> latest = new ArrayDeque<>(1);
  private final Map<AutoCloseable, Runnable> toVerify = new LinkedHashMap<>();
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

  /** Verifies a link at the end of the test. */
  public void opened(AutoCloseable link, Runnable check) {
    lock.lock();
    try {
      toVerify.put(link, check);
    } finally {
      lock.unlock();
    }
  }

  /** A strict link is to be verified all the same; any other reports all when it is closed. */
  void closed(AutoCloseable link, boolean isStrict) {
    lock.lock();
    try {
      if (!isStrict) {
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

  /** The checks of those that are open, and of the strict ones. */
  List<Runnable> toVerify() {
    lock.lock();
    try {
      return List.copyOf(toVerify.values());
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
