package io.github.udppeer.internal.core;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a capture log holds between two clears: payload bytes in chunks, eighteen bytes of metadata
 * per datagram beside them.
 *
 * <p>Entries are only ever added, and an entry never changes but for its marks; so a view taken
 * under the socket's lock is read without it. The chunks go back to the pool when the log and the
 * last view have let go.
 */
final class LogStore {

  private static final int FIRST_SEGMENT = 16;
  private static final int SEGMENT = 1024;
  private static final Segment[] NO_SEGMENTS = {};

  private static final long LONGEST = (1L << 47) - 1;

  /** Three marks and what a script has done share an integer with the address. */
  private static final int CONSUMED = 1;

  private static final int PEEKED = 2;
  private static final int TOGETHER = 4;
  private static final int HANDLING_SHIFT = 3;
  private static final int HANDLING_MASK = (1 << Handling.BITS) - 1;
  private static final int MARK_BITS = HANDLING_SHIFT + Handling.BITS;

  /** Chunk number, offset and length of one payload, packed: 28, 20 and 16 bits. */
  private static long place(int chunk, int offset, int length) {
    return (long) chunk << 36 | (long) offset << 16 | length;
  }

  private static final class Segment {
    final long[] places;
    final int[] nanosLow;
    final short[] nanosHigh;
    final int[] addressAndMarks;

    Segment(int entries) {
      places = new long[entries];
      nanosLow = new int[entries];
      nanosHigh = new short[entries];
      addressAndMarks = new int[entries];
    }
  }

  private final ChunkPool pool;

  private int holders = 1;
  private volatile Segment[] segments = NO_SEGMENTS;
  private volatile List<ByteBuffer> chunks = List.of();
  private long firstNanos;
  private int size;

  LogStore(ChunkPool pool) {
    this.pool = pool;
  }

  int size() {
    return size;
  }

  int chunkCount() {
    return chunks.size();
  }

  /** Whether something of it lies in chunks of the pool. */
  boolean isOffHeap() {
    for (ByteBuffer chunk : chunks) {
      if (chunk.isDirect()) {
        return true;
      }
    }
    return false;
  }

  ByteBuffer lastChunk() {
    return chunks.get(chunks.size() - 1);
  }

  void addChunk(ByteBuffer chunk) {
    List<ByteBuffer> longer = new ArrayList<>(chunks.size() + 1);
    longer.addAll(chunks);
    longer.add(chunk);
    chunks = longer; // replaced, not changed: a view may be reading the old list
  }

  void add(int offset, int length, long arrivalNanos, int address) {
    int within = positionInSegment(size);
    Segment segment = segmentForNext();
    segment.places[within] = place(Math.max(0, chunks.size() - 1), offset, length);
    long sinceFirst = sinceFirst(arrivalNanos);
    segment.nanosLow[within] = (int) sinceFirst;
    segment.nanosHigh[within] = (short) (sinceFirst >> 32);
    segment.addressAndMarks[within] = address << MARK_BITS;
    size++;
  }

  /** The time since the first entry, in 48 bits: a log that is older than a day stops its clock. */
  private long sinceFirst(long nanos) {
    if (size == 0) {
      firstNanos = nanos;
    }
    return Math.max(-LONGEST, Math.min(LONGEST, nanos - firstNanos));
  }

  int length(int entry) {
    return (int) (segment(entry).places[positionInSegment(entry)] & 0xffff);
  }

  long nanos(int entry) {
    Segment segment = segment(entry);
    int within = positionInSegment(entry);
    return firstNanos
        + ((long) segment.nanosHigh[within] << 32)
        + (segment.nanosLow[within] & 0xffff_ffffL);
  }

  int address(int entry) {
    return segment(entry).addressAndMarks[positionInSegment(entry)] >>> MARK_BITS;
  }

  boolean isConsumed(int entry) {
    return (segment(entry).addressAndMarks[positionInSegment(entry)] & CONSUMED) != 0;
  }

