package io.github.udppeer.internal.failure;

import io.github.udppeer.internal.core.CaptureView;
import io.github.udppeer.internal.peer.CapturedDatagram;
import io.github.udppeer.internal.peer.Peer;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A look at a peer's datagrams when an assertion has failed, the latest first. It is bounded in
 * number and in time: a failure must not keep the test.
 */
final class DatagramSearch {

  private static final int MOST = 1000;

  /** However slowly the machine runs, so many are looked at. */
  private static final int LEAST = 16;

  private static final long MOST_NANOS = 100_000_000;

  private final Peer peer;
  private final long first;
  private final Supplier<CaptureView> views;

  private DatagramSearch(Peer peer, long first, Supplier<CaptureView> views) {
    this.peer = peer;
    this.first = first;
    this.views = views;
  }

  /** Looks at datagrams from this index on, as they are now. */
  DatagramSearch(Peer peer, long first) {
    this(peer, first, peer.socket()::captured);
  }

  /** Looks at all datagrams of the peer that has failed. */
  static DatagramSearch all(FailureView view) {
    Peer peer = view.peer();
    return new DatagramSearch(peer, 0, () -> view.captured(peer));
  }

  Optional<CapturedDatagram> latestConsumed(Predicate<CapturedDatagram> match) {
    return latest(true, match);
  }

  Optional<CapturedDatagram> latestPending(Predicate<CapturedDatagram> match) {
    return latest(false, match);
  }

  /** Returns the first of those pending that matches. */
  Optional<CapturedDatagram> earliestPending(Predicate<CapturedDatagram> match) {
    try (CaptureView view = views.get()) {
      int from = Math.max(firstEntry(view), view.firstPending());
      int to = Math.min(view.size(), from + MOST);
      return search(view, from, to, entry -> !view.isConsumed(entry), match);
    }
  }

  private Optional<CapturedDatagram> latest(boolean consumed, Predicate<CapturedDatagram> match) {
    try (CaptureView view = views.get()) {
      long end = System.nanoTime() + MOST_NANOS;
      int last = Math.max(firstEntry(view), view.size() - MOST);
      for (int entry = view.size() - 1;
          entry >= last && (view.size() - entry <= LEAST || System.nanoTime() - end < 0);
          entry--) {
        if (view.isConsumed(entry) == consumed) {
          CapturedDatagram datagram = datagram(view, entry);
          if (match.test(datagram)) {
            return Optional.of(datagram);
          }
        }
      }
      return Optional.empty();
    }
  }

  /** Returns the first that matches, pending or not, of the first ones in range. */
  Optional<CapturedDatagram> earliest(Predicate<CapturedDatagram> match) {
    try (CaptureView view = views.get()) {
      int from = firstEntry(view);
      return search(view, from, Math.min(view.size(), from + MOST), any -> true, match);
    }
  }

  /** Hands out the latest ones, the earliest of them first. */
  void forEach(Consumer<CapturedDatagram> action) {
    try (CaptureView view = views.get()) {
      int from = Math.max(firstEntry(view), view.size() - MOST);
      search(
          view,
          from,
          view.size(),
          any -> true,
          datagram -> {
            action.accept(datagram);
            return false;
          });
    }
  }

  private Optional<CapturedDatagram> search(
      CaptureView view, int from, int to, IntPredicate which, Predicate<CapturedDatagram> match) {
    long end = System.nanoTime() + MOST_NANOS;
    return IntStream.range(from, to)
        .takeWhile(entry -> entry - from < LEAST || System.nanoTime() - end < 0)
        .filter(which)
        .mapToObj(entry -> datagram(view, entry))
        .filter(match)
        .findFirst();
  }

  private int firstEntry(CaptureView view) {
    return (int) Math.max(0, Math.min(view.size(), first - view.index(0)));
  }

  private CapturedDatagram datagram(CaptureView view, int entry) {
    return CapturedDatagram.received(peer, view, entry);
  }
}
