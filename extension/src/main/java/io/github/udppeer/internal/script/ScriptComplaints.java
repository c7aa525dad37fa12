package io.github.udppeer.internal.script;

import io.github.udppeer.internal.failure.Expectation;
import io.github.udppeer.internal.failure.PeerFailures;
import io.github.udppeer.internal.failure.UnmetExpectation;
import io.github.udppeer.internal.peer.CapturedDatagram;
import io.github.udppeer.internal.peer.Mishap;
import io.github.udppeer.internal.peer.Peer;
import io.github.udppeer.internal.text.Words;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Words for what goes wrong in a peer's script, kept for the test's own thread. */
final class ScriptComplaints {

  private static final int LONGEST_WORDS = 300;

  private final Peer peer;
  private volatile boolean closed;

  ScriptComplaints(Peer peer) {
    this.peer = peer;
  }

  /** A function of the user's threw. */
  void threw(String whose, CapturedDatagram datagram, Throwable thrown) {
    add(whose + " threw\n  " + shown(thrown) + "\nwhen this came:", datagram, thrown);
  }

  void couldNotSend(String whose, CapturedDatagram datagram, RuntimeException refused) {
    add(
        whose + " could not be sent:\n  " + shown(refused) + "\nin answer to this:",
        datagram,
        refused);
  }

  /** Something threw that is no function of a rule or of a step. */
  void broke(CapturedDatagram datagram, Throwable thrown) {
    threw("The script of " + peer, datagram, thrown);
  }

  /** What a rule forbids has come. */
  void cameThoughNever(Expectation wanted, CapturedDatagram datagram) {
    add("Expecting " + peer + " never to receive " + wanted + "\nbut this came:", datagram, null);
  }

  /** A conversation cannot go on. */
  void add(String words, CapturedDatagram datagram, @Nullable Throwable cause) {
    add(new ScriptMishap(peer, words, datagram, cause, Optional.empty()));
  }

  /** A conversation cannot go on, for something else came. */
  void cameInstead(String words, CapturedDatagram datagram, UnmetExpectation.Missing expected) {
    add(new ScriptMishap(peer, words, datagram, null, Optional.of(expected)));
  }

  private void add(Mishap mishap) {
    if (!closed) { // what is cut short by the closing is no failure
      peer.context().failed(mishap);
    }
  }

  String shown(Throwable thrown) {
    return Words.printable(PeerFailures.shown(thrown, peer), LONGEST_WORDS);
  }

  void close() {
    closed = true;
  }
}
