package io.github.udppeer;

import io.github.udppeer.core.LogCounts;
import io.github.udppeer.report.Causes;
import io.github.udppeer.report.LinkTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Collects what may have caused a failure: facts only, and the surest first. It looks when an
 * assertion has failed, never before.
 */
final class LikelyCauses {

  private static final int MOST = 3;
  private static final String FITTING = "a fitting datagram";

  private final FailureView view;
  private final DatagramPeer peer;
  private final List<String> found = new ArrayList<>();

  LikelyCauses(FailureView view) {
    this.view = view;
    this.peer = view.peer();
  }

  List<String> lines() {
    return found.subList(0, Math.min(MOST, found.size()));
  }

  /** For want of a datagram: it was lost, seen before, or answered by nobody. */
  LikelyCauses missing(Expected expected) {
    return off().losses().links().past(expected).unread();
  }

  /** For a failure that is about no peer in particular. */
  LikelyCauses ofTheTest() {
    off();
    peer.group().peersAround().stream().filter(LikelyCauses::mayHaveLost).forEach(this::lossesOf);
    links();
    found.addAll(new UnreadDestinations(view).factsOfOthers());
    return this;
  }

  /** To ask the kernel takes its time, with many peers too much of it. */
  private static boolean mayHaveLost(DatagramPeer peer) {
    return peer.socket().mayHaveOverflowed() || peer.socket().capturedCounts().dropped() > 0;
  }

  private void lossesOf(DatagramPeer lossy) {
    lost(lossy).forEach(fact -> found.add(lossy + ": " + fact));
  }

  /** Whether the peer itself, or another one of the test, is off the network. */
  private LikelyCauses off() {
    peer.group().peersAround().stream()
        .filter(each -> !each.socket().isClosed())
        .forEach(
            each -> {
              if (each.socket().isDown()) {
                found.add(Causes.down(each.toString()));
              } else if (each.socket().isFrozen()) {
                found.add(Causes.frozen(each.toString()));
              }
            });
    return this;
  }

  /** What the links of the test kept back. */
  private LikelyCauses links() {
    view.participants().links().stream()
        .map(LinkTrace::history)
        .flatMap(link -> Causes.keptBack(link).stream())
        .forEach(found::add);
    return this;
  }

  /** What the kernel and the capture log dropped. */
  LikelyCauses losses() {
    found.addAll(lost(peer));
    return this;
  }

  static List<String> lost(DatagramPeer peer) {
    List<String> facts = new ArrayList<>();
    OptionalLong kernel = peer.history().kernelDrops();
    if (kernel.orElse(0) > 0) {
      int granted = peer.socket().grantedReceiveBuffer();
      facts.add(Causes.kernelDropped(kernel.getAsLong(), granted));
    }
    LogCounts log = peer.history().counts();
    if (log.dropped() > log.refused()) {
      long full = log.dropped() - log.refused();
      facts.add(Causes.logFull(full, peer.options().captureLimit()));
    }
    if (log.refused() > 0) {
      facts.add(Causes.memoryRefused(log.refused()));
    }
    return facts;
  }

  /** Whether it came before: it was consumed, or cleared. */
  LikelyCauses past(Expected expected) {
    Optional<Datagram> consumed = DatagramSearch.all(view).latestConsumed(expected.match());
    consumed.ifPresent(
        datagram -> {
          String when = PeerText.when(datagram);
          long count = peer.history().consumedCount();
          found.add(
              expected.isAny()
                  ? Causes.consumedBefore(count, when)
                  : Causes.consumed(FITTING, when));
        });
    return consumed.isPresent() ? this : cleared(expected);
  }

  /** Whether it came before {@code clear()}. */
  LikelyCauses cleared(Expected expected) {
    ClearedDatagrams cleared = peer.history().cleared();
    cleared
        .find(expected.match())
        .map(PeerText::when)
        .ifPresent(
            when ->
                found.add(
                    expected.isAny()
                        ? Causes.clearedBefore(cleared.count(), when)
                        : Causes.cleared(FITTING, when)));
    return this;
  }

  /** Whether it is pending, but not where the assertion looked. */
  LikelyCauses elsewhere(Expected expected) {
    Optional<Datagram> pending = DatagramSearch.all(view).latestPending(expected.match());
    pending.map(PeerText::when).map(Causes::pendingElsewhere).ifPresent(found::add);
    return pending.isPresent() ? this : past(expected);
  }

  /** Whether a reply came, but before its request. */
  LikelyCauses beforeRequest(Expected reply, long firstIndex) {
    DatagramSearch.all(view)
        .latestPending(each -> each.index() < firstIndex && reply.match().test(each))
        .map(PeerText::when)
        .map(Causes::beforeTheRequest)
        .ifPresent(found::add);
    return this;
  }

  /** Whether what this test's peers sent lies unread, or went nowhere. */
  LikelyCauses unread() {
    found.addAll(new UnreadDestinations(view).facts());
    return this;
  }

  /** Payloads that a reader would take for the same. */
  LikelyCauses alike(byte[] expected, byte[] actual) {
    Causes.alike(expected, actual).ifPresent(found::add);
    return this;
  }

  /** Where a datagram came from that was not expected. */
  LikelyCauses source(Datagram datagram) {
    found.addAll(new SourceFacts(view, datagram).all());
    return this;
  }

  /** The same where the source was not asserted on: only what is strange about it. */
  LikelyCauses strangeSource(Datagram datagram) {
    found.addAll(new SourceFacts(view, datagram).strange());
    return this;
  }
}