  void markConsumed(int entry) {
    segment(entry).addressAndMarks[positionInSegment(entry)] |= CONSUMED;
  }

  boolean isPeeked(int entry) {
    return (segment(entry).addressAndMarks[positionInSegment(entry)] & PEEKED) != 0;
  }

  void markPeeked(int entry) {
    segment(entry).addressAndMarks[positionInSegment(entry)] |= PEEKED;
  }

  Handling handling(int entry) {
    int marks = segment(entry).addressAndMarks[positionInSegment(entry)];
    return Handling.of(marks >>> HANDLING_SHIFT & HANDLING_MASK);
  }

  void markHandled(int entry, Handling handling) {
    int[] all = segment(entry).addressAndMarks;
    int others = all[positionInSegment(entry)] & ~(HANDLING_MASK << HANDLING_SHIFT);
    all[positionInSegment(entry)] = others | handling.mark() << HANDLING_SHIFT;
  }

  boolean isTogether(int entry) {
    return (segment(entry).addressAndMarks[positionInSegment(entry)] & TOGETHER) != 0;
  }

  void markTogether(int entry) {
    segment(entry).addressAndMarks[positionInSegment(entry)] |= TOGETHER;
  }

  /** Copies the first {@code target.remaining()} bytes of the payload, or all that there are. */
  int copy(int entry, ByteBuffer target) {
    long place = segment(entry).places[positionInSegment(entry)];
    int copied = Math.min((int) (place & 0xffff), target.remaining());
    if (copied > 0) {
      int offset = (int) (place >>> 16) & 0xfffff;
      target.put(target.position(), chunks.get((int) (place >>> 36)), offset, copied);
      target.position(target.position() + copied);
    }
    return copied;
  }

  /** Keeps the chunks from the pool until the matching {@link #release}. */
  synchronized void retain() {
    holders++;
  }

  void release() {
    if (!isHeldAfterLettingGo()) {
      for (ByteBuffer chunk : chunks) {
        if (chunk.isDirect()) {
          pool.giveBack(chunk);
        }
      }
    }
  }

  private synchronized boolean isHeldAfterLettingGo() {
    holders--;
    return holders > 0;
  }

  /** Leaves the chunks to the collector. Whoever calls this never releases. */
  void leave() {
    for (ByteBuffer chunk : chunks) {
      if (chunk.isDirect()) {
        pool.leave(chunk);
      }
    }
  }

  /** Returns a store with the same entries whose payload lies on the heap, at its exact size. */
  LogStore onHeap() {
    LogStore copy = new LogStore(pool);
    copy.segments = segments;
    copy.firstNanos = firstNanos;
    copy.size = size;
    List<ByteBuffer> onHeap = new ArrayList<>(chunks.size());
    for (ByteBuffer chunk : chunks) {
      onHeap.add(chunk.isDirect() ? heapCopy(chunk) : chunk);
    }
    copy.chunks = onHeap;
    return copy;
  }

  private static ByteBuffer heapCopy(ByteBuffer chunk) {
    ByteBuffer used = chunk.duplicate().flip();
    return ByteBuffer.allocate(used.remaining()).put(used); // as full as it can be: none is added
  }

  private Segment segment(int entry) {
    return segments[entry < FIRST_SEGMENT ? 0 : 1 + (entry - FIRST_SEGMENT) / SEGMENT];
  }

  private static int positionInSegment(int entry) {
    return entry < FIRST_SEGMENT ? entry : (entry - FIRST_SEGMENT) % SEGMENT;
  }

  private Segment segmentForNext() {
    if (positionInSegment(size) == 0) {
      int count = size == 0 ? 0 : 1 + (size - FIRST_SEGMENT) / SEGMENT;
      if (count == segments.length) {
        segments = Arrays.copyOf(segments, Math.max(1, count * 2));
      }
      segments[count] = new Segment(size == 0 ? FIRST_SEGMENT : SEGMENT);
    }
    return segment(size);
  }
}
