package io.github.udppeer;

import io.github.udppeer.core.Thrown;
import io.github.udppeer.report.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.assertj.core.api.WritableAssertionInfo;
import org.jspecify.annotations.Nullable;

/** Makes the errors of the assertions on a peer. */
final class PeerFailures {

  static final String PENDING = "pending";
  static final String RECEIVED = "received";

  private static final int LONGEST_DESCRIPTION = 300;

  private final DatagramPeer peer;
  private final WritableAssertionInfo info;
  private final long seenUntil;
  private @Nullable FailureView view;
  private final List<String> facts = new ArrayList<>();

  PeerFailures(DatagramPeer peer, WritableAssertionInfo info) {
    this(peer, info, Long.MAX_VALUE);
  }

  /**
   * Of an assertion that has looked at the peer's datagrams before this index only: what came since
   * is none of its business.
   */
  PeerFailures(DatagramPeer peer, WritableAssertionInfo info, long seenUntil) {
    this.peer = peer;
    this.info = info;
    this.seenUntil = seenUntil;
  }

  /** The moment of the failure. */
  FailureView view() {
    FailureView known = view;
    if (known == null) {
      known = FailureView.before(peer, seenUntil);
      view = known;
    }
    return known;
  }

  FailureText expecting(String expectation) {
    return new FailureText(view()).line("Expecting " + peer + " to " + expectation);
  }

  /** Gives the causes a fact or more that the assertion has looked up by itself. */
  PeerFailures knowing(List<String> more) {
    facts.addAll(more);
    return this;
  }

  LikelyCauses causes() {
    return new LikelyCauses(view()).known(facts);
  }

  AssertionError of(FailureText text) {
    return AssertionErrors.of(info, text);
  }

  /** Nothing was there to take until the limit. */
  AssertionError nothingCame(Duration limit) {
    return nothingCame("receive a datagram", Wanted.any(), limit);
  }

  /** Nothing that matched came until the limit. */
  AssertionError noneMatched(Wanted wanted, Duration limit) {
    Sample pending = view().pendingBeside(Set.of());
    String expectation = "receive " + wanted.which();
    if (pending.isEmpty()) {
      return nothingCame(expectation, wanted, limit);
    }
    LikelyCauses causes = causes().losses().alike(wanted.expected(), pending.first());
    if (wanted.isFromSomewhere()) {
      causes.beforeRequest(wanted.expected(), wanted.firstIndex());
      causes.source(pending.first().get(0));
    }
    FailureText text =
        expecting(expectation)
            .line("but after " + scaled(limit) + " only other datagrams are pending:")
            .list(pending)
            .causes(causes.past(wanted.inTime()).unread());
    return remembered(of(text), wanted.inTime());
  }

  private AssertionError nothingCame(String expectation, Wanted wanted, Duration limit) {
    FailureText text =
        expecting(expectation)
            .line("but nothing came within " + scaled(limit))
            .causes(causes().missing(wanted.inTime()));
    return remembered(of(text), wanted.inTime());
  }

  AssertionError nothingToPeek() {
    FailureText text =
        expecting("have a datagram to peek at")
            .line("but nothing is pending")
            .causes(causes().missing(Expected.any()));
    return early(of(text));
  }

  /** There were more or fewer than expected. */
  AssertionError count(String expectation, int expected, String state) {
    FailureText text = expecting(expectation);
    Sample actual = state.equals(RECEIVED) ? view().received() : view().pendingBeside(Set.of());
    if (actual.isEmpty()) {
      text.line("but none is " + state);
    } else {
      String are = actual.count() == 1 ? "is" : "are";
      text.line(
              String.format(Locale.ROOT, "but %s %s %s:", Words.number(actual.count()), are, state))
          .list(actual);
    }
    text.causes(ofCount(actual, expected, state));
    AssertionError error = AssertionErrors.of(info, text, expected, actual.count());
    return actual.count() < expected ? early(error) : error;
  }

  private LikelyCauses ofCount(Sample actual, int expected, String state) {
    if (actual.count() > expected) {
      return causes().strangeSource(actual.first().get(0)).repeated(actual.first());
    }
    LikelyCauses causes = causes().losses();
    boolean consumedCounts = state.equals(RECEIVED);
    return (consumedCounts ? causes.cleared(Expected.any()) : causes.past(Expected.any())).unread();
  }

  /** Something came that had come before. */
  AssertionError cameAgain(Datagram first, Datagram second, int count) {
    FailureText text =
        expecting("have received nothing twice")
            .line("but the same payload came from the same source as")
            .line("  " + PeerText.when(first))
            .line("  " + PeerText.when(second))
            .line("and it is this:")
            .about(first)
            .datagram(second);
    if (count > 1) {
      text.line("In all, " + Words.datagrams(count) + " came again.");
    }
    return AssertionErrors.of(info, text, 0, count);
  }

  /** Something came where nothing should have. */
  AssertionError pending(String expectation, Datagram came) {
    return of(
        expecting(expectation)
            .line("but this is pending:")
            .datagram(came)
            .standing(came)
            .alsoPending(came)
            .causes(causes().source(came).repeated(List.of(came))));
  }

  /** The user's predicate failed. */
  boolean test(Predicate<? super Datagram> match, Datagram datagram, String description) {
    try {
      return match.test(datagram);
    } catch (Throwable thrown) { // an AssertionError is the likeliest of all
      String expectation = "receive a datagram matching " + described(description);
      throw threw(expectation, "predicate", thrown, datagram);
    }
  }

  /** The user's matcher failed, or a function in it. */
  boolean test(DatagramMatcher matcher, Datagram datagram) {
    try {
      return matcher.matches(datagram);
    } catch (Throwable thrown) {
      throw threw("receive " + matcher, "matcher", thrown, datagram);
    }
  }

  AssertionError threw(String expectation, String function, Throwable thrown, Datagram datagram) {
    String what = Words.printable(shown(thrown, peer), LONGEST_DESCRIPTION);
    AssertionError error =
        of(
            expecting(expectation)
                .line("but the " + function + " threw " + what + "; the datagram is:")
                .datagram(datagram));
    return withCause(error, thrown, peer);
  }

  /** Adds what was thrown, as far as it may be shown; an error of a script has its own already. */
  static AssertionError withCause(AssertionError error, Throwable thrown, DatagramPeer peer) {
    if (canBeShown(thrown, peer) && error.getCause() == null) {
      error.initCause(thrown);
    }
    return error;
  }

  /**
   * What was thrown over a payload often quotes it, so of a redacted one only the class is told.
   */
  static String shown(Throwable thrown, DatagramPeer peer) {
    return peer.options().isRedacting() ? thrown.getClass().getName() : Thrown.words(thrown);
  }

  /** Whether an exception may stand in a trace: one whose words throw would break it. */
  private static boolean canBeShown(Throwable thrown, DatagramPeer peer) {
    return !peer.options().isRedacting() && Thrown.canBeShown(thrown);
  }

  static String described(String description) {
    return Words.printable(description, LONGEST_DESCRIPTION);
  }

  /** What did not wait may have been too early. */
  private AssertionError early(AssertionError error) {
    peer.history().remember(UnmetExpectation.atOnce(error, Expected.any(), view()));
    return error;
  }

  private AssertionError remembered(AssertionError error, Expected expected) {
    peer.history().remember(UnmetExpectation.now(error, expected, view()));
    return error;
  }

  private String scaled(Duration limit) {
    return Words.duration(peer.receiver().scaled(limit));
  }
}
