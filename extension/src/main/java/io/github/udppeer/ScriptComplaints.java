package io.github.udppeer;

import io.github.udppeer.report.Words;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Words for what goes wrong in a peer's script, kept for the test's own thread. */
final class ScriptComplaints {

  private static final int LONGEST_WORDS = 300;

  private final DatagramPeer peer;
  private volatile boolean closed;

  ScriptComplaints(DatagramPeer peer) {
    this.peer = peer;
  }

  /** A function of the user's threw. */
  void threw(String whose, Datagram datagram, Throwable thrown) {
    add(whose + " threw\n  " + shown(thrown) + "\nwhen this came:", datagram, thrown);
  }

  void couldNotSend(String whose, Datagram datagram, RuntimeException refused) {
    add(
        whose + " could not be sent:\n  " + shown(refused) + "\nin answer to this:",
        datagram,
        refused);
  }

  /** Something threw that is no function of a rule or of a step. */
  void broke(Datagram datagram, Throwable thrown) {
    threw("The script of " + peer, datagram, thrown);
  }

  /** What a rule forbids has come. */
  void cameThoughNever(DatagramMatcher matcher, Datagram datagram) {
    add("Expecting " + peer + " never to receive " + matcher + "\nbut this came:", datagram, null);
  }

  /** A conversation cannot go on. */
  void add(String words, Datagram datagram, @Nullable Throwable cause) {
    add(new ScriptError(peer, words, datagram, cause, Optional.empty()));
  }

  /** A conversation cannot go on, for something else came. */
  void cameInstead(String words, Datagram datagram, UnmetExpectation.Missing expected) {
    add(new ScriptError(peer, words, datagram, null, Optional.of(expected)));
  }

  private void add(ScriptError error) {
    if (!closed) { // what is cut short by the closing is no failure
      peer.group().scriptFailed(error);
    }
  }

  String shown(Throwable thrown) {
    return Words.printable(PeerFailures.shown(thrown, peer), LONGEST_WORDS);
  }

  void close() {
    closed = true;
  }
}
