package io.github.udppeer.internal.core;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Off-heap memory for the capture logs of one loop, recycled from socket to socket.
 *
 * <p>Three sizes, so that a socket that captured ten small datagrams holds 4 KiB and one that
 * captured a burst holds chunks that a datagram of any size can be received into directly. What
 * comes back is kept for the next socket up to a bound; the rest is left to the collector, whom the
 * JVM calls when direct memory is asked for and none is left. Where no memory is to be had, a chunk
 * of another size that is kept serves too.
 */
final class ChunkPool {

  /** The sizes of a chunk, in the order in which a growing log takes them. */
  enum Size {
    SMALL(4 << 10),
    MEDIUM(64 << 10),
    LARGE(1 << 20);

    final int bytes;

    Size(int bytes) {
      this.bytes = bytes;
    }

    /** The size that a log with {@code chunks} chunks takes next, given what must fit. */
    static Size next(int chunks, int mustFit) {
      Size size = chunks == 0 ? SMALL : chunks == 1 ? MEDIUM : LARGE;
      return size.bytes >= mustFit ? size : MEDIUM;
    }
  }

  /** Room for any UDP payload, and so the least that a datagram may be received into. */
  static final int ROOM = 65_535;

  /** A small part of what the JVM may use, since code under test needs direct memory too. */
  private static final long MOST_KEPT = Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 16);

  /**
   * Refusing direct memory takes the JVM half a second, in which its caller captures nothing. So at
   * most half of what it grants by default is ever asked for, and after a refusal it is left alone
   * for ten seconds, then for twenty, and so on; but not once chunks were left to the collector.
   */
  private static final long MOST_HELD = Runtime.getRuntime().maxMemory() / 2;

  private static final long REFUSED_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final int MOST_DOUBLINGS = 8;

  private static final Size[] SIZES = Size.values();

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Size, ArrayDeque<ByteBuffer>> free = new EnumMap<>(Size.class);
  private final long mostHeld;
  private final Function<Size, ByteBuffer> allocator;
  private long heldBytes;
  private long keptBytes;
  private int refusals;
  private long refusedNanos;

  ChunkPool() {
    this(MOST_HELD, size -> ByteBuffer.allocateDirect(size.bytes));
  }

  ChunkPool(long mostHeld, Function<Size, ByteBuffer> allocator) {
    this.mostHeld = mostHeld;
    this.allocator = allocator;
    for (Size size : Size.values()) {
      free.put(size, new ArrayDeque<>());
    }
  }

  /**
   * Returns an empty chunk, or null when the pool holds all that it may, or the JVM's limit on
   * direct memory is reached.
   *
   * <p>A fresh direct buffer is zeroed by the JVM, so its pages are touched before the first
   * datagram is received into it.
   */
  @Nullable ByteBuffer take(Size size) {
    return take(size, size.bytes);
  }

  /**
   * Returns a chunk of this size, or where none is to be had one of any size in which so much fits.
   *
   * @param mustFit bytes, not more than the size
   */
  @Nullable ByteBuffer take(Size size, int mustFit) {
    lock.lock();
    try {
      ByteBuffer kept = kept(size);
      if (kept != null) {
        return kept;
      }
      if (heldBytes + size.bytes > mostHeld || isTooSoonToAsk()) {
        return keptWithRoom(mustFit);
      }
      heldBytes += size.bytes;
    } finally {
      lock.unlock();
    }
    ByteBuffer allocated = allocate(size);
    return allocated == null ? takeKeptWithRoom(mustFit) : allocated;
  }

  private @Nullable ByteBuffer takeKeptWithRoom(int mustFit) {
    lock.lock();
    try {
      return keptWithRoom(mustFit);
    } finally {
      lock.unlock();
    }
  }

  private @Nullable ByteBuffer keptWithRoom(int mustFit) {
    ByteBuffer kept = null;
    for (int size = 0; kept == null && size < SIZES.length; size++) {
      kept = SIZES[size].bytes < mustFit ? null : kept(SIZES[size]);
    }
    return kept;
  }

  private @Nullable ByteBuffer kept(Size size) {
    ByteBuffer kept = chunksOf(size).poll();
    if (kept == null) {
      return null;
    }
    keptBytes -= size.bytes;
    return kept.clear();
  }

  private boolean isTooSoonToAsk() {
    int doublings = Math.min(refusals, MOST_DOUBLINGS) - 1;
    return refusals > 0 && System.nanoTime() - refusedNanos < REFUSED_NANOS << doublings;
  }

  private @Nullable ByteBuffer allocate(Size size) {
    ByteBuffer chunk = null;
    try {
      chunk = allocator.apply(size);
      return chunk;
    } catch (OutOfMemoryError limitOfDirectMemory) {
      return null; // the caller counts what it could not keep
    } finally {
      allocated(size, chunk != null);
    }
  }

  private void allocated(Size size, boolean granted) {
    lock.lock();
    try {
      if (granted) {
        refusals = 0;
      } else {
        heldBytes -= size.bytes;
        refusals++;
        refusedNanos = System.nanoTime();
      }
    } finally {
      lock.unlock();
    }
  }

  void giveBack(ByteBuffer chunk) {
    Size size = sizeOf(chunk);
    lock.lock();
    try {
      if (keptBytes + size.bytes <= MOST_KEPT) {
        keptBytes += size.bytes;
        chunksOf(size).push(chunk);
      } else {
        heldBytes -= size.bytes;
        refusals = 0; // the JVM has something to collect when it is asked
      }
    } finally {
      lock.unlock();
    }
  }

  /** Counts a chunk no more: the collector takes it when nobody reads it. */
  void leave(ByteBuffer chunk) {
    lock.lock();
    try {
      heldBytes -= chunk.capacity();
    } finally {
      lock.unlock();
    }
  }

  long keptBytes() {
    lock.lock();
    try {
      return keptBytes;
    } finally {
      lock.unlock();
    }
  }

  private ArrayDeque<ByteBuffer> chunksOf(Size size) {
    return Objects.requireNonNull(free.get(size));
  }

  private static Size sizeOf(ByteBuffer chunk) {
    for (Size size : Size.values()) {
      if (size.bytes == chunk.capacity()) {
        return size;
      }
    }
    throw new IllegalArgumentException("not a chunk of this pool: " + chunk.capacity() + " bytes");
  }

  /** There is no memory to receive or to send with now. There may be later: nothing is broken. */
  public static final class NoMemoryException extends IOException {

    private static final long serialVersionUID = 1L;

    NoMemoryException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
