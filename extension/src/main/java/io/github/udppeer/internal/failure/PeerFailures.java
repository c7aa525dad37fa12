package io.github.udppeer.internal.failure;

import io.github.udppeer.exceptions.ReceiveTimeoutException;
import io.github.udppeer.exceptions.WouldBlockException;
import io.github.udppeer.internal.assertj.AssertionErrors;
import io.github.udppeer.internal.core.Thrown;
import io.github.udppeer.internal.peer.CapturedDatagram;
import io.github.udppeer.internal.peer.FirstFew;
import io.github.udppeer.internal.peer.Peer;
import io.github.udppeer.internal.peer.PeerText;
import io.github.udppeer.internal.text.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.assertj.core.api.WritableAssertionInfo;
import org.jspecify.annotations.Nullable;

/** Makes the errors of the assertions on a peer. */
public final class PeerFailures {

  public static final String PENDING = "pending";
  public static final String RECEIVED = "received";

  private static final int LONGEST_DESCRIPTION = 300;

  private final Peer peer;
  private final WritableAssertionInfo info;
  private final long seenUntil;
  private @Nullable FailureView view;
  private final List<String> facts = new ArrayList<>();

  public PeerFailures(Peer peer, WritableAssertionInfo info) {
    this(peer, info, Long.MAX_VALUE);
  }

  /**
   * Of an assertion that has looked at the peer's datagrams before this index only: what came since
   * is none of its business.
   */
  public PeerFailures(Peer peer, WritableAssertionInfo info, long seenUntil) {
    this.peer = peer;
    this.info = info;
    this.seenUntil = seenUntil;
  }

  /** The moment of the failure. */
  public FailureView view() {
    FailureView known = view;
    if (known == null) {
      known = FailureView.before(peer, seenUntil);
      view = known;
    }
    return known;
  }

  public FailureText expecting(String expectation) {
    return new FailureText(view()).line("Expecting " + peer + " to " + expectation);
  }

  /** Gives the causes a fact or more that the assertion has looked up by itself. */
  public PeerFailures knowing(List<String> more) {
    facts.addAll(more);
    return this;
  }

  public LikelyCauses causes() {
    return new LikelyCauses(view()).addKnown(facts);
  }

  public AssertionError of(FailureText text) {
    return AssertionErrors.of(info, text);
  }

  /** Nothing was there to take until the limit. */
  public AssertionError nothingCame(Duration limit) {
    return nothingCame("receive a datagram", Expectation.any(), limit);
  }

  /** Nothing that matched came until the limit. */
  public AssertionError noneMatched(Expectation wanted, boolean isFromSomewhere, Duration limit) {
    FirstFew pending = view().pendingBeside(Set.of());
    String expectation = "receive " + wanted;
    if (pending.isEmpty()) {
      return nothingCame(expectation, wanted, limit);
    }
    LikelyCauses causes = causes().addLosses().addLikeness(wanted, pending.first());
    if (isFromSomewhere) {
      causes.addBeforeRequest(wanted.atAnyTime(), wanted.firstIndex());
      causes.addSource(pending.first().get(0));
    }
    FailureText text =
        expecting(expectation)
            .line("but after " + scaled(limit) + " only other datagrams are pending:")
            .list(pending);
    wanted.refusals(pending.first()).ifPresent(text::line);
    text.causes(causes.addPast(wanted).addUnread());
    return remembered(of(text), wanted);
  }

  private AssertionError nothingCame(String expectation, Expectation wanted, Duration limit) {
    FailureText text =
        expecting(expectation)
            .line("but nothing came within " + scaled(limit))
            .causes(causes().addMissing(wanted, limit));
    return remembered(of(text), wanted);
  }

