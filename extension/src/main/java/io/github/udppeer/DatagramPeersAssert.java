package io.github.udppeer;

import io.github.udppeer.core.Deadline;
import io.github.udppeer.report.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on several peers together. Those that begin with a verb of receiving consume what they
 * name, on every peer, or nothing if they fail; they wait, at most until the longest of the peers'
 * receive time-outs.
 */
public class DatagramPeersAssert extends AbstractAssert<DatagramPeersAssert, DatagramPeers> {

  private static final String MATCHER = "give it a matcher, such as DatagramMatcher.anything()";

  DatagramPeersAssert(DatagramPeers actual) {
    super(actual, DatagramPeersAssert.class);
  }

  /**
   * Verifies that each peer receives a datagram, and consumes one on each. Waits.
   *
   * @return this
   */
  public DatagramPeersAssert eachReceives() {
    return eachReceives(DatagramMatcher.anything());
  }

  /**
   * Verifies that each peer receives a datagram with this text, and consumes it; others stay
   * pending. Waits.
   *
   * @param text the whole payload, in UTF-8
   * @return this
   */
  public DatagramPeersAssert eachReceives(String text) {
    return eachReceives(
        DatagramMatcher.text(Arguments.given(text, "eachReceives", "give it the whole text")));
  }

  /**
   * Verifies that each peer receives a datagram that matches, and consumes it; others stay pending.
   * Waits.
   *
   * @param matcher which datagram
   * @return this
   */
  public DatagramPeersAssert eachReceives(DatagramMatcher matcher) {
    Map<DatagramPeer, Datagram> found = findOnEach("each of", "receive " + matcher, matcher);
    consume(found);
    return this;
  }

