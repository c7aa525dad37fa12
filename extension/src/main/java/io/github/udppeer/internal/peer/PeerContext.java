package io.github.udppeer.internal.peer;

import io.github.udppeer.internal.kernel.UnreachedDatagrams;
import io.github.udppeer.internal.timeline.Participants;
import io.github.udppeer.internal.timeline.TimelineClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a peer stands in: the limits, the clock, the neighbours, and whatever goes wrong there. */
public interface PeerContext {

  /** How long a receive waits, before it is scaled. */
  Duration receiveTimeout();

  /** A limit as this run scales it. */
  Duration scaled(Duration limit);

  /** From when the timelines count. */
  TimelineClock clock();

  /** What happened to the peers, links and plain sockets around. */
  Participants participants();

  /** The timeline of this moment, in lines. */
  String timeline();

  /** The peers that a message about one of them shows. */
  List<Peer> peersAround();

  /** The peers of all tests that run. */
  List<Peer> peersOfRun();

  /** How many datagrams the machine had that found no socket when the first peer was opened. */
  Optional<UnreachedDatagrams> unreached();

  /** The peers of the run that were closed last. */
  FormerPeers formerPeers();

  /** Whether the peers here serve all tests of a class. */
  boolean isOfClass();

  /** Whether a peer around hides parts of payloads. */
  default boolean isRedacting() {
    return peersAround().stream().anyMatch(peer -> peer.settings().isRedacting());
  }

  /** Where a strict peer was declared or opened; empty where nobody knows. */
  String placeOf(Peer peer);

  /** Opens another peer here. */
  Peer open(PeerSettings settings);

  /** Lets go of a peer that was closed. */
  void leave(Peer peer);

  /** Keeps what went wrong, and ends the waits that it makes pointless. */
  void failed(Mishap mishap);

  /** Whether something went wrong here, or above, that no assertion was failed with. */
  boolean hasMishaps();

  /**
   * Takes what went wrong, to fail an assertion with it; in a function of a script nobody is there
   * to be failed.
   */
  Optional<AssertionError> takeMishaps();

  /** Takes what is left at the end of a test, when no assertion follows. */
  Optional<AssertionError> takeLastMishaps();

  /** What assertions were failed with that may have been caught. */
  List<AssertionError> thrownMishaps();

  /** Fails the calling assertion with what went wrong. */
  default void throwMishaps() {
    Optional<AssertionError> error = takeMishaps();
    if (error.isPresent()) {
      throw error.get();
    }
  }

  /** The assertions that failed here. */
  FailedAssertions failures();
}
