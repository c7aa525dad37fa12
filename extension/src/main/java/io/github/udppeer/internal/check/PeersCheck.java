package io.github.udppeer.internal.check;

import io.github.udppeer.exceptions.PeerClosedException;
import io.github.udppeer.internal.assertj.AssertionErrors;
import io.github.udppeer.internal.core.Deadline;
import io.github.udppeer.internal.failure.Expectation;
import io.github.udppeer.internal.failure.FailureText;
import io.github.udppeer.internal.failure.LikelyCauses;
import io.github.udppeer.internal.failure.PeerFailures;
import io.github.udppeer.internal.failure.UnmetExpectation;
import io.github.udppeer.internal.peer.CapturedDatagram;
import io.github.udppeer.internal.peer.FirstFew;
import io.github.udppeer.internal.peer.Peer;
import io.github.udppeer.internal.peer.PeerReceiver;
import io.github.udppeer.internal.peer.PeersArrival;
import io.github.udppeer.internal.peer.PendingScan;
import io.github.udppeer.internal.text.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.WritableAssertionInfo;

/** What a test verifies of several peers together. */
public final class PeersCheck {

  private final List<Peer> peers;
  private final WritableAssertionInfo info;

  public PeersCheck(List<Peer> peers, WritableAssertionInfo info) {
    this.peers = peers;
    this.info = info;
  }

  /** Takes from each peer the first that matches; none if it fails. */
  public void eachReceives(Expectation wanted) {
    consume(findOnEach("each of", "receive " + wanted, wanted));
  }

  /** Takes from each peer one datagram, which are the same. */
  public void allReceiveTheSame() {
    String expectation = "receive the same";
    Map<Peer, CapturedDatagram> found =
        findOnEach("all of", expectation, Expectation.matching("any datagram", any -> true));
    CapturedDatagram first = found.values().iterator().next();
    for (CapturedDatagram other : found.values()) {
      if (!Arrays.equals(first.payload(), other.payload())) {
        throw AssertionErrors.of(
            info,
            expecting("all of", expectation)
                .line(String.format(Locale.ROOT, "but %s received:", first.peer()))
                .about(first)
                .difference(
                    first.shown(),
                    String.format(Locale.ROOT, "and %s received:", other.peer()),
                    other),
            first.shownText(),
            other.shownText());
      }
    }
    consume(found);
  }

  /** Takes the datagram that matches from the one peer that has it. */
  public CapturedDatagram exactlyOneReceives(Expectation wanted) {
    Map<Peer, CapturedDatagram> found = awaitFirst(wanted);
    String expectation = "receive " + wanted;
    if (found.isEmpty()) {
      throw late(alike(nowhere("exactly one of", expectation), peers, wanted), 1, found, wanted);
    }
    if (found.size() > 1) {
      FailureText text =
          expecting("exactly one of", expectation)
              .line(String.format(Locale.ROOT, "but %d did:", found.size()));
      text.few(found.values(), found.size(), text::entry);
      throw AssertionErrors.of(info, text, 1, found.size());
    }
    consume(found);
    return found.values().iterator().next();
  }

  public void nothingPending() {
    if (peers.stream().anyMatch(peer -> peer.history().counts().pending() > 0)) {
      FailureText text = expecting("all of", "have nothing pending").line("but there is:");
      List<CapturedDatagram> first = new ArrayList<>();
      int count = 0;
      for (Peer peer : peers) {
        FirstFew pending = text.view().pendingOn(peer);
        count += pending.count();
        first.addAll(first.size() < FailureText.MOST_LISTED ? pending.first() : List.of());
      }
      throw AssertionErrors.of(info, text.few(first, count, text::entry), 0, count);
    }
  }

  public void nothingTwice() {
    peers.forEach(peer -> RepetitionCheck.on(peer, new PeerFailures(peer, info)));
  }

  private Map<Peer, CapturedDatagram> findOnEach(
      String which, String expectation, Expectation wanted) {
    Deadline deadline = deadline();
    Map<Peer, CapturedDatagram> found = new LinkedHashMap<>();
    for (Peer peer : peers) {
      find(peer, wanted, deadline).ifPresent(datagram -> found.put(peer, datagram));
    }
    if (found.size() < peers.size()) {
      throw late(
          alike(
              found.isEmpty() ? nowhere(which, expectation) : missing(which, expectation, found),
              without(found),
              wanted),
          peers.size(),
          found,
          wanted);
    }
    return found;
  }

