package io.github.udppeer.internal.evidence;

import io.github.udppeer.internal.core.CaptureView;
import io.github.udppeer.internal.core.CaptureView.LogCounts;
import io.github.udppeer.internal.core.CapturedSocket;
import io.github.udppeer.internal.evidence.ExchangeDatagram.Fate;
import io.github.udppeer.internal.evidence.ExchangePeer.Figures;
import io.github.udppeer.internal.text.ShownPayload;
import io.github.udppeer.internal.timeline.Standing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Gathers what peers hold into values that stay as they are.
 *
 * <p>Only the latest datagrams are taken, over all peers; so a peer that captured a million costs
 * no more than one that captured a thousand.
 */
public final class ExchangeGathering {

  /** How many datagrams are taken, and how much payload. */
  private static final int MOST_DATAGRAMS = 1000;

  private static final long MOST_BYTES = 4L << 20;

  private record Size(long nanos, int bytes) {}

  private final List<ExchangeSource> sources;
  private final long sinceNanos;

  private ExchangeGathering(List<ExchangeSource> sources) {
    this.sources = sources;
    this.sinceNanos = latest(sizes(sources));
  }

  /** Gathers the peers, in their order. */
  public static List<ExchangePeer> gather(List<ExchangeSource> sources) {
    ExchangeGathering gathering = new ExchangeGathering(sources);
    return gathering.sources.stream().map(gathering::peer).toList();
  }

  private static List<Size> sizes(List<ExchangeSource> sources) {
    List<Size> sizes = new ArrayList<>();
    for (ExchangeSource source : sources) {
      try (CaptureView received = source.socket().receivedSoFar();
          CaptureView sent = source.socket().sent()) {
        addSizes(received, sizes);
        addSizes(sent, sizes);
      }
    }
    return sizes;
  }

  private static void addSizes(CaptureView view, List<Size> sizes) {
    for (int entry = first(view); entry < view.size(); entry++) {
      sizes.add(new Size(view.nanos(entry), view.length(entry)));
    }
  }

  private static int first(CaptureView view) {
    return Math.max(0, view.size() - MOST_DATAGRAMS);
  }

  /** Returns the time since which datagrams are taken. */
  private static long latest(List<Size> sizes) {
    if (sizes.isEmpty()) {
      return System.nanoTime();
    }
    long newest = sizes.stream().mapToLong(Size::nanos).max().orElseThrow();
    sizes.sort(Comparator.comparingLong(size -> newest - size.nanos())); // nanos may overflow
    long since = sizes.get(0).nanos();
    long bytes = 0;
    for (Size size : sizes.subList(0, Math.min(MOST_DATAGRAMS, sizes.size()))) {
      bytes += size.bytes();
      if (bytes > MOST_BYTES) {
        break;
      }
      since = size.nanos();
    }
    return since;
  }

  private ExchangePeer peer(ExchangeSource source) {
    CapturedSocket socket = source.socket();
    List<ExchangeDatagram> datagrams = new ArrayList<>();
    try (CaptureView received = socket.receivedSoFar();
        CaptureView sent = socket.sent()) {
      add(source, received, true, datagrams);
      add(source, sent, false, datagrams);
      datagrams.sort(Comparator.comparingLong(datagram -> datagram.nanos() - sinceNanos));
      long leftOut = (long) received.size() + sent.size() - datagrams.size();
      return new ExchangePeer(
          source.lifeline().name(),
          socket.localAddress(),
          datagrams,
          socket.events(),
          figures(source, leftOut));
    }
  }

  private void add(
      ExchangeSource source, CaptureView view, boolean received, List<ExchangeDatagram> to) {
    Set<Integer> asserted = asserted(source, view, received);
    Set<Integer> shown = new TreeSet<>(asserted);
    for (int entry = first(view); entry < view.size(); entry++) {
      if (view.nanos(entry) - sinceNanos >= 0) {
        shown.add(entry);
      }
    }
    for (int entry : shown) {
      to.add(
          new ExchangeDatagram(
              received,
              view.nanos(entry),
              view.address(entry),
              shown(source, view, entry),
              fate(source, view, entry, received).assertedIf(asserted.contains(entry))));
    }
  }

  /** What an assertion is about is shown however long ago it was. */
  private static Set<Integer> asserted(ExchangeSource source, CaptureView view, boolean received) {
    return source.asserted().stream()
        .filter(it -> it.socket() == source.socket() && it.isReceived() == received)
        .map(it -> it.index() - view.index(0))
        .filter(entry -> entry >= 0 && entry < view.size())
        .map(Long::intValue)
        .collect(Collectors.toSet());
  }

  private static Fate fate(ExchangeSource source, CaptureView view, int entry, boolean received) {
    int length = view.length(entry);
    return received
        ? new Fate(
            Standing.of(view, entry),
            view.isPeeked(entry),
            Math.min(length, source.receiveCapacity()),
            false,
            view.isTogether(entry))
        : new Fate(Standing.CONSUMED, false, length, false, false);
  }

  private static ShownPayload shown(ExchangeSource source, CaptureView view, int entry) {
    byte[] wire = view.payload(entry);
    return source
        .redactor()
        .map(redactor -> ShownPayload.of(wire, redactor))
        .orElseGet(() -> ShownPayload.of(wire));
  }

  private static Figures figures(ExchangeSource source, long leftOut) {
    LogCounts received = source.socket().capturedCounts();
    LogCounts sent = source.socket().sentCounts();
    return new Figures(
        received.appended(),
        sent.appended(),
        received.pending(),
        source.kernelDrops(),
        received.dropped(),
        sent.dropped(),
        leftOut);
  }
}
