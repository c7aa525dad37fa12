package io.github.udppeer;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that a script found, or that went wrong in it, in a thread that is not the test's.
 *
 * @param peer whose script it is
 * @param words what happened, up to the datagram
 * @param datagram the one that it happened over
 * @param cause what was thrown, null where nothing was
 * @param instead what the script expected in the datagram's stead, if it is known
 */
record ScriptError(
    DatagramPeer peer,
    String words,
    Datagram datagram,
    @Nullable Throwable cause,
    Optional<UnmetExpectation.Missing> instead) {

  /** In what the datagram is like the one expected. */
  LikelyCauses causes() {
    LikelyCauses causes = new LikelyCauses(FailureView.now(peer));
    instead.ifPresent(
        missing -> causes.alike(missing.expected(), datagram).repeated(List.of(datagram)));
    return causes;
  }

  /** The error that a test is failed with may learn yet that what was expected came later. */
  void remember(AssertionError error) {
    instead.ifPresent(
        missing -> {
          UnmetExpectation.Moment moment =
              new UnmetExpectation.Moment("this", PeerText.nanos(datagram), datagram.index() + 1);
          peer.history().remember(new UnmetExpectation(error, List.of(missing), moment));
        });
  }
}
