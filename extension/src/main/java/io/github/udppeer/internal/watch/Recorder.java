package io.github.udppeer.internal.watch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Makes records of what the hooks report. Without a watch, it minds who opens and closes only. */
final class Recorder implements Consumer<Object[]>, Predicate<Object> {

  /** What only the kernel knows, as its drops, wakes nobody. */
  private static final long LOOK_AGAIN_NANOS = 20_000_000;

  private final ChannelMap records = new ChannelMap();
  private final List<Consumer<SocketRecord>> logs = new CopyOnWriteArrayList<>();

  /** The socket that a thread used last: it uses it again, most likely. */
  private static final ThreadLocal<@Nullable SocketRecord> LATEST = new ThreadLocal<>();

  /** Counts the watches that were opened: a record of an earlier one has to be shown to it. */
  private volatile int openings;

  private final Object happened = new Object();
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile long changes;

  synchronized void add(Consumer<SocketRecord> log) {
    logs.add(log);
    openings++;
  }

  void remove(Consumer<SocketRecord> log) {
    logs.remove(log);
  }

  /**
   * Waits until something holds; it is asked again when something happened to a socket, with no
   * lock held: a hook may run under locks that it needs.
   */
  boolean await(BooleanSupplier condition, long nanos) throws InterruptedException {
    long until = System.nanoTime() + nanos;
    waiting.incrementAndGet();
    try {
      while (true) {
        long seen = changes;
        if (condition.getAsBoolean()) {
          return true;
        }
        long left = until - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        awaitChange(seen, Math.min(left, LOOK_AGAIN_NANOS));
      }
    } finally {
      waiting.decrementAndGet();
    }
  }

  private void awaitChange(long seen, long nanos) throws InterruptedException {
    synchronized (happened) {
      if (changes == seen) {
        TimeUnit.NANOSECONDS.timedWait(happened, nanos);
      }
    }
  }

  private void wake() {
    if (waiting.get() > 0) {
      synchronized (happened) {
        changes++;
        happened.notifyAll();
      }
    }
  }

  /** Whether the lengths of what a channel receives are measured. */
  @Override
  public boolean test(Object channel) {
    return !logs.isEmpty() && !record(channel).isOwn();
  }

  @Override
  public void accept(Object[] event) {
    int kind = (int) event[0];
    if (logs.isEmpty() && kind != Hooks.OPENED && kind != Hooks.CLOSED) {
      return;
    }
    SocketRecord record = kind == Hooks.OPENED ? opened(event[1]) : record(event[1]);
    if (record.isOwn()) {
      return;
    }
    show(record);
    DatagramChannel channel = (DatagramChannel) event[1];
    int first = (int) (long) event[3];
    int second = (int) (long) event[4];
    Throwable thrown = (Throwable) event[5];
    switch (kind) {
      case Hooks.BOUND -> bound(record, channel, inet(event[2]), thrown);
      case Hooks.CONNECTED -> connected(record, channel, inet(event[2]), thrown);
      case Hooks.DISCONNECTED -> {
        record.connectedTo(null);
        record.add(Happening.of(Happening.Kind.DISCONNECT, Place.here(), null));
      }
      case Hooks.JOINED -> joined(record, channel, event[2], thrown);
      case Hooks.SENT -> sent(record, inet(event[2]), first, second, thrown);
      case Hooks.WAITS -> waits(record, channel, first, second == 1);
      case Hooks.RECEIVED -> received(record, channel, event, second, thrown);
      case Hooks.CLOSED -> {
        if (record.close()) {
          record.add(Happening.of(Happening.Kind.CLOSE, Place.here(), null));
        }
      }
      default -> {}
    }
    wake();
  }

  private SocketRecord opened(Object channel) {
    return records.getOrAdd(
        channel,
        () -> {
          Place place = Place.here();
          SocketRecord record = new SocketRecord(channel, place, Owner.current());
          if (!place.isOwn()) {
            record.add(Happening.of(Happening.Kind.OPEN, place, null));
          }
          return record;
        });
  }

  private SocketRecord record(Object channel) {
    SocketRecord used = LATEST.get();
    if (used != null && used.isOf(channel)) {
      return used;
    }
    SocketRecord found = find(channel);
    LATEST.set(found);
    return found;
  }

