package io.github.udppeer;

import io.github.udppeer.link.DatagramLink;
import io.github.udppeer.report.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.WritableAssertionInfo;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/**
 * What is verified of the peers when a test is over. Every peer is looked at, so that one run tells
 * of all of them.
 */
final class EndOfTest {

  /** Each with its text and timeline; of further ones there is only the number. */
  private static final int MOST_FAILURES = 16;

  private final PeerGroup group;
  private final List<DatagramPeer> own;
  private final List<DatagramPeer> outliving;
  private final long startedNanos = System.nanoTime();
  private @Nullable AssertionError first;
  private int failures;

  /**
   * Of a test.
   *
   * @param group the test's group
   * @param own the peers that end with it
   * @param outliving those that other tests use after this one
   */
  EndOfTest(PeerGroup group, List<DatagramPeer> own, List<DatagramPeer> outliving) {
    this.group = group;
    this.own = own;
    this.outliving = outliving;
  }

  /** Verifies links; their failures come first. Functions that hang do so together. */
  EndOfTest verifyLinks(List<DatagramLink> links) {
    if (!links.isEmpty()) { // as in most tests: nothing of links is loaded then
      group.links().waitingTogether(() -> links.forEach(link -> collect(link::verify)));
    }
    return this;
  }

  void verify() {
    List<DatagramPeer> all = new ArrayList<>(outliving);
    all.addAll(own);
    for (DatagramPeer peer : all) {
      verifyScript(peer);
    }
    for (DatagramPeer peer : outliving) {
      if (peer.isStrict()) {
        verifyOutliving(peer);
      }
    }
    for (DatagramPeer peer : own) {
      if (peer.isStrict()) {
        verifyOwn(peer);
      }
    }
    for (ScriptErrors errors : group.scriptErrorsAbove()) {
      errors.forgetTold();
    }
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
  private void verifyScript(DatagramPeer peer) {
    Optional<PeerScript> script = peer.scriptIfAny();
    if (script.isPresent()) {
      PeerScript used = script.get();
      collect(() -> exhaustion(peer, "scripted peer").settle(used));
      collect(() -> verifyComplete(peer, used));
    }
    Optional<AssertionError> error = ScriptErrors.take(peer.group().scriptErrorsAbove());
    if (error.isPresent()) {
      collected(error.get());
    }
  }

  /** Fails with what assertions have told, which somebody has caught. */
  EndOfTest tellAgain(List<AssertionError> told) {
    for (AssertionError error : told) {
      collected(error);
    }
    return this;
  }

  private void verifyComplete(DatagramPeer peer, PeerScript script) {
    List<ReplyRule> incomplete = script.takeIncomplete();
    if (!incomplete.isEmpty()) {
      FailureText text =
          new FailureText(peer)
              .line("Expecting each rule of the script of " + peer + " to say what to do")
              .line("but these do not; add reply(...), ignore() or never():");
      text.few(incomplete, incomplete.size(), rule -> text.line("  " + rule + rule.place()));
      throw AssertionErrors.of(described("scripted peer"), text);
    }
  }

  private void verifyOwn(DatagramPeer peer) {
    collect(() -> exhaustion(peer, "strict peer").verify());
  }

  private void verifyOutliving(DatagramPeer peer) {
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

  private static void consumePending(DatagramPeer peer) {
    try {
      int left = peer.pending().size();
      while (left > 0 && peer.poll().isPresent()) {
        left--;
      }
    } catch (PeerClosedException closedByTheTest) {
      // Nothing can be consumed there, by later tests neither.
    }
  }

  private Exhaustion exhaustion(DatagramPeer peer, String description) {
    return new Exhaustion(peer, described(description), startedNanos)
        .briefly(failures >= MOST_FAILURES);
  }

  private WritableAssertionInfo described(String description) {
    WritableAssertionInfo info = new WritableAssertionInfo();
    info.description("%s", group.atEndOf(description));
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
