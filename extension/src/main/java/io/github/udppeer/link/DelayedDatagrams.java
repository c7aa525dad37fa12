package io.github.udppeer.link;

import io.github.udppeer.internal.core.Timer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Datagrams that have been judged and go later: when they are due, or when others have gone. The
 * link's lock guards it.
 */
final class DelayedDatagrams {

  /** How long the timer, on which other links wait too, leaves this one to who holds its lock. */
  private static final long RETRY_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

  /** How much a link may hold back at a time; its lock guards it. */
  static final class Room {

    static final long MOST_BYTES = 64L << 20;

    /** What one datagram weighs beside its payload. */
    private static final int ENTRY_BYTES = 400;

    private long heldBytes;

    boolean isFullFor(int length) {
      return heldBytes + length + ENTRY_BYTES > MOST_BYTES;
    }

    void take(int length) {
      heldBytes += length + ENTRY_BYTES;
    }

    void giveBack(int length) {
      heldBytes -= length + ENTRY_BYTES;
    }
  }

  /** What is done with one whose time has come; the lock is held. */
  interface Going {
    void go(Passing passing);
  }

  private static final class Late {
    final Passing passing;
    final long dueNanos;
    final long number;
    private Timer.@Nullable Due due;

    Late(Passing passing, long dueNanos, long number) {
      this.passing = passing;
      this.dueNanos = dueNanos;
      this.number = number;
    }

    /** The clock's readings may overflow: only their differences count. */
    int compareTo(Late other) {
      int byTime = Long.signum(dueNanos - other.dueNanos);
      return byTime == 0 ? Long.compare(number, other.number) : byTime;
    }

    void cancel() {
      if (due != null) {
        due.cancel();
      }
    }
  }

  private static final Comparator<Late> IN_ORDER = Late::compareTo;

  private final ReentrantLock lock;
  private final Timer timer;
  private final Going going;
  private final TreeSet<Late> delayed = new TreeSet<>(IN_ORDER);
  private final List<Passing> held = new ArrayList<>();
  private long given;

  DelayedDatagrams(ReentrantLock lock, Timer timer, Going going) {
    this.lock = lock;
    this.timer = timer;
    this.going = going;
  }

  /** Keeps one back until a time of the monotonic clock. */
  void delay(Passing passing, long dueNanos) {
    Late late = new Late(passing, dueNanos, given++);
    delayed.add(late);
    late.due = timer.at(dueNanos, this::deliver);
  }

  /** Lets all go that are due, in their order. */
  private void deliver() {
    if (!lock.tryLock()) {
      timer.after(RETRY_NANOS, this::deliver);
      return;
    }
    try {
      long now = System.nanoTime();
      while (!delayed.isEmpty() && delayed.first().dueNanos - now <= 0) {
        going.go(delayed.pollFirst().passing);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Keeps one back until others have gone. */
  void hold(Passing passing) {
    held.add(passing);
  }

  /** Takes out the first for which enough have gone in its direction. */
  @Nullable Passing takeHeld(LinkDirection direction, long passed) {
    Iterator<Passing> each = held.iterator();
    while (each.hasNext()) {
      Passing passing = each.next();
      if (passing.direction() == direction && passing.others() <= passed) {
        each.remove();
        return passing;
      }
    }
    return null;
  }

  void clear() {
    delayed.forEach(Late::cancel);
    delayed.clear();
    held.clear();
  }
}