  /** One that is seen for the first time was opened before anything was watched. */
  private SocketRecord find(Object channel) {
    return records.getOrAdd(
        channel,
        () -> {
          SocketRecord record = new SocketRecord(channel, Place.UNKNOWN, null);
          record.boundTo(local((DatagramChannel) channel));
          record.connectedTo(remote((DatagramChannel) channel));
          return record;
        });
  }

  private void show(SocketRecord record) {
    int now = openings;
    if (record.shownTo != now) {
      record.shownTo = now;
      logs.forEach(log -> log.accept(record));
    }
  }

  private static void bound(
      SocketRecord record,
      DatagramChannel channel,
      @Nullable InetSocketAddress wanted,
      @Nullable Throwable thrown) {
    InetSocketAddress local = thrown == null ? local(channel) : wanted;
    if (thrown == null) {
      record.boundTo(local);
    }
    record.add(of(Happening.Kind.BIND, local, thrown));
  }

  /** A socket bound to no address in particular gets one as it connects. */
  private static void connected(
      SocketRecord record,
      DatagramChannel channel,
      @Nullable InetSocketAddress remote,
      @Nullable Throwable thrown) {
    if (thrown == null) {
      record.connectedTo(remote);
      record.boundTo(local(channel));
    }
    record.add(of(Happening.Kind.CONNECT, remote, thrown));
  }

  private static void joined(
      SocketRecord record, DatagramChannel channel, Object group, @Nullable Throwable thrown) {
    InetSocketAddress local = local(channel);
    int port = local == null ? 0 : local.getPort();
    record.add(of(Happening.Kind.JOIN, new InetSocketAddress((InetAddress) group, port), thrown));
  }

  private static Happening of(
      Happening.Kind kind, @Nullable InetSocketAddress address, @Nullable Throwable thrown) {
    Happening happening = Happening.of(kind, Place.here(), address);
    return thrown == null ? happening : happening.failed(thrown);
  }

  private static void sent(
      SocketRecord record,
      @Nullable InetSocketAddress address,
      int length,
      int sent,
      @Nullable Throwable thrown) {
    InetSocketAddress to = address == null ? record.remote() : address;
    if (thrown != null) {
      record.failedSend(to, length, thrown);
    } else if (sent > 0 || length == 0) {
      record.sent(to, length);
    }
  }

  private static void waits(
      SocketRecord record, DatagramChannel channel, int timeout, boolean isOfChannel) {
    boolean isEndless = isOfChannel ? channel.isBlocking() : timeout == 0;
    if (isEndless && !record.hasWaitedForEver()) {
      record.waitedForEver(Place.here());
    }
  }

  private static void received(
      SocketRecord record,
      DatagramChannel channel,
      Object[] event,
      int returned,
      @Nullable Throwable thrown) {
    if (thrown != null) {
      record.failedReceive(thrown);
      return;
    }
    InetSocketAddress source = inet(event[2]);
    int length = (int) event[7];
    boolean isNothing =
        returned < 0 || (returned == 0 && source == null && length <= 0 && !channel.isBlocking());
    if (isNothing) {
      return;
    }
    InetSocketAddress from = source == null ? record.remote() : source;
    int offered = length < 0 ? (int) (long) event[3] : (int) event[6];
    if (length >= 0) {
      record.received(from, offered, length);
    } else if (offered >= Hooks.LONGEST || returned < offered) {
      record.received(from, offered, returned);
    } else {
      record.received(from, Math.max(offered, returned), -1);
    }
  }

  private static @Nullable InetSocketAddress inet(@Nullable Object address) {
    return address instanceof InetSocketAddress inet ? inet : null;
  }

  private static @Nullable InetSocketAddress local(DatagramChannel channel) {
    try {
      return inet(channel.getLocalAddress());
    } catch (IOException closed) {
      return null;
    }
  }

  private static @Nullable InetSocketAddress remote(DatagramChannel channel) {
    try {
      return inet(channel.getRemoteAddress());
    } catch (IOException closed) {
      return null;
    }
  }
}
