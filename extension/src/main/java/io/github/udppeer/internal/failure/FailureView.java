package io.github.udppeer.internal.failure;

import io.github.udppeer.internal.core.CaptureView;
import io.github.udppeer.internal.core.DropCounts;
import io.github.udppeer.internal.kernel.KernelLook;
import io.github.udppeer.internal.peer.FirstFew;
import io.github.udppeer.internal.peer.Peer;
import io.github.udppeer.internal.timeline.Asserted;
import io.github.udppeer.internal.timeline.LinkHistory;
import io.github.udppeer.internal.timeline.LinkTrace;
import io.github.udppeer.internal.timeline.Participants;
import io.github.udppeer.internal.timeline.PeerNames;
import io.github.udppeer.internal.timeline.Standing;
import io.github.udppeer.internal.timeline.Timeline;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The moment at which an assertion failed. All of its message is of this one moment, however much
 * comes while the message is made: counts, candidates, causes and timeline fit together.
 */
public final class FailureView {

  /** A link with what had happened on it then. */
  private record StillLink(LinkTrace link, LinkHistory history) implements LinkTrace {
    @Override
    public String name() {
      return link.name();
    }

    @Override
    public boolean hasPort(InetSocketAddress address) {
      return link.hasPort(address);
    }

    @Override
    public OptionalLong kernelDrops(DropCounts kernel) {
      return link.kernelDrops(kernel);
    }
  }

  private final Peer peer;
  private final Participants participants;
  private final PeerNames names;
  private final KernelLook kernel;
  private final long nanos;

  /** Is now, with all that has come. */
  public static FailureView now(Peer peer) {
    return new FailureView(peer, Long.MAX_VALUE);
  }

  /**
   * Is that at which a wait ended: what came after its last look was not there.
   *
   * @param endIndex the first datagram of the peer that it has not seen
   */
  static FailureView before(Peer peer, long endIndex) {
    return new FailureView(peer, endIndex);
  }

  private FailureView(Peer peer, long endIndex) {
    this.peer = peer;
    drain(peer);
    peer.context().peersAround().forEach(FailureView::drain);
    Participants live = peer.context().participants();
    List<LinkTrace> links =
        live.links().stream().<LinkTrace>map(it -> new StillLink(it, it.history())).toList();
    this.participants = new Participants(live.peers(), links, live.sockets(), live.watched());
    this.names = new PeerNames(participants);
    this.kernel = new KernelLook();
    this.nanos = nanosBefore(endIndex);
  }

  private FailureView(FailureView other, Peer peer) {
    this.peer = peer;
    this.participants = other.participants;
    this.names = other.names;
    this.kernel = other.kernel;
    this.nanos = other.nanos;
  }

  /** The same moment, on another peer of the test. */
  public FailureView on(Peer other) {
    return new FailureView(this, other);
  }

  /** CapturedValues what was queued; a socket that fails shows what it had. */
  public static void drain(Peer peer) {
    try {
      peer.socket().received().close();
    } catch (IOException broken) {
      // the timeline shows it
    }
  }

  private long nanosBefore(long endIndex) {
    try (CaptureView view = peer.socket().captured()) {
      long entry = endIndex - view.index(0);
      return entry >= 0 && entry < view.size() ? view.nanos((int) entry) - 1 : System.nanoTime();
    }
  }

  Peer peer() {
    return peer;
  }

  /** The monotonic clock's reading. */
  public long nanos() {
    return nanos;
  }

  /** The peers and links that a message shows, as they were. */
  public Participants participants() {
    return participants;
  }

  PeerNames names() {
    return names;
  }

  /** The kernel's table, as it is when it is first asked. */
  KernelLook kernel() {
    return kernel;
  }

  /** What a peer had received; to be closed. */
  CaptureView captured(Peer of) {
    return until(of.socket().captured());
  }

  /** What a peer had sent; to be closed. */
  CaptureView sent(Peer of) {
    return until(of.socket().sent());
  }

  private CaptureView until(CaptureView view) {
    return view.first(view.countUntil(nanos));
  }

  /** What was pending on the peer beside the datagrams with these indices. */
  FirstFew pendingBeside(Set<Long> shown) {
    return pendingFrom(0, shown);
  }

  /** What was pending on the peer from this index on, beside the datagrams with these indices. */
  public FirstFew pendingFrom(long firstIndex, Set<Long> shown) {
    try (CaptureView view = captured(peer)) {
      return FirstFew.of(
          peer,
          view,
          entry ->
              !view.isConsumed(entry)
                  && view.index(entry) >= firstIndex
                  && !shown.contains(view.index(entry)));
    }
  }

  /** What was pending on one of the peers. */
  public FirstFew pendingOn(Peer other) {
    try (CaptureView view = captured(other)) {
      return FirstFew.of(other, view, entry -> !view.isConsumed(entry));
    }
  }

  /** What was pending that no script had dealt with. */
  public FirstFew unanswered() {
    return unansweredOn(peer, Set.of());
  }

  /** The same on one of the peers, beside the datagrams with these indices. */
  public FirstFew unansweredOn(Peer other, Set<Long> shown) {
    try (CaptureView view = captured(other)) {
      return FirstFew.of(
          other,
          view,
          entry ->
              Standing.of(view, entry) == Standing.PENDING && !shown.contains(view.index(entry)));
    }
  }

  /** How many were pending on one of the peers, from such sources, that no script had met. */
  long unreadOn(Peer other, Predicate<InetSocketAddress> source) {
    Map<InetSocketAddress, Boolean> known = new HashMap<>();
    try (CaptureView view = captured(other)) {
      return IntStream.range(view.firstPending(), view.size())
          .filter(entry -> Standing.of(view, entry) == Standing.PENDING)
          .filter(entry -> known.computeIfAbsent(view.address(entry), source::test))
          .count();
    }
  }

  /** All that had been received. */
  FirstFew received() {
    try (CaptureView view = captured(peer)) {
      return FirstFew.of(peer, view, entry -> true);
    }
  }

  /** Returns the timeline of every peer of the test, the datagrams asserted on marked. */
  String timeline(Map<Asserted, String> marks) {
    return String.join("\n", Timeline.render(peer.context().clock(), participants, nanos, marks));
  }
}
