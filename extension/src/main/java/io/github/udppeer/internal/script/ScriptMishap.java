package io.github.udppeer.internal.script;

import io.github.udppeer.internal.assertj.AssertionErrors;
import io.github.udppeer.internal.failure.FailureText;
import io.github.udppeer.internal.failure.FailureView;
import io.github.udppeer.internal.failure.LikelyCauses;
import io.github.udppeer.internal.failure.PeerFailures;
import io.github.udppeer.internal.failure.UnmetExpectation;
import io.github.udppeer.internal.peer.CapturedDatagram;
import io.github.udppeer.internal.peer.Mishap;
import io.github.udppeer.internal.peer.Peer;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.WritableAssertionInfo;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong in the script of a peer over a datagram.
 *
 * @param peer whose script it is
 * @param words what happened, in lines
 * @param datagram over which it happened
 * @param cause what was thrown
 * @param instead what was expected in the place of the datagram
 */
record ScriptMishap(
    Peer peer,
    String words,
    CapturedDatagram datagram,
    @Nullable Throwable cause,
    Optional<UnmetExpectation.Missing> instead)
    implements Mishap {

  @Override
  public AssertionError error() {
    FailureText text = new FailureText(peer);
    words.lines().forEach(text::line);
    AssertionError made =
        AssertionErrors.ofScript(
            new WritableAssertionInfo(), text.datagram(datagram).causes(causes()));
    if (cause != null) {
      PeerFailures.withCause(made, cause, peer);
    }
    instead.ifPresent(missing -> reportLate(made, missing));
    return made;
  }

  private LikelyCauses causes() {
    LikelyCauses causes = new LikelyCauses(FailureView.now(peer));
    instead.ifPresent(
        missing -> causes.addLikeness(missing.expected(), datagram).addRepeated(List.of(datagram)));
    return causes;
  }

  private void reportLate(AssertionError error, UnmetExpectation.Missing missing) {
    UnmetExpectation.Moment moment =
        new UnmetExpectation.Moment("this", datagram.nanos(), datagram.index() + 1);
    new UnmetExpectation(error, List.of(missing), moment).reportWhenClosed(peer);
  }
}
