package io.github.udppeer;

import java.time.Duration;
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
    return completesWithin(actual.talk().peer().receiveTimeout());
  }

  /**
   * Verifies that the conversation gets to its end within a limit. Consumes nothing.
   *
   * @param limit how long at most, zero not to wait; it is scaled
   * @return this
   */
  public ConversationAssert completesWithin(Duration limit) {
    GivenArguments.given(
        limit, "completesWithin", "give it a duration, such as Duration.ofSeconds(5)");
    new TalkCheck(actual.talk(), info).completes(limit);
    return this;
  }
}
