package io.github.udppeer;

import io.github.udppeer.link.DatagramLink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.WritableAssertionInfo;
import org.jspecify.annotations.Nullable;

/**
 * What is verified of the peers when a test is over. Every peer is looked at, so that one run tells
 * of all of them.
 */
final class EndOfTest {

  private final PeerGroup group;
  private final List<DatagramPeer> own;
  private final List<DatagramPeer> outliving;
  private final long startedNanos = System.nanoTime();
  private @Nullable AssertionError first;

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

  /** Verifies links; their failures come first. */
  EndOfTest verifyLinks(List<DatagramLink> links) {
    for (DatagramLink link : links) {
      collect(link::verify);
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
      throw failure;
    }
  }

  /** A script that has not dealt with all may yet fail. */
  private void verifyScript(DatagramPeer peer) {
    Optional<PeerScript> script = peer.scriptIfAny();
    if (script.isPresent()) {
      PeerScript used = script.get();
      collect(() -> new Exhaustion(peer, described("scripted peer"), startedNanos).settle(used));
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
      incomplete.forEach(rule -> text.line("  " + rule + rule.place()));
      throw AssertionErrors.of(described("scripted peer"), text);
    }
  }

  private void verifyOwn(DatagramPeer peer) {
    collect(() -> new Exhaustion(peer, described("strict peer"), startedNanos).verify());
  }

  private void verifyOutliving(DatagramPeer peer) {
    collect(
        () -> {
          try {
            new Exhaustion(peer, described("strict peer"), startedNanos).verifyNothingPending();
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
    if (first == null) {
      first = failure;
    } else {
      first.addSuppressed(failure);
    }
  }
}
