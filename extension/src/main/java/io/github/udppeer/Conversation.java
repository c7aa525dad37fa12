package io.github.udppeer;

import io.github.udppeer.internal.script.Talk;
import org.assertj.core.api.AssertProvider;

/**
 * A conversation that a peer leads by a script, from {@link DatagramPeer#converse} until its last
 * step. A datagram that it does not expect, and that no rule of the peer takes, ends it and fails
 * the test.
 *
 * @since 0.1.0
 */
public final class Conversation implements AssertProvider<ConversationAssert> {

  private final Talk talk;

  Conversation(Talk talk) {
    this.talk = talk;
  }

  /**
   * Returns what the steps have captured so far.
   *
   * @return the captures, which go on changing
   */
  public Captures captures() {
    return new Captures(talk.captures());
  }

  /**
   * Returns an assertion on this conversation, for AssertJ's {@code assertThat}.
   *
   * @return a new assertion
   */
  @Override
  public ConversationAssert assertThat() {
    talk.peer().context().throwMishaps();
    return new ConversationAssert(this);
  }

  /** Returns its name and its peer. */
  @Override
  public String toString() {
    return talk.toString();
  }

  Talk talk() {
    return talk;
  }
}
