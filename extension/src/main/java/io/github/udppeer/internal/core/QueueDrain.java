package io.github.udppeer.internal.core;

import io.github.udppeer.internal.core.ChunkPool.NoMemoryException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Moves what the kernel has queued for a socket into its log. The socket's lock guards it. */
final class QueueDrain {

  /** Datagrams moved before the lock is let go, so that a flood starves nobody who asks. */
  private static final int PASS = 1024;

  /**
   * Passes that empty any queue that stood when the first one began: a kernel queue of the 4 MiB
   * asked for holds some ten thousand datagrams. A sender that never stops cannot keep us longer.
   */
  private static final int PASSES = 16;

  private final CaptureLog log;
  private final ArrivalWait arrivals;
  private DatagramSource source;
  private volatile boolean mayHaveOverflowed;
  private boolean suspended;
  private volatile boolean frozen;
  private boolean wasFrozen;
  private @Nullable NoMemoryException starved;
  private @Nullable IOException failure;

  QueueDrain(DatagramSource source, CaptureLog log, ArrivalWait arrivals) {
    this.source = source;
    this.log = log;
    this.arrivals = arrivals;
  }

  /** Moves nothing until it is resumed: the port is closed. */
  void suspend() {
    suspended = true;
  }

  void resume(DatagramSource reopened) {
    source = reopened;
    suspended = false;
  }

  /** Leaves what comes to the kernel until it is thawed. */
  void freeze() {
    frozen = true;
    wasFrozen = true;
  }

  /** Needs no lock. */
  void thaw() {
    frozen = false;
  }

  /** Needs no lock. */
  boolean isFrozen() {
    return frozen;
  }

  /** Whether the kernel's queue may have been full at some time. Needs no lock. */
  boolean mayHaveOverflowed() {
    return mayHaveOverflowed;
  }

  /** Fails if nothing can be captured any more. */
  void checkNotFailed() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  /** What ended the capturing; null while it goes on. */
  @Nullable IOException failure() {
    return failure;
  }

  /** Captures nothing any more, and has those that wait learn of it. */
  IOException fail(Throwable broken) {
    IOException known =
        broken instanceof IOException failing
            ? failing
            : new IOException("capturing failed: " + Thrown.words(broken), broken);
    failure = known;
    arrivals.announce();
    return known;
  }

  /** The index of the first pending datagram, or -1; moves more only where none is there. */
  long head() throws IOException {
    long head = log.head();
    for (int pass = 0; head < 0 && pass < PASSES; pass++) {
      boolean emptied = move() < PASS;
      head = log.head();
      if (emptied) {
        break;
      }
    }
    return head;
  }

  void moveAll() throws IOException {
    for (int pass = 0; pass < PASSES && move() == PASS; pass++) {
      // what was queued when the first pass began is moved by the last at the latest
    }
  }

  /** Moves all; what finds no memory must not be taken for nothing, or get lost unnoticed. */
  void moveAllOrFail() throws IOException {
    moveAll();
    checkNotStarved();
  }

  /** What is captured goes to the heap with the closing, so it need not keep the rest out. */
  void moveLast() throws IOException {
    moveAll();
    while (starved != null && log.makeRoom()) {
      moveAll();
    }
    checkNotStarved();
  }

  /** Moves some; returns how many. */
  int move() throws IOException {
    try {
      return suspended || frozen ? 0 : moveSome();
    } catch (Throwable broken) {
      throw fail(broken);
    }
  }

  private int moveSome() throws IOException {
    long before = log.arrivedMemory();
    int moved = 0;
    boolean isEmptied = true;
    if (wasFrozen) {
      log.expectQueued();
      wasFrozen = false;
    }
    try {
      moved = moveIntoLog();
      isEmptied = moved < PASS && starved == null;
    } finally {
      log.endDrain(isEmptied);
    }
    long queuedAtMost = log.arrivedMemory() - before;
    mayHaveOverflowed =
        mayHaveOverflowed || moved == PASS || queuedAtMost >= source.grantedReceiveBuffer();
    if (queuedAtMost > 0) {
      arrivals.announce();
    }
    return moved;
  }

  private int moveIntoLog() throws IOException {
    try {
      int moved = source.drainInto(log, PASS);
      starved = null;
      return moved;
    } catch (NoMemoryException passing) {
      starve(passing);
    } catch (OutOfMemoryError passing) {
      log.lose(); // the system has handed it over when the heap has no room for its address
      starve(new NoMemoryException("no memory to capture into: " + passing.getMessage(), passing));
    }
    return 0;
  }

  /** What came stays in the kernel's queue, as far as it fits, until there is memory again. */
  private void starve(NoMemoryException passing) throws IOException {
    starved = source.isReadable() ? passing : null;
    mayHaveOverflowed = true;
  }

  /** At the end of a wait and of a look: what the kernel has queued must not pass for nothing. */
  void checkNotStarved() throws NoMemoryException {
    NoMemoryException passing = starved;
    if (passing != null) {
      throw new NoMemoryException(Thrown.message(passing), passing);
    }
  }
}
