package io.github.udppeer.internal.watch;

import java.lang.ref.WeakReference;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What is known of one socket. Its lock is held for a moment, and by nobody who waits. */
final class SocketRecord {

  private static final int MOST_LATEST = 128;
  private static final int MOST_ADDRESSES = 1_024;

  /** In place of those that are too many to remember. */
  private static final InetSocketAddress OTHERS =
      InetSocketAddress.createUnresolved("other-addresses", 0);

  private static final AtomicLong SEEN = new AtomicLong();

  private final long id = SEEN.incrementAndGet();
  private final WeakReference<Object> channel;
  private final Place opened;
  private final @Nullable WeakReference<Object> owner;
  private final Map<InetSocketAddress, Traffic> traffic = new LinkedHashMap<>(2);
  private final Deque<Happening> latest = new ArrayDeque<>(4);
  private @Nullable InetSocketAddress local;
  private @Nullable InetSocketAddress remote;
  private @Nullable Place endlessWait;
  private boolean closed;
  private long forgotten;

  /** The watches that were open when this was last shown to them. */
  volatile int shownTo = -1;

  SocketRecord(Object channel, Place opened, @Nullable WeakReference<Object> owner) {
    this.channel = new WeakReference<>(channel);
    this.opened = opened;
    this.owner = owner;
  }

  boolean isOf(Object other) {
    return channel.refersTo(other);
  }

  boolean isOwn() {
    return opened.isOwn();
  }

  synchronized void add(Happening happening) {
    if (latest.size() == MOST_LATEST) {
      latest.removeFirst();
      forgotten++;
    }
    latest.addLast(happening);
  }

  synchronized void boundTo(@Nullable InetSocketAddress address) {
    local = address == null ? local : address;
  }

  synchronized void connectedTo(@Nullable InetSocketAddress address) {
    remote = address;
  }

  synchronized @Nullable InetSocketAddress remote() {
    return remote;
  }

  /** Whether this is the first close: a socket is closed many times. */
  synchronized boolean close() {
    boolean isFirst = !closed;
    closed = true;
    return isFirst;
  }

  synchronized boolean hasWaitedForEver() {
    return endlessWait != null;
  }

  synchronized void waitedForEver(Place place) {
    endlessWait = endlessWait == null ? place : endlessWait;
  }

  synchronized void sent(@Nullable InetSocketAddress to, int length) {
    Traffic known = of(to);
    Place place = known.isFirstSend() ? Place.here() : null;
    add(known, new Happening(Happening.Kind.SEND, System.nanoTime(), place, to, 0, length, ""));
  }

  /** Adds a receive; {@code length} is that of the datagram, or -1 where nobody measured it. */
  synchronized void received(@Nullable InetSocketAddress from, int offered, int length) {
    Traffic known = of(from);
    boolean isNotable = known.isSmallest(offered) || (length > offered && known.wantsCut());
    Place place = isNotable ? Place.here() : null;
    add(
        known,
        new Happening(Happening.Kind.RECEIVE, System.nanoTime(), place, from, offered, length, ""));
  }

  synchronized void failedSend(@Nullable InetSocketAddress to, int length, Throwable thrown) {
    add(
        new Happening(Happening.Kind.SEND, System.nanoTime(), Place.here(), to, 0, length, "")
            .failed(thrown));
  }

  /** A time-out is no news; what else ends a receive is. */
  synchronized void failedReceive(Throwable thrown) {
    if (!(thrown instanceof SocketTimeoutException)) {
      add(Happening.of(Happening.Kind.RECEIVE, Place.here(), null).failed(thrown));
    }
  }

  private void add(Traffic known, Happening happening) {
    known.add(happening);
    add(happening);
  }

  private Traffic of(@Nullable InetSocketAddress address) {
    boolean isToBeKept =
        address != null && (traffic.size() < MOST_ADDRESSES || traffic.containsKey(address));
    return traffic.computeIfAbsent(isToBeKept ? address : OTHERS, Traffic::new);
  }

  synchronized SocketView view() {
    List<SocketView.Flow> flows = new ArrayList<>();
    traffic.values().forEach(each -> flows.add(each.view()));
    return new SocketView(
        id,
        opened,
        Optional.ofNullable(owner == null ? null : owner.get()),
        Optional.ofNullable(local),
        !closed,
        flows,
        Optional.ofNullable(endlessWait),
        List.copyOf(latest),
        forgotten);
  }
}
