package io.github.udppeer.internal.failure;

import io.github.udppeer.internal.core.CaptureView.LogCounts;
import io.github.udppeer.internal.core.CapturedSocket;
import io.github.udppeer.internal.kernel.KernelLook;
import io.github.udppeer.internal.peer.CapturedDatagram;
import io.github.udppeer.internal.peer.ClearedDatagrams;
import io.github.udppeer.internal.peer.Peer;
import io.github.udppeer.internal.peer.PeerText;
import io.github.udppeer.internal.text.Words;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Collects what may have caused a failure: facts only, and the surest first. It looks when an
 * assertion has failed, never before. What is true of every test that looks like this one is no
 * cause; what the test itself took or cleared is shown beside the causes.
 */
public final class LikelyCauses {

  private static final int MOST = 3;
  private static final int MOST_TRIED = 10;

  /** A look at the system takes a millisecond or more, too much where one polls in a loop. */
  private static final Duration WORTH_A_LOOK = Duration.ofMillis(10);

  private static final String FITTING = "a fitting datagram";
  private static final String UNWATCHED =
      "To see what the code under test did with its own sockets, declare @WatchSockets SocketWatch"
          + " in the test.";

  private final FailureView view;
  private final Peer peer;
  private final UnreadDestinations unread;
  private final List<String> found = new ArrayList<>();
  private final List<String> before = new ArrayList<>();
  private List<String> system = List.of();
  private String advice = "";

  public LikelyCauses(FailureView view) {
    this.view = view;
    this.peer = view.peer();
    this.unread = new UnreadDestinations(view);
  }

  List<String> lines() {
    return found.subList(0, Math.min(MOST, found.size()));
  }

  /** What the test was given before, and has taken or cleared: no cause, but good to know. */
  List<String> before() {
    return before;
  }

  /** For a failure that is about no peer in particular. */
  public LikelyCauses addAllOfTheTest() {
    addOff();
    around().stream().filter(LikelyCauses::mayHaveLost).forEach(this::lossesOf);
    return addLinks().addAll(unread::factsOfOthers);
  }

  /** To ask the kernel takes its time, with many peers too much of it. */
  private static boolean mayHaveLost(Peer peer) {
    return peer.socket().mayHaveOverflowed() || peer.socket().capturedCounts().dropped() > 0;
  }

  private void lossesOf(Peer lossy) {
    addAll(() -> lost(lossy, view.kernel()).stream().map(fact -> lossy + ": " + fact).toList());
  }

  /** A fact that cannot be had is left out, and the others are shown all the same. */
  private LikelyCauses add(Supplier<Optional<String>> look) {
    LookUp.optional(look).ifPresent(found::add);
    return this;
  }

  private LikelyCauses addAll(Supplier<List<String>> look) {
    found.addAll(LookUp.list(look));
    return this;
  }

  /**
   * For want of a datagram: it was lost, seen before, or answered by nobody.
   *
   * @param waited how long the assertion was to wait for it
   */
  public LikelyCauses addMissing(Expectation expected, Duration waited) {
    addOff().addLosses().addLinks().addPast(expected).addCode().addUnread().addAstray();
    boolean isUnexplained = found.isEmpty() && before.isEmpty();
    advice = isUnexplained && !view.participants().isWatched() ? UNWATCHED : "";
    if (waited.compareTo(WORTH_A_LOOK) >= 0) {
      system = isUnexplained ? new SystemFacts(view).facts() : LookUp.list(this::noReader);
    }
    return this;
  }

  /** Where what was sent lies unread with this process: is anybody there who reads? */
  private List<String> noReader() {
    return unread.isUnreadHere() ? WaitingThreads.none().stream().toList() : List.of();
  }

  /** Whether the peer itself, or another one of the test, can receive nothing. */
  private LikelyCauses addOff() {
    around().forEach(each -> add(() -> off(each)));
    return this;
  }

  private static Optional<String> off(Peer peer) {
    CapturedSocket socket = peer.socket();
    if (socket.isClosed()) {
      return Optional.empty();
    }
    if (socket.isDown()) {
      return Optional.of(Causes.down(peer.toString()));
    }
    return socket.isFrozen() ? Optional.of(Causes.frozen(peer.toString())) : failed(peer);
  }

  private static Optional<String> failed(Peer peer) {
    try {
      peer.socket().receivedCounts();
      return Optional.empty();
    } catch (IOException failed) {
      return Optional.of(Causes.failed(peer.toString(), String.valueOf(failed.getMessage())));
    }
  }

  private List<Peer> around() {
    return LookUp.list(() -> peer.context().peersAround());
  }

  /** What the code under test did, where it is watched. */
  private LikelyCauses addCode() {
    return addAll(() -> new CodeFacts(view).facts());
  }

  /** What the system shows, where nothing explains the failure. */
  List<String> system() {
    return system;
  }

  /** What would show more, where nothing explains the failure; empty else. */
  String advice() {
    return advice;
  }

  /** What the links of the test kept back. */
  private LikelyCauses addLinks() {
    view.participants()
        .links()
        .forEach(link -> add(() -> Causes.keptBack(link.history(view.kernel()))));
    return this;
  }

  /** What the kernel and the capture log dropped. */
  public LikelyCauses addLosses() {
    return addAll(() -> lost(peer, view.kernel()));
  }

