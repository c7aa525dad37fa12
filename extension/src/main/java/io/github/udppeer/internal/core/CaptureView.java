package io.github.udppeer.internal.core;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a capture log held at one moment, readable without any lock until it is closed.
 *
 * <p>Entries are numbered from 0; {@link #index} gives the number since the socket was opened. A
 * reader may take as long as it likes: capturing goes on meanwhile.
 */
public final class CaptureView implements AutoCloseable {

  private final LogStore store;
  private final int size;
  private final int firstPending;
  private final long firstIndex;
  private final @Nullable InetSocketAddress[] addresses;

  CaptureView(
      LogStore store, int firstPending, long firstIndex, @Nullable InetSocketAddress[] addresses) {
    this(store, store.size(), firstPending, firstIndex, addresses);
  }

  private CaptureView(
      LogStore store,
      int size,
      int firstPending,
      long firstIndex,
      @Nullable InetSocketAddress[] addresses) {
    this.store = store;
    this.size = size;
    this.firstPending = firstPending;
    this.firstIndex = firstIndex;
    this.addresses = addresses;
    store.retain();
  }

  /** Closes this view, and returns one of its first entries only. */
  public CaptureView first(int entries) {
    try (this) {
      int fewer = Math.max(0, Math.min(entries, size));
      return new CaptureView(store, fewer, Math.min(firstPending, fewer), firstIndex, addresses);
    }
  }

  /** Returns how many of the entries are of this moment or earlier; they are in their order. */
  public int countUntil(long nanos) {
    int from = 0;
    int to = size;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (store.nanos(middle) - nanos > 0) {
        to = middle;
      } else {
        from = middle + 1;
      }
    }
    return from;
  }

  /** Returns the number of datagrams in this view. */
  public int size() {
    return size;
  }

  /** Returns an entry before which all are consumed, so that a search need not begin at 0. */
  public int firstPending() {
    return firstPending;
  }

  /** Returns the entry's number since the socket was opened, from 0. */
  public long index(int entry) {
    return firstIndex + entry;
  }

  /** Returns the payload's length in bytes, as it was on the wire. */
  public int length(int entry) {
    return store.length(checked(entry));
  }

  /**
   * Returns whether the datagram was found queued together with others, or after a time in which
   * nobody looked: it came no later than {@link #nanos}, and nobody knows how much earlier.
   */
  public boolean isTogether(int entry) {
    return store.isTogether(checked(entry));
  }

  /** Returns the monotonic clock's reading when the datagram was captured or sent. */
  public long nanos(int entry) {
    return store.nanos(checked(entry));
  }

  /** Returns the source of a received datagram, the destination of a sent one. */
  public InetSocketAddress address(int entry) {
    return Objects.requireNonNull(addresses[store.address(checked(entry))]);
  }

  /** Returns whether the datagram has been taken. */
  public boolean isConsumed(int entry) {
    return store.isConsumed(checked(entry));
  }

  /** Returns whether somebody looked at the datagram without taking it. */
  public boolean isPeeked(int entry) {
    return store.isPeeked(checked(entry));
  }

  /** Returns what a script has done with the datagram. */
  public Handling handling(int entry) {
    return store.handling(checked(entry));
  }

  /** Returns a copy of the whole payload. */
  public byte[] payload(int entry) {
    return payload(entry, Integer.MAX_VALUE);
  }

  /** Returns a copy of the payload's first {@code most} bytes, or of all that there are. */
  public byte[] payload(int entry, int most) {
    byte[] bytes = new byte[Math.min(most, length(entry))];
    store.copy(entry, ByteBuffer.wrap(bytes));
    return bytes;
  }

  /**
   * Copies the payload into the buffer as far as there is room, and moves its position.
   *
   * @return the bytes copied
   */
  public int copy(int entry, ByteBuffer target) {
    return store.copy(checked(entry), target);
  }

  @Override
  public void close() {
    store.release();
  }

  private int checked(int entry) {
    return Objects.checkIndex(entry, size);
  }

  /**
   * Reads the datagram at the head of a socket. It runs under the socket's lock, so it only copies.
   */
  @FunctionalInterface
  public interface HeadReader<T> {

    /**
     * Reads one datagram.
     *
     * @param view what the socket holds
     * @param entry the number of the head in that view
     */
    T read(CaptureView view, int entry);
  }

  /**
   * The figures of one capture log.
   *
   * @param appended datagrams kept since the socket was opened
   * @param appendedBytes their payload bytes
   * @param dropped datagrams that were not let in: the log was full, or memory was refused
   * @param refused those of them for which there was no memory
   * @param held datagrams since the last clear, consumed or not
   * @param pending datagrams not consumed yet
   * @param heldBytes what {@code held} counts against the limit
   */
  public record LogCounts(
      long appended,
      long appendedBytes,
      long dropped,
      long refused,
      int held,
      int pending,
      long heldBytes) {}
}
