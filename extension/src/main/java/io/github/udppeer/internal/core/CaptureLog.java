package io.github.udppeer.internal.core;

import io.github.udppeer.internal.core.CaptureView.LogCounts;
import io.github.udppeer.internal.core.ChunkPool.NoMemoryException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The append-only log of one direction of one socket, with a read cursor.
 *
 * <p>A {@link DatagramSource} asks for {@link #room()}, receives into it and {@link #append}s. The
 * log is bounded: a datagram that would exceed the limit is dropped, the newest first as the kernel
 * does, and counted. The socket's lock guards every call.
 */
final class CaptureLog {

  /** What one datagram counts beside its payload, so that empty datagrams are bounded too. */
  static final int ENTRY_BYTES = 24;

  /**
   * More than the kernel's own bookkeeping for a queued datagram; its payload it charges at most
   * about twice. Seen on Linux: 832 bytes for 1, 2,315 for 1,400, 17,749 for 8,000.
   */
  private static final int KERNEL_BYTES_AT_MOST = 4096;

  private final ChunkPool pool;
  private final long limitBytes;
  private final AddressTable addresses = new AddressTable();
  private LogStore store;
  private @Nullable ByteBuffer scratch;
  private @Nullable ByteBuffer target;
  private int targetStart;
  private boolean inScratch;
  private long firstIndex;
  private int cursor;
  private int consumed;
  private long heldBytes;
  private long appended;
  private long appendedBytes;
  private long dropped;
  private long refused;
  private long arrivedMemory;
  private int inDrain;
  private boolean queued;

  CaptureLog(ChunkPool pool, long limitBytes) {
    this.pool = pool;
    this.limitBytes = limitBytes;
    this.store = new LogStore(pool);
  }

  /** Returns more than a queued datagram of this length takes of the kernel's receive buffer. */
  static long kernelMemoryAtMost(int length) {
    return KERNEL_BYTES_AT_MOST + 4L * length;
  }

  /** Returns a buffer with room for any datagram, into which the next one is to be put. */
  ByteBuffer room() throws IOException {
    ByteBuffer room = lastChunkWithRoom(ChunkPool.ROOM);
    inScratch = room == null;
    if (room == null) {
      room = scratch().clear();
    }
    target = room;
    targetStart = room.position();
    return room;
  }

  /** Adds what was put into {@link #room()} since as one datagram; false when it was dropped. */
  boolean append(InetSocketAddress address, long nanos) {
    ByteBuffer filled = Objects.requireNonNull(target, "room() comes first");
    int length = filled.position() - targetStart;
    arrivedMemory += kernelMemoryAtMost(length);
    if (isFullFor(length)) {
      filled.position(targetStart);
      dropped++;
      return false;
    }
    if (!keep(filled, length) || !add(length, address, nanos)) {
      filled.position(targetStart);
      refuse();
      return false;
    }
    markTogether();
    return true;
  }

  /** Of those that one look finds queued, nobody knows when they came: only how late at most. */
  private void markTogether() {
    int last = store.size() - 1;
    if (inDrain > 0 || queued) {
      store.markTogether(last);
    }
    if (inDrain == 1) {
      store.markTogether(last - 1);
    }
    inDrain++;
  }

  /** The next to be appended may have been queued for long. */
  void expectQueued() {
    queued = true;
  }

  private boolean isFullFor(int length) {
    return heldBytes + length + ENTRY_BYTES > limitBytes;
  }

  private void refuse() {
    dropped++;
    refused++;
  }

  /** Counts one that the system has handed over, and for which there was no memory. */
  void lose() {
    arrivedMemory += KERNEL_BYTES_AT_MOST;
    refuse();
  }

  /** False where the heap has no room for what is known of it beside its payload. */
  private boolean add(int length, InetSocketAddress address, long nanos) {
    try {
      store.add(offsetOfLast(length), length, nanos, addresses.numberOf(address));
    } catch (OutOfMemoryError noHeap) {
      return false;
    }
    heldBytes += length + ENTRY_BYTES;
    appended++;
    appendedBytes += length;
    return true;
  }

  /** Adds a payload that lies elsewhere; when it cannot be kept it is counted as dropped. */
  void copy(ByteBuffer payload, InetSocketAddress address, long nanos) {
    int length = payload.remaining();
    if (isFullFor(length)) {
      dropped++;
    } else if (!place(payload) || !add(length, address, nanos)) {
      refuse();
    }
  }

  /**
   * Ends a look at the kernel's queue, and gives the scratch buffer back for another socket's.
   *
   * @param isEmptied whether nothing was left there
   */
  void endDrain(boolean isEmptied) {
    inDrain = 0;
    queued = !isEmptied;
    if (scratch != null) {
      pool.giveBack(scratch);
      scratch = null;
      target = null;
    }
  }

  /** Returns the index of the first datagram at or after the cursor, or -1 when none is pending. */
  long head() {
    return cursor < store.size() ? firstIndex + cursor : -1;
  }

  /** Takes one datagram out of the pending ones; false when that was done before. */
  boolean consume(long index) {
    if (!isPending(index)) {
      return false;
    }
    store.markConsumed((int) (index - firstIndex));
    consumed++;
    while (cursor < store.size() && store.isConsumed(cursor)) {
      cursor++;
    }
    return true;
  }

  /** Remembers that somebody looked at a datagram without taking it. */
  void markPeeked(long index) {
    store.markPeeked((int) (index - firstIndex));
  }

  /**
   * Remembers what a script has done with a datagram, if it was at that point; one that was cleared
   * needs no mark.
   */
  void markHandled(long index, Handling before, Handling handling) {
    int entry = (int) (index - firstIndex);
    if (entry >= 0 && entry < store.size() && store.handling(entry) == before) {
      store.markHandled(entry, handling);
    }
  }

  /** Forgets every datagram; indices go on counting. */
  void clear() {
    store.release();
    startWith(new LogStore(pool));
    heldBytes = 0;
  }

  /**
   * Copies what is held to the heap and gives the off-heap memory back; the log stays readable.
   * Where the heap has no room, the memory is left to the collector, who takes it with the log.
   */
  void moveToHeap() {
    endDrain(true);
    if (!makeRoom()) {
      store.leave();
    }
  }

  /**
   * Moves what is held to the heap before the log is at its end, so that the memory serves for
   * more; false where none is to be had that way.
   */
  boolean makeRoom() {
    if (!store.isOffHeap()) {
      return false;
    }
    try {
      LogStore offHeap = store;
      store = offHeap.onHeap();
      offHeap.release();
      return true;
    } catch (OutOfMemoryError noHeap) {
      return false;
    }
  }

  boolean isPending(long index) {
    int entry = (int) (index - firstIndex);
    return entry >= 0 && entry < store.size() && !store.isConsumed(entry);
  }

  /** Returns what is held now, to be read without the socket's lock and closed afterwards. */
  CaptureView view() {
    return new CaptureView(store, cursor, firstIndex, addresses.byNumber());
  }

  long nextIndex() {
    return firstIndex + store.size();
  }

  int pending() {
    return store.size() - consumed;
  }

  /** An upper bound of the kernel memory that all datagrams so far took while they were queued. */
  long arrivedMemory() {
    return arrivedMemory;
  }

  LogCounts counts() {
    return new LogCounts(
        appended, appendedBytes, dropped, refused, store.size(), pending(), heldBytes);
  }

  private void startWith(LogStore empty) {
    firstIndex += store.size();
    store = empty;
    cursor = 0;
    consumed = 0;
  }

  /** Leaves the payload at the end of the last chunk; false when no memory is to be had. */
  private boolean keep(ByteBuffer filled, int length) {
    return !inScratch // it was received in place
        || place(filled.limit(length).position(0))
        || isChunkNow(filled.clear().position(length));
  }

  /** What has been received is kept, and what comes next is left to the kernel's queue. */
  private boolean isChunkNow(ByteBuffer received) {
    boolean isAdded = isAdded(received);
    scratch = isAdded ? null : scratch;
    return isAdded;
  }

  private boolean place(ByteBuffer payload) {
    if (!payload.hasRemaining()) {
      return true; // it needs no place
    }
    ByteBuffer chunk = chunkFor(payload.remaining());
    if (chunk == null) {
      return false;
    }
    chunk.put(payload);
    return true;
  }

  private int offsetOfLast(int length) {
    return length == 0 ? 0 : store.lastChunk().position() - length;
  }

  private @Nullable ByteBuffer chunkFor(int length) {
    ByteBuffer chunk = lastChunkWithRoom(length);
    if (chunk == null) {
      chunk = pool.take(ChunkPool.Size.next(store.chunkCount(), length), length);
      if (chunk != null && !isAdded(chunk)) {
        pool.giveBack(chunk);
        chunk = null;
      }
    }
    return chunk;
  }

  private boolean isAdded(ByteBuffer chunk) {
    try {
      store.addChunk(chunk);
      return true;
    } catch (OutOfMemoryError noHeap) {
      return false;
    }
  }

  private @Nullable ByteBuffer lastChunkWithRoom(int bytes) {
    if (store.chunkCount() == 0) {
      return null;
    }
    ByteBuffer chunk = store.lastChunk();
    return chunk.remaining() >= bytes ? chunk : null;
  }

  private ByteBuffer scratch() throws IOException {
    ByteBuffer buffer = scratch;
    if (buffer == null) {
      buffer = pool.take(ChunkPool.Size.MEDIUM, ChunkPool.ROOM);
      if (buffer == null) {
        throw new NoMemoryException(
            "the JVM's limit on direct memory leaves no room for one datagram;"
                + " raise it with -XX:MaxDirectMemorySize",
            null);
      }
      scratch = buffer;
    }
    return buffer;
  }
}