  private Optional<CapturedDatagram> find(Peer peer, Expectation wanted, Deadline deadline) {
    PeerFailures failures = new PeerFailures(peer, info);
    return new PendingScan(peer, 0, deadline)
        .next((view, entry) -> failures.test(wanted, CapturedDatagram.received(peer, view, entry)));
  }

  /** Returns the datagram of each peer that has one, as soon as one of them has. */
  private Map<Peer, CapturedDatagram> awaitFirst(Expectation wanted) {
    try (PeersArrival arrival = PeersArrival.on(peers)) {
      Deadline deadline = deadline();
      Map<Peer, CapturedDatagram> found = foundNow(wanted);
      while (found.isEmpty() && arrival.await(peers.get(0), deadline)) {
        found = foundNow(wanted);
      }
      return found.isEmpty() ? foundNow(wanted) : found;
    }
  }

  private Map<Peer, CapturedDatagram> foundNow(Expectation wanted) {
    Map<Peer, CapturedDatagram> found = new LinkedHashMap<>();
    for (Peer peer : peers) {
      if (peer.socket().isClosed()) {
        throw new PeerClosedException("cannot receive: " + peer + " is closed");
      }
      find(peer, wanted, Deadline.now()).ifPresent(datagram -> found.put(peer, datagram));
    }
    return found;
  }

  private FailureText nowhere(String which, String expectation) {
    return expecting(which, expectation).line("but none did within " + limit());
  }

  private FailureText missing(String which, String expectation, Map<Peer, CapturedDatagram> found) {
    FailureText text =
        expecting(which, expectation)
            .line(String.format(Locale.ROOT, "but within %s these did not:", limit()));
    List<Peer> without = without(found);
    text.few(
        without,
        without.size(),
        peer -> text.line("  " + peer + pending(text.view().pendingOn(peer))));
    text.line("and these did:");
    return text.few(found.values(), found.size(), text::entry);
  }

  /** Adds what one of them has that a reader would take for what it lacks. */
  private static FailureText alike(FailureText text, List<Peer> without, Expectation wanted) {
    LikelyCauses causes = new LikelyCauses(text.view().on(without.get(0)));
    without.stream()
        .limit(FailureText.MOST_LISTED)
        .forEach(peer -> causes.addLikeness(wanted, text.view().pendingOn(peer).first()));
    return text.causes(causes);
  }

  private List<Peer> without(Map<Peer, CapturedDatagram> found) {
    return peers.stream().filter(peer -> !found.containsKey(peer)).toList();
  }

  /** What did not come in time may come yet, which is reported when its peer closes. */
  private AssertionError late(
      FailureText text, int count, Map<Peer, CapturedDatagram> found, Expectation wanted) {
    AssertionError error = AssertionErrors.of(info, text, count, found.size());
    without(found)
        .forEach(
            peer -> UnmetExpectation.now(error, wanted, text.view(), peer).reportWhenClosed(peer));
    return error;
  }

  private static String pending(FirstFew pending) {
    return pending.isEmpty()
        ? ", nothing pending"
        : ", other datagrams pending: " + Words.number(pending.count());
  }

  private void consume(Map<Peer, CapturedDatagram> found) {
    found.forEach(
        (peer, datagram) -> {
          if (!new PeerReceiver(peer).consume(datagram.index())) {
            throw AssertionErrors.of(
                info,
                expecting("all of", "receive what was found")
                    .line(
                        String.format(
                            Locale.ROOT,
                            "but another thread took this from %s meanwhile:",
                            peer.name()))
                    .datagram(datagram));
          }
        });
  }

  private Deadline deadline() {
    Peer patient = mostPatient(peers);
    return patient.patience().deadline(patient.receiveTimeout());
  }

  private String limit() {
    Peer patient = mostPatient(peers);
    Duration limit = patient.patience().scaled(patient.receiveTimeout());
    return Words.duration(limit);
  }

  private FailureText expecting(String which, String expectation) {
    FailureText text = new FailureText(peers.get(0)).line("Expecting " + which + " these peers");
    text.few(peers, peers.size(), peer -> text.line("  " + peer));
    return text.line("to " + expectation);
  }

  /** The peer whose limit is the longest. */
  public static Peer mostPatient(List<Peer> peers) {
    Peer longest = peers.get(0);
    for (Peer peer : peers) {
      if (peer.receiveTimeout().compareTo(longest.receiveTimeout()) > 0) {
        longest = peer;
      }
    }
    return longest;
  }
}
