package io.github.udppeer;

import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on several peers together. Those that begin with a verb of receiving consume what they
 * name, on every peer, or nothing if they fail; they wait, at most until the longest of the peers'
 * receive time-outs.
 */
public class DatagramPeersAssert extends AbstractAssert<DatagramPeersAssert, DatagramPeers> {

  private static final String MATCHER = "give it a matcher, such as DatagramMatcher.anything()";

  DatagramPeersAssert(DatagramPeers actual) {
    super(actual, DatagramPeersAssert.class);
  }

  /**
   * Verifies that each peer receives a datagram, and consumes one on each. Waits.
   *
   * @return this
   */
  public DatagramPeersAssert eachReceives() {
    return eachReceives(DatagramMatcher.anything());
  }

  /**
   * Verifies that each peer receives a datagram with this text, and consumes it; others stay
   * pending. Waits.
   *
   * @param text the whole payload, in UTF-8
   * @return this
   */
  public DatagramPeersAssert eachReceives(String text) {
    return eachReceives(
        DatagramMatcher.text(GivenArguments.given(text, "eachReceives", "give it the whole text")));
  }

  /**
   * Verifies that each peer receives a datagram that matches, and consumes it; others stay pending.
   * Waits.
   *
   * @param matcher which datagram
   * @return this
   */
  public DatagramPeersAssert eachReceives(DatagramMatcher matcher) {
    GivenArguments.given(matcher, "eachReceives", MATCHER);
    check().eachReceives(matcher.expectation());
    return this;
  }

  /**
   * Verifies that each peer receives a datagram, and that all these have the same payload, and
   * consumes them. Waits.
   *
   * @return this
   */
  public DatagramPeersAssert allReceiveTheSame() {
    check().allReceiveTheSame();
    return this;
  }

  /**
   * Verifies that a datagram that matches comes to one of the peers, and to no other, and consumes
   * it. Waits for the first; that no other has one is looked up then, without waiting.
   *
   * @param matcher which datagram
   * @return an assertion on that datagram
   */
  public DatagramAssert exactlyOneReceives(DatagramMatcher matcher) {
    GivenArguments.given(matcher, "exactlyOneReceives", MATCHER);
    return new DatagramAssert(new Datagram(check().exactlyOneReceives(matcher.expectation())))
        .as(info.description());
  }

  /**
   * Verifies that exactly one of the peers receives a datagram with this text. Otherwise as {@link
   * #exactlyOneReceives(DatagramMatcher)}.
   *
   * @param text the whole payload, in UTF-8
   * @return an assertion on that datagram
   */
  public DatagramAssert exactlyOneReceives(String text) {
    return exactlyOneReceives(
        DatagramMatcher.text(
            GivenArguments.given(text, "exactlyOneReceives", "give it the whole text")));
  }

  /**
   * Verifies that no peer has a datagram pending. Neither waits nor consumes.
   *
   * @return this
   */
  public DatagramPeersAssert haveNothingPending() {
    check().nothingPending();
    return this;
  }

  /**
   * Verifies of each peer that no datagram came to it again: no two that it received have the same
   * payload and the same source. What several peers received is no repetition. Neither waits nor
   * consumes.
   *
   * @return this
   */
  public DatagramPeersAssert receivedNothingTwice() {
    check().nothingTwice();
    return this;
  }

  private PeersCheck check() {
    return new PeersCheck(actual.peers(), info);
  }
}
