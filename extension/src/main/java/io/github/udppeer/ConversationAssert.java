package io.github.udppeer;

import io.github.udppeer.report.Words;
import java.time.Duration;
import java.util.Locale;
import org.assertj.core.api.AbstractAssert;

/** Assertions on a conversation. */
public class ConversationAssert extends AbstractAssert<ConversationAssert, Conversation> {

  ConversationAssert(Conversation actual) {
    super(actual, ConversationAssert.class);
  }

  /**
   * Verifies that the conversation gets to its end. Waits for at most the peer's receive time-out;
   * consumes nothing.
   *
   * @return this
   */
  public ConversationAssert completes() {
    return completesWithin(actual.peer().receiveTimeout());
  }

  /**
   * Verifies that the conversation gets to its end within a limit. Consumes nothing.
   *
   * @param limit how long at most, zero not to wait; it is scaled
   * @return this
   */
  public ConversationAssert completesWithin(Duration limit) {
    DatagramPeer peer = actual.peer();
    Arguments.given(limit, "completesWithin", "give it a duration, such as Duration.ofSeconds(5)");
    boolean ended = actual.awaitEnd(peer.receiver().deadline(limit));
    if (!actual.isComplete()) {
      peer.group().throwScriptErrors();
      String scaled = Words.duration(peer.receiver().scaled(limit));
      FailureText text =
          new FailureText(peer)
              .line("Expecting the " + actual + " to complete")
              .line(
                  ended
                      ? "but it failed at " + actual.place() + ":"
                      : String.format(
                          Locale.ROOT, "but after %s it is at %s only:", scaled, actual.place()));
      actual.steps().forEach(text::line);
      Sample pending = text.view().unanswered();
      if (!pending.isEmpty()) {
        text.line("pending:").list(pending);
      }
      AssertionError error =
          AssertionErrors.of(
              info, text.causes(new LikelyCauses(text.view()).missing(Expected.any())));
      peer.history().remember(UnmetExpectation.now(error, actual.next(), text.view()));
      throw error;
    }
    return this;
  }
}