  /**
   * Verifies that each peer receives a datagram, and that all these have the same payload, and
   * consumes them. Waits.
   *
   * @return this
   */
  public DatagramPeersAssert allReceiveTheSame() {
    String expectation = "receive the same";
    Map<DatagramPeer, Datagram> found =
        findOnEach("all of", expectation, DatagramMatcher.anything());
    Datagram first = found.values().iterator().next();
    for (Datagram other : found.values()) {
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
    return this;
  }

  /**
   * Verifies that a datagram that matches comes to one of the peers, and to no other, and consumes
   * it. Waits for the first; that no other has one is looked up then, without waiting.
   *
   * @param matcher which datagram
   * @return an assertion on that datagram
   */
  public DatagramAssert exactlyOneReceives(DatagramMatcher matcher) {
    Arguments.given(matcher, "exactlyOneReceives", MATCHER);
    Map<DatagramPeer, Datagram> found = awaitFirst(matcher);
    String expectation = "receive " + matcher;
    if (found.isEmpty()) {
      throw late(
          alike(nowhere("exactly one of", expectation), actual.all(), matcher), 1, found, matcher);
    }
    if (found.size() > 1) {
      FailureText text =
          expecting("exactly one of", expectation)
              .line(String.format(Locale.ROOT, "but %d did:", found.size()));
      text.few(found.values(), found.size(), text::entry);
      throw AssertionErrors.of(info, text, 1, found.size());
    }
    consume(found);
    return new DatagramAssert(found.values().iterator().next()).as(info.description());
  }

  /**
   * Verifies that exactly one of the peers receives a datagram with this text. Otherwise as {@link
   * #exactlyOneReceives(DatagramMatcher)}.
   *
   * @param text the whole payload, in UTF-8
   * @return an assertion on that datagram
   */
  public DatagramAssert exactlyOneReceives(String text) {
    return exactlyOneReceives(
        DatagramMatcher.text(
            Arguments.given(text, "exactlyOneReceives", "give it the whole text")));
  }

  /**
   * Verifies that no peer has a datagram pending. Neither waits nor consumes.
   *
   * @return this
   */
  public DatagramPeersAssert haveNothingPending() {
    if (actual.all().stream().anyMatch(peer -> peer.history().counts().pending() > 0)) {
      FailureText text = expecting("all of", "have nothing pending").line("but there is:");
      List<Datagram> first = new ArrayList<>();
      int count = 0;
      for (DatagramPeer peer : actual.all()) {
        Sample pending = text.view().pendingOn(peer);
        count += pending.count();
        first.addAll(first.size() < FailureText.MOST_LISTED ? pending.first() : List.of());
      }
      throw AssertionErrors.of(info, text.few(first, count, text::entry), 0, count);
    }
    return this;
  }

  /**
   * Verifies of each peer that no datagram came to it again: no two that it received have the same
   * payload and the same source. What several peers received is no repetition. Neither waits nor
   * consumes.
   *
   * @return this
   */
  public DatagramPeersAssert receivedNothingTwice() {
    actual.all().forEach(peer -> RepetitionCheck.on(peer, new PeerFailures(peer, info)));
    return this;
  }

  private Map<DatagramPeer, Datagram> findOnEach(
      String which, String expectation, DatagramMatcher matcher) {
    Arguments.given(matcher, "eachReceives", MATCHER);
    Deadline deadline = deadline();
    Map<DatagramPeer, Datagram> found = new LinkedHashMap<>();
    for (DatagramPeer peer : actual.all()) {
      find(peer, matcher, deadline).ifPresent(datagram -> found.put(peer, datagram));
    }
    if (found.size() < actual.all().size()) {
      throw late(
          alike(
              found.isEmpty() ? nowhere(which, expectation) : missing(which, expectation, found),
              without(found),
              matcher),
          actual.all().size(),
          found,
          matcher);
    }
    return found;
  }

  private Optional<Datagram> find(DatagramPeer peer, DatagramMatcher matcher, Deadline deadline) {
    PeerFailures failures = new PeerFailures(peer, info);
    return new PendingScan(peer, 0, deadline)
        .next((view, entry) -> failures.test(matcher, peer.receiver().datagram(view, entry)));
  }

  /** Returns the datagram of each peer that has one, as soon as one of them has. */
  private Map<DatagramPeer, Datagram> awaitFirst(DatagramMatcher matcher) {
    try (PeersArrival arrival = PeersArrival.on(actual.all())) {
      Deadline deadline = deadline();
      Map<DatagramPeer, Datagram> found = foundNow(matcher);
      while (found.isEmpty() && arrival.await(actual.first(), deadline)) {
        found = foundNow(matcher);
      }
      return found.isEmpty() ? foundNow(matcher) : found;
    }
  }

  private Map<DatagramPeer, Datagram> foundNow(DatagramMatcher matcher) {
    Map<DatagramPeer, Datagram> found = new LinkedHashMap<>();
    for (DatagramPeer peer : actual.all()) {
      if (peer.socket().isClosed()) {
        throw new PeerClosedException("cannot receive: " + peer + " is closed");
      }
      find(peer, matcher, Deadline.now()).ifPresent(datagram -> found.put(peer, datagram));
    }
    return found;
  }

  private FailureText nowhere(String which, String expectation) {
    return expecting(which, expectation).line("but none did within " + limit());
  }

  private FailureText missing(String which, String expectation, Map<DatagramPeer, Datagram> found) {
    FailureText text =
        expecting(which, expectation)
            .line(String.format(Locale.ROOT, "but within %s these did not:", limit()));
    List<DatagramPeer> without = without(found);
    text.few(
        without,
        without.size(),
        peer -> text.line("  " + peer + pending(text.view().pendingOn(peer))));
    text.line("and these did:");
    return text.few(found.values(), found.size(), text::entry);
  }

  /** Adds what one of them has that a reader would take for what it lacks. */
  private static FailureText alike(
      FailureText text, List<DatagramPeer> without, DatagramMatcher matcher) {
    LikelyCauses causes = new LikelyCauses(text.view().on(without.get(0)));
    Expected expected = Expected.matching(matcher);
    without.stream()
        .limit(FailureText.MOST_LISTED)
        .forEach(peer -> causes.alike(expected, text.view().pendingOn(peer).first()));
    return text.causes(causes);
  }

  private List<DatagramPeer> without(Map<DatagramPeer, Datagram> found) {
    return actual.all().stream().filter(peer -> !found.containsKey(peer)).toList();
  }

  /** What did not come in time may come yet, which is told when its peer closes. */
  private AssertionError late(
      FailureText text, int count, Map<DatagramPeer, Datagram> found, DatagramMatcher matcher) {
    AssertionError error = AssertionErrors.of(info, text, count, found.size());
    Expected expected = ExpectedDatagram.matching(matcher).expected();
    without(found)
        .forEach(
            peer ->
                peer.history().remember(UnmetExpectation.now(error, expected, text.view(), peer)));
    return error;
  }

  private static String pending(Sample pending) {
    return pending.isEmpty()
        ? ", nothing pending"
        : ", other datagrams pending: " + Words.number(pending.count());
  }

  private void consume(Map<DatagramPeer, Datagram> found) {
    found.forEach(
        (peer, datagram) -> {
          if (!peer.receiver().consume(datagram.index())) {
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
    DatagramPeer patient = actual.mostPatient();
    return patient.receiver().deadline(patient.receiveTimeout());
  }

  private String limit() {
    DatagramPeer patient = actual.mostPatient();
    Duration limit = patient.receiver().scaled(patient.receiveTimeout());
    return Words.duration(limit);
  }

  private FailureText expecting(String which, String expectation) {
    FailureText text = new FailureText(actual.first()).line("Expecting " + which + " these peers");
    text.few(actual.all(), actual.all().size(), peer -> text.line("  " + peer));
    return text.line("to " + expectation);
  }
}