  /** No receive got anything until the limit. */
  public static RuntimeException timedOut(Peer peer, Duration limit) {
    peer.context().throwMishaps(); // then it did not even wait
    FailureText text = new FailureText(FailureView.before(peer, peer.history().firstPending()));
    FailureView view = text.view();
    String waited = Words.duration(peer.patience().scaled(limit));
    text.line(peer + " received nothing within " + waited)
        .causes(new LikelyCauses(view).addMissing(Expectation.any(), limit));
    ReceiveTimeoutException timeout = new ReceiveTimeoutException(text.render());
    UnmetExpectation.now(timeout, Expectation.any(), view).reportWhenClosed(peer);
    return timeout;
  }

  /** A receive that does not wait would have to. */
  public static RuntimeException wouldBlock(Peer peer) {
    return new WouldBlockException(peer + " has nothing pending");
  }

  public AssertionError nothingToPeek() {
    FailureText text =
        expecting("have a datagram to peek at")
            .line("but nothing is pending")
            .causes(causes().addMissing(Expectation.any(), Duration.ZERO));
    return early(of(text));
  }

  /** There were more or fewer than expected. */
  public AssertionError count(String expectation, int expected, String state) {
    FailureText text = expecting(expectation);
    FirstFew actual = state.equals(RECEIVED) ? view().received() : view().pendingBeside(Set.of());
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

  private LikelyCauses ofCount(FirstFew actual, int expected, String state) {
    if (actual.count() > expected) {
      return causes().addStrangeSource(actual.first().get(0)).addRepeated(actual.first());
    }
    LikelyCauses causes = causes().addLosses();
    boolean consumedCounts = state.equals(RECEIVED);
    return (consumedCounts
            ? causes.addCleared(Expectation.any())
            : causes.addPast(Expectation.any()))
        .addUnread();
  }

  /** Something came that had come before. */
  public AssertionError cameAgain(CapturedDatagram first, CapturedDatagram second, int count) {
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
  public AssertionError pending(String expectation, CapturedDatagram came) {
    return of(
        expecting(expectation)
            .line("but this is pending:")
            .datagram(came)
            .standing(came)
            .alsoPending(came)
            .causes(causes().addSource(came).addRepeated(List.of(came))));
  }

  /** Whether it matches; what a function of the test's throws fails the assertion. */
  public boolean test(Expectation wanted, CapturedDatagram datagram) {
    try {
      return wanted.matches(datagram);
    } catch (Throwable thrown) { // an AssertionError is the likeliest of all
      throw threw("receive " + wanted, "matcher", thrown, datagram);
    }
  }

  public AssertionError threw(
      String expectation, String function, Throwable thrown, CapturedDatagram datagram) {
    String what = Words.printable(shown(thrown, peer), LONGEST_DESCRIPTION);
    AssertionError error =
        of(
            expecting(expectation)
                .line("but the " + function + " threw " + what + "; the datagram is:")
                .datagram(datagram));
    return withCause(error, thrown, peer);
  }

  /** Adds what was thrown, as far as it may be shown; an error of a script has its own already. */
  public static AssertionError withCause(AssertionError error, Throwable thrown, Peer peer) {
    if (canBeShown(thrown, peer) && error.getCause() == null) {
      error.initCause(thrown);
    }
    return error;
  }

  /**
   * What was thrown over a payload often quotes it, so of a redacted one only the class is shown.
   */
  public static String shown(Throwable thrown, Peer peer) {
    return peer.settings().isRedacting() ? thrown.getClass().getName() : Thrown.words(thrown);
  }

  /** Whether an exception may stand in a trace: one whose words throw would break it. */
  private static boolean canBeShown(Throwable thrown, Peer peer) {
    return !peer.settings().isRedacting() && Thrown.canBeShown(thrown);
  }

  /** What did not wait may have been too early. */
  private AssertionError early(AssertionError error) {
    UnmetExpectation.atOnce(error, Expectation.any(), view()).reportWhenClosed(peer);
    return error;
  }

  private AssertionError remembered(AssertionError error, Expectation expected) {
    UnmetExpectation.now(error, expected, view()).reportWhenClosed(peer);
    return error;
  }

  private String scaled(Duration limit) {
    return Words.duration(peer.patience().scaled(limit));
  }
}
