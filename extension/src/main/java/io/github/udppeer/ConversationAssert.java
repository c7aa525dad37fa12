package io.github.udppeer;

import io.github.udppeer.internal.assertj.GivenArguments;
import io.github.udppeer.internal.check.TalkCheck;
import java.time.Duration;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on a conversation.
 *
 * @since 0.1.0
 */
public class ConversationAssert extends AbstractAssert<ConversationAssert, Conversation> {

  ConversationAssert(Conversation actual) {
    super(actual, ConversationAssert.class);
  }

  /**
   * Verifies that the conversation gets to its end. Waits for at most the peer's receive time-out;
   * consumes nothing.
   *
   * <pre>{@code
   * Conversation login = server.converse("login", script -> script.expect("HELLO"));
   * assertThat(login).completes(); // fails: nothing came
   * client.sendTo(server, "HELLO");
   * assertThat(login).completes(); // passes
   * }</pre>
   *
   * @return this
   * @throws AssertionError if it does not hold
   */
  public ConversationAssert completes() {
    return completesWithin(actual.talk().peer().receiveTimeout());
  }

  /**
   * Verifies that the conversation gets to its end within a limit. Consumes nothing.
   *
   * <pre>{@code
   * Conversation login = server.converse("login", script -> script.expect("HELLO"));
   * assertThat(login).completesWithin(Duration.ofMillis(20)); // fails: nothing came
   * client.sendTo(server, "HELLO");
   * assertThat(login).completesWithin(Duration.ofSeconds(5)); // passes
   * }</pre>
   *
   * @param limit how long at most, zero not to wait; it is scaled
   * @return this
   * @throws AssertionError if it does not hold
   */
  public ConversationAssert completesWithin(Duration limit) {
    GivenArguments.given(
        limit, "completesWithin", "give it a duration, such as Duration.ofSeconds(5)");
    new TalkCheck(actual.talk(), info).completes(limit);
    return this;
  }
}
