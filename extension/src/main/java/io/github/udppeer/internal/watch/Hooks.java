package io.github.udppeer.internal.watch;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the JDK's datagram classes call while they are watched. A copy of it is defined into
 * java.base beside them, under another name, so it is one class that knows the JDK's types only;
 * under this name it is never initialized.
 *
 * <p>No method lets the code under test see a difference: what a call returns and leaves in its
 * buffers is what it would without the watch.
 */
public final class Hooks {

  public static final int OPENED = 0;
  public static final int BOUND = 1;
  public static final int CONNECTED = 2;
  public static final int DISCONNECTED = 3;
  public static final int JOINED = 4;
  public static final int SENT = 5;
  public static final int WAITS = 6;
  public static final int RECEIVED = 7;
  public static final int CLOSED = 8;

  /** What a receive returned that found nothing, or failed. */
  public static final int NOTHING = -2;

  /** The time-out of a receive that does not wait at all. */
  public static final int NO_WAIT = -1;

  /** Longer than any UDP payload: a receive that offers as much cuts nothing. */
  static final int LONGEST = 65_535;

  /** A read gives the kernel 1,024 buffers at most, and one of them is to be the large one. */
  private static final int MOST_BUFFERS = 1_000;

  private static final int MOST_IDLE = 16;

  /**
   * Gets each event: kind, channel, address, two numbers, what was thrown; with a receive that was
   * measured, the room and the datagram's length too.
   */
  public static volatile @Nullable Consumer<Object[]> recorder;

  /** Decides whether the lengths of a channel's datagrams are to be measured. */
  public static volatile @Nullable Predicate<Object> measured;

  private static final ConcurrentLinkedQueue<ByteBuffer> IDLE = new ConcurrentLinkedQueue<>();
  private static final AtomicInteger IDLE_COUNT = new AtomicInteger();

  /** The room and the length of what the thread receives; the length is -1 outside of that. */
  private static final ThreadLocal<int[]> MEASURE = new ThreadLocal<>();

  private Hooks() {}

  public static void on(
      int kind,
      Object channel,
      @Nullable Object address,
      long first,
      long second,
      @Nullable Throwable thrown) {
    Consumer<Object[]> consumer = recorder;
    if (consumer != null) {
      consumer.accept(new Object[] {kind, channel, address, first, second, thrown});
    }
  }

  /** Reports the end of a receive, with what was measured on its way. */
  public static void received(
      Object channel, @Nullable Object from, long room, long returned, @Nullable Throwable thrown) {
    Consumer<Object[]> consumer = recorder;
    if (consumer != null) {
      int[] measure = MEASURE.get();
      int length = measure == null ? -1 : measure[1];
      int offered = length < 0 ? -1 : measure[0];
      if (length >= 0) {
        measure[1] = -1;
      }
      consumer.accept(
          new Object[] {RECEIVED, channel, from, room, returned, thrown, offered, length});
    }
  }

  /** Returns a large buffer to receive into in place of the caller's; null to leave the call. */
  public static @Nullable ByteBuffer larger(
      Object channel, @Nullable ByteBuffer own, boolean receivesIntoEmpty) {
    Predicate<Object> test = measured;
    if (test == null || own == null || own.isReadOnly()) {
      return null;
    }
    int room = own.remaining();
    boolean cutsNothing = room >= LONGEST || (room == 0 && !receivesIntoEmpty);
    return cutsNothing || !test.test(channel) ? null : take();
  }

  /** Copies what fits into the caller's buffer; returns what the call would have returned. */
  public static int settle(
      ByteBuffer own,
      ByteBuffer large,
      int length,
      boolean receivesIntoEmpty,
      @Nullable Throwable thrown) {
    int room = own.remaining();
    int result = length;
    if (thrown == null && length >= 0) {
      large.position(0).limit(Math.min(length, room));
      own.put(large);
      result = Math.min(length, receivesIntoEmpty ? Math.max(room, 1) : room);
      keep(room, length);
    }
    give(large);
    return result;
  }

  /** Reports a receive that was left as it was because its buffer holds any datagram. */
  public static void uncut(ByteBuffer own, int length) {
    int room = length + own.remaining();
    if (length >= 0 && room >= LONGEST) {
      keep(room, length);
    }
  }

  /** Returns the caller's buffers with a large one behind them; null to leave the call. */
  public static ByteBuffer @Nullable [] extended(
      Object channel, ByteBuffer @Nullable [] own, int offset, int count) {
    Predicate<Object> test = measured;
    long room = room(own, offset, count);
    boolean cutsNothing = room <= 0 || room >= LONGEST;
    if (test == null || own == null || cutsNothing || count > MOST_BUFFERS || !test.test(channel)) {
      return null;
    }
    ByteBuffer[] more = new ByteBuffer[count + 1];
    for (int i = 0; i < count; i++) {
      ByteBuffer each = own[offset + i];
      if (each == null || each.isReadOnly()) {
        return null;
      }
      more[i] = each;
    }
    more[count] = take();
    return more;
  }

  public static long settle(ByteBuffer[] more, long room, long length, @Nullable Throwable thrown) {
    give(more[more.length - 1]);
    if (thrown != null || length < 0) {
      return length;
    }
    keep((int) room, (int) length);
    return Math.min(length, room);
  }

  /** Counts the bytes that these buffers have room for, or hold; -1 where the call is refused. */
  public static long room(ByteBuffer @Nullable [] buffers, int offset, int count) {
    if (buffers == null || offset < 0 || count < 0 || offset > buffers.length - count) {
      return -1;
    }
    long sum = 0;
    for (int i = offset; i < offset + count; i++) {
      ByteBuffer each = buffers[i];
      sum += each == null ? 0 : each.remaining();
    }
    return sum;
  }

  private static void keep(int room, int length) {
    int[] measure = MEASURE.get();
    if (measure == null) {
      measure = new int[2];
      MEASURE.set(measure);
    }
    measure[0] = room;
    measure[1] = length;
  }

  private static ByteBuffer take() {
    ByteBuffer idle = IDLE.poll();
    if (idle == null) {
      return ByteBuffer.allocateDirect(LONGEST);
    }
    IDLE_COUNT.decrementAndGet();
    idle.clear();
    return idle;
  }

  private static void give(ByteBuffer large) {
    if (IDLE_COUNT.get() < MOST_IDLE) {
      IDLE_COUNT.incrementAndGet();
      IDLE.offer(large);
    }
  }
}
