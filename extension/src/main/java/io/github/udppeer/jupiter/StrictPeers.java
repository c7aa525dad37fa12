package io.github.udppeer.jupiter;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.PeerClosedException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** Fails the test that leaves datagrams pending on strict peers. */
final class StrictPeers {

  private StrictPeers() {}

  /** An aborted test stops where it likes, so that what it leaves pending says nothing. */
  static void afterTest(ExtensionContext context) {
    if (context.getExecutionException().filter(TestAbortedException.class::isInstance).isEmpty()) {
      PeerScope.of(context).checkStrictPeers();
    }
  }

  /**
   * Checks every strict peer, so that one test run tells of all of them.
   *
   * @param peers the peers of the test and of its classes
   * @param outliving those that other tests use after this one: what is left on them is consumed,
   *     for it is this test's failure and not theirs
   */
  static void check(List<DatagramPeer> peers, List<DatagramPeer> outliving) {
    AssertionError first = null;
    for (DatagramPeer peer : peers) {
      AssertionError failure = peer.isStrict() ? failureOf(peer) : null;
      if (failure == null) {
        continue;
      }
      if (outliving.contains(peer)) {
        consumePending(peer);
      }
      if (first == null) {
        first = failure;
      } else {
        first.addSuppressed(failure);
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private static @Nullable AssertionError failureOf(DatagramPeer peer) {
    try {
      peer.assertThat().as("strict peer").hasNothingPending();
      return null;
    } catch (AssertionError left) {
      return left;
    }
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
}
