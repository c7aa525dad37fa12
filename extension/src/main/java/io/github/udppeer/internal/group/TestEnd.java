package io.github.udppeer.internal.group;

import io.github.udppeer.exceptions.PeerClosedException;
import io.github.udppeer.internal.assertj.AssertionErrors;
import io.github.udppeer.internal.check.Exhaustion;
import io.github.udppeer.internal.core.Deadline;
import io.github.udppeer.internal.failure.FailureText;
import io.github.udppeer.internal.peer.Peer;
import io.github.udppeer.internal.peer.PeerReceiver;
import io.github.udppeer.internal.script.PeerScript;
import io.github.udppeer.internal.script.RuleDraft;
import io.github.udppeer.internal.script.Scripts;
import io.github.udppeer.internal.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.assertj.core.api.WritableAssertionInfo;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/**
 * What is verified of the peers when a test is over. Every peer is looked at, so that one run
 * reports all of them.
 */
final class TestEnd {

  /** Each with its text and timeline; of further ones there is only the number. */
  private static final int MOST_FAILURES = 16;

  private static final int LONGEST_TEST = 80;

  private final @Nullable Supplier<String> test;
  private final List<Peer> own;
  private final List<Peer> outliving;
  private final ScriptErrors scriptErrors;
  private final long startedNanos = System.nanoTime();
  private @Nullable AssertionError first;
  private int failures;

  /**
   * Of a test.
   *
   * @param test gives the test's name, which only a failure needs; null where there is none
   * @param own the peers that end with it
   * @param outliving those that other tests use after this one
   * @param scriptErrors of its group and of those above
   */
  TestEnd(
      @Nullable Supplier<String> test,
      List<Peer> own,
      List<Peer> outliving,
      ScriptErrors scriptErrors) {
    this.test = test;
    this.own = own;
    this.outliving = outliving;
    this.scriptErrors = scriptErrors;
  }

  /** What is verified, described with the test's name, if there is one. */
  static String described(String what, @Nullable Supplier<String> test) {
    String name = test == null ? "" : Words.printable(test.get(), LONGEST_TEST);
    return name.isEmpty() ? what : what + ", at the end of " + name;
  }

  /** Verifies links; their failures come first. Functions that hang do so together. */
  TestEnd verifyLinks(GroupLinks links) {
    List<Runnable> checks = links.toVerify();
    if (!checks.isEmpty()) { // as in most tests: nothing of links is loaded then
      links.waitingTogether(() -> checks.forEach(this::collect));
    }
    return this;
  }

  void verify() {
    List<Peer> all = new ArrayList<>(outliving);
    all.addAll(own);
    for (Peer peer : all) {
      verifyScript(peer);
    }
    for (Peer peer : outliving) {
      if (peer.settings().strict()) {
        verifyOutliving(peer);
      }
    }
    for (Peer peer : own) {
      if (peer.settings().strict()) {
        verifyOwn(peer);
      }
    }
    scriptErrors.forgetThrown();
    AssertionError failure = first;
    if (failure != null) {
      if (failures > MOST_FAILURES) {
        String more = Words.number(failures - MOST_FAILURES);
        failure.addSuppressed(
            new AssertionFailedError("and " + more + " more failures like these"));
      }
      throw failure;
    }
  }

  /** A script that has not dealt with all may yet fail. */
  private void verifyScript(Peer peer) {
    Optional<PeerScript> script = Scripts.of(peer);
    if (script.isPresent()) {
      PeerScript used = script.get();
      collect(() -> exhaustion(peer, "scripted peer").settle(used));
      collect(() -> verifyComplete(peer, used));
    }
    Optional<AssertionError> error = peer.context().takeLastMishaps();
    if (error.isPresent()) {
      collected(error.get());
    }
  }

  /** Fails with what assertions were failed with already, which somebody has caught. */
  TestEnd reportAgain(List<AssertionError> thrown) {
    for (AssertionError error : thrown) {
      collected(error);
    }
    return this;
  }

  private void verifyComplete(Peer peer, PeerScript script) {
    List<RuleDraft> incomplete = script.takeIncomplete();
    if (!incomplete.isEmpty()) {
      FailureText text =
          new FailureText(peer)
              .line("Expecting each rule of the script of " + peer + " to say what to do")
              .line("but these do not; add reply(...), ignore() or never():");
      text.few(incomplete, incomplete.size(), rule -> text.line("  " + rule + rule.place()));
      throw AssertionErrors.of(described("scripted peer"), text);
    }
  }

  private void verifyOwn(Peer peer) {
    collect(() -> exhaustion(peer, "strict peer").verify());
  }

  private void verifyOutliving(Peer peer) {
    collect(
        () -> {
          try {
            exhaustion(peer, "strict peer").verifyNothingPending();
          } catch (AssertionError left) {
            consumePending(peer);
            throw left;
          }
        });
  }

  private static void consumePending(Peer peer) {
    try {
      PeerReceiver receiver = new PeerReceiver(peer);
      int left = peer.history().pending().size();
      while (left > 0 && receiver.next(true, Deadline.now()).isPresent()) {
        left--;
      }
    } catch (PeerClosedException closedByTheTest) {
      // Nothing can be consumed there, by later tests neither.
    }
  }

  private Exhaustion exhaustion(Peer peer, String description) {
    return new Exhaustion(peer, described(description), startedNanos)
        .briefly(failures >= MOST_FAILURES);
  }

  private WritableAssertionInfo described(String description) {
    WritableAssertionInfo info = new WritableAssertionInfo();
    info.description("%s", described(description, test));
    return info;
  }

  private void collect(Runnable check) {
    try {
      check.run();
    } catch (AssertionError failure) {
      collected(failure);
    }
  }

  private void collected(AssertionError failure) {
    failures++;
    if (first == null) {
      first = failure;
    } else if (failures <= MOST_FAILURES) {
      first.addSuppressed(failure);
    }
  }
}
