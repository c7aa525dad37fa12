package io.github.udppeer.internal.check;

import io.github.udppeer.internal.assertj.AssertionErrors;
import io.github.udppeer.internal.failure.Expectation;
import io.github.udppeer.internal.failure.FailureText;
import io.github.udppeer.internal.failure.LikelyCauses;
import io.github.udppeer.internal.failure.UnmetExpectation;
import io.github.udppeer.internal.peer.FirstFew;
import io.github.udppeer.internal.peer.Peer;
import io.github.udppeer.internal.script.Talk;
import io.github.udppeer.internal.text.Words;
import java.time.Duration;
import java.util.Locale;
import org.assertj.core.api.WritableAssertionInfo;

/** What a test verifies of a conversation. */
public final class TalkCheck {

  private final Talk talk;
  private final WritableAssertionInfo info;

  public TalkCheck(Talk talk, WritableAssertionInfo info) {
    this.talk = talk;
    this.info = info;
  }

  /** It completes within this limit. */
  public void completes(Duration limit) {
    Peer peer = talk.peer();
    boolean ended = talk.awaitEnd(peer.patience().deadline(limit));
    if (!talk.isComplete()) {
      peer.context().throwMishaps();
      throw incomplete(peer, ended, limit);
    }
  }

  private AssertionError incomplete(Peer peer, boolean ended, Duration limit) {
    FailureText text =
        new FailureText(peer)
            .line("Expecting the " + talk + " to complete")
            .line(
                ended
                    ? "but it failed at " + talk.place() + ":"
                    : String.format(
                        Locale.ROOT,
                        "but after %s it is at %s only:",
                        Words.duration(peer.patience().scaled(limit)),
                        talk.place()));
    talk.steps().forEach(text::line);
    FirstFew pending = text.view().unanswered();
    if (!pending.isEmpty()) {
      text.line("pending:").list(pending);
    }
    LikelyCauses causes = new LikelyCauses(text.view()).addMissing(Expectation.any(), limit);
    AssertionError error = AssertionErrors.of(info, text.causes(causes));
    UnmetExpectation.now(error, talk.next(), text.view()).reportWhenClosed(peer);
    return error;
  }
}