  /** For an assertion to decide by, so it throws where it cannot be known. */
  public static List<String> lost(Peer peer, KernelLook kernel) {
    List<String> facts = new ArrayList<>();
    OptionalLong drops = peer.history().kernelDrops(kernel);
    if (drops.orElse(0) > 0) {
      int granted = peer.socket().grantedReceiveBuffer();
      facts.add(Causes.kernelDropped(drops.getAsLong(), granted));
    }
    LogCounts log = peer.history().counts();
    if (log.dropped() > log.refused()) {
      long full = log.dropped() - log.refused();
      facts.add(Causes.logFull(full, peer.settings().captureLimit()));
    }
    if (log.refused() > 0) {
      facts.add(Causes.memoryRefused(log.refused()));
    }
    return facts;
  }

  /** Whether it came before: it was consumed, or cleared. */
  LikelyCauses addPast(Expectation expected) {
    Optional<String> consumed = LookUp.optional(() -> consumed(expected));
    consumed.ifPresent(before::add);
    return consumed.isPresent() ? this : addCleared(expected);
  }

  private Optional<String> consumed(Expectation expected) {
    return DatagramSearch.all(view)
        .latestConsumed(expected::isMetBy)
        .map(PeerText::when)
        .map(
            when ->
                expected.isAny()
                    ? Causes.consumedBefore(peer.history().consumedCount(), when)
                    : Causes.consumed(FITTING, when));
  }

  /** Whether it came before {@code clear()}. */
  LikelyCauses addCleared(Expectation expected) {
    ClearedDatagrams cleared = peer.history().cleared();
    LookUp.optional(() -> cleared.find(expected::isMetBy))
        .map(PeerText::when)
        .map(
            when ->
                expected.isAny()
                    ? Causes.clearedBefore(cleared.count(), when)
                    : Causes.cleared(FITTING, when))
        .ifPresent(before::add);
    return this;
  }

  /** Whether it is pending, but not where the assertion looked; the earliest is the one meant. */
  public LikelyCauses addElsewhere(Expectation expected) {
    Optional<String> pending =
        LookUp.optional(
            () ->
                DatagramSearch.all(view)
                    .earliestPending(expected::isMetBy)
                    .map(PeerText::when)
                    .map(Causes::pendingElsewhere));
    pending.ifPresent(found::add);
    return pending.isPresent() ? this : addPast(expected);
  }

  /** Whether a reply came, but before its request. */
  LikelyCauses addBeforeRequest(Expectation reply, long firstIndex) {
    return add(
        () ->
            DatagramSearch.all(view)
                .latestPending(each -> each.index() < firstIndex && reply.isMetBy(each))
                .map(PeerText::when)
                .map(Causes::beforeTheRequest));
  }

  /** Whether what this test's peers sent lies unread, or went nowhere. */
  public LikelyCauses addUnread() {
    return addAll(unread::facts);
  }

  /** Whether what was meant for this peer may have gone elsewhere. */
  private LikelyCauses addAstray() {
    return addAll(() -> new Astray(view).facts());
  }

  /** Payloads that a reader would take for the same. */
  public LikelyCauses addLikeness(Expectation expected, CapturedDatagram actual) {
    if (actual.isShownWhole()) {
      expected.likeness(actual).ifPresent(found::add);
    }
    return this;
  }

  /** The first of several that a reader would take for the one expected. */
  public LikelyCauses addLikeness(Expectation expected, List<CapturedDatagram> several) {
    several.stream()
        .filter(CapturedDatagram::isShownWhole)
        .flatMap(
            each ->
                expected.likeness(each).stream()
                    .map(words -> "of number " + Words.number(each.index() + 1) + " " + words))
        .findFirst()
        .ifPresent(found::add);
    return this;
  }

  /** What a datagram is instead of those that were expected, the first of them in its place. */
  public LikelyCauses addInstead(CapturedDatagram actual, List<byte[]> expected) {
    found.addAll(new NeighbourFacts(actual).insteadOf(expected));
    return this;
  }

  /** The same where any of them would have done. */
  LikelyCauses addInsteadOfAny(CapturedDatagram actual, List<byte[]> expected) {
    List<byte[]> rotated =
        new ArrayList<>(expected.subList(0, Math.min(MOST_TRIED, expected.size())));
    List<String> facts = List.of();
    for (int tried = 0; tried < rotated.size() && facts.isEmpty(); tried++) {
      facts = new NeighbourFacts(actual).insteadOf(rotated);
      Collections.rotate(rotated, -1);
    }
    found.addAll(facts);
    return this;
  }

  /** The same where no more than a beginning was expected. */
  public LikelyCauses addInsteadOfStart(CapturedDatagram actual, byte[] start) {
    found.addAll(new NeighbourFacts(actual).insteadOfStart(start));
    return this;
  }

  /** Whether one of these is the one before it once more. */
  public LikelyCauses addRepeated(List<CapturedDatagram> several) {
    several.stream()
        .flatMap(each -> new NeighbourFacts(each).twice().stream())
        .findFirst()
        .filter(fact -> !found.contains(fact))
        .ifPresent(found::add);
    return this;
  }

  /** What an assertion has looked up by itself. */
  LikelyCauses addKnown(List<String> facts) {
    found.addAll(facts);
    return this;
  }

  /** Where a datagram came from that was not expected. */
  public LikelyCauses addSource(CapturedDatagram datagram) {
    return addAll(() -> new SourceFacts(view, datagram).all());
  }

  /** The same where the source was not asserted on: only what is strange about it. */
  public LikelyCauses addStrangeSource(CapturedDatagram datagram) {
    return addAll(() -> new SourceFacts(view, datagram).strange());
  }
}
