package io.github.udppeer.internal.peer;

import io.github.udppeer.internal.core.CaptureView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The last few datagrams that a peer has forgotten by clear(), so that a test which clears too late
 * learns so. Long ones are left out: it keeps 64 KiB of payload at most.
 */
public final class ClearedDatagrams {

  private static final int MOST = 64;
  private static final int LONGEST = 1024;

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<CapturedDatagram> latest = new ArrayDeque<>();
  private long count;

  void add(Peer peer, CaptureView view) {
    lock.lock();
    try {
      count += view.size();
      for (int entry = Math.max(0, view.size() - MOST); entry < view.size(); entry++) {
        if (view.length(entry) <= LONGEST) {
          latest.addLast(CapturedDatagram.received(peer, view, entry));
        }
      }
      while (latest.size() > MOST) {
        latest.removeFirst();
      }
    } finally {
      lock.unlock();
    }
  }

  public long count() {
    lock.lock();
    try {
      return count;
    } finally {
      lock.unlock();
    }
  }

  /** Returns the latest one that matches; the caller's code runs without the lock. */
  public Optional<CapturedDatagram> find(Predicate<CapturedDatagram> match) {
    return latestFirst().stream().filter(match).findFirst();
  }

  private List<CapturedDatagram> latestFirst() {
    lock.lock();
    try {
      List<CapturedDatagram> copy = new ArrayList<>(latest);
      Collections.reverse(copy);
      return copy;
    } finally {
      lock.unlock();
    }
  }
}
