package io.github.udppeer.link;

import io.github.udppeer.core.DueSteps;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Datagrams that have been judged and go later: when they are due, or when others have gone. The
 * link's lock guards it.
 */
final class Waiting {

  /** What is done with one whose time has come; the lock is held. */
  interface Going {
    void go(Flight flight);
  }

  private final ReentrantLock lock;
  private final DueSteps timer;
  private final Going going;
  private final Map<Flight, DueSteps.Due> delayed = new HashMap<>();
  private final List<Flight> held = new ArrayList<>();

  Waiting(ReentrantLock lock, DueSteps timer, Going going) {
    this.lock = lock;
    this.timer = timer;
    this.going = going;
  }

  /**
   * Keeps one back.
   *
   * @param flight what is to be sent
   * @param delayNanos how long at least
   * @return false where the run has ended, so that it will never go
   */
  boolean add(Flight flight, long delayNanos) {
    if (delayNanos <= 0) {
      held.add(flight);
      return true;
    }
    try {
      delayed.put(flight, timer.after(delayNanos, () -> due(flight)));
      return true;
    } catch (RejectedExecutionException runHasEnded) {
      return false;
    }
  }

  private void due(Flight flight) {
    lock.lock();
    try {
      if (delayed.remove(flight) != null) {
        going.go(flight);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Keeps one back, the delay of which is over, until others have gone. */
  void hold(Flight flight) {
    held.add(flight);
  }

  /** Takes out the first for which enough have gone in its direction. */
  @Nullable Flight takeHeld(LinkDirection direction, long passed) {
    Iterator<Flight> each = held.iterator();
    while (each.hasNext()) {
      Flight flight = each.next();
      if (flight.direction() == direction && flight.others() <= passed) {
        each.remove();
        return flight;
      }
    }
    return null;
  }

  void clear() {
    delayed.values().forEach(DueSteps.Due::cancel);
    delayed.clear();
    held.clear();
  }
}
