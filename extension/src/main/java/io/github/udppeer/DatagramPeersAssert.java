package io.github.udppeer;

import io.github.udppeer.internal.assertj.GivenArguments;
import io.github.udppeer.internal.check.PeersCheck;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on several peers together. Those that begin with a verb of receiving consume what they
 * name, on every peer, or nothing if they fail; they wait, at most until the longest of the peers'
 * receive time-outs.
 *
 * @since 0.1.0
 */
public class DatagramPeersAssert extends AbstractAssert<DatagramPeersAssert, DatagramPeers> {

  private static final String MATCHER = "give it a matcher, such as DatagramMatcher.anything()";

  DatagramPeersAssert(DatagramPeers actual) {
    super(actual, DatagramPeersAssert.class);
  }

  /**
   * Verifies that each peer receives a datagram, and consumes one on each. Waits.
   *
   * <pre>{@code
   * DatagramPeers both = DatagramPeers.of(server, other);
   * client.sendTo(server, "PING");
   * assertThat(both).eachReceives(); // fails: nothing came to other
   * client.sendTo(other, "PING");
   * assertThat(both).eachReceives(); // passes
   * }</pre>
   *
   * @return this
   * @throws AssertionError if it does not hold
   */
  public DatagramPeersAssert eachReceives() {
    return eachReceives(DatagramMatcher.anything());
  }

  /**
   * Verifies that each peer receives a datagram with this text, and consumes it; others stay
   * pending. Waits.
   *
   * <pre>{@code
   * DatagramPeers both = DatagramPeers.of(server, other);
   * client.sendTo(server, "PING");
   * client.sendTo(other, "PING");
   * assertThat(both).eachReceives("PONG"); // fails
   * assertThat(both).eachReceives("PING"); // passes
   * }</pre>
   *
   * @param text the whole payload, in UTF-8
   * @return this
   * @throws AssertionError if it does not hold
   */
  public DatagramPeersAssert eachReceives(String text) {
    return eachReceives(
        DatagramMatcher.text(GivenArguments.given(text, "eachReceives", "give it the whole text")));
  }

  /**
   * Verifies that each peer receives a datagram that matches, and consumes it; others stay pending.
   * Waits.
   *
   * <pre>{@code
   * DatagramPeers both = DatagramPeers.of(server, other);
   * client.sendTo(server, "PING 1");
   * client.sendTo(other, "PING 2");
   * assertThat(both).eachReceives(endsWith("1")); // fails: other has none
   * assertThat(both).eachReceives(startsWith("PING")); // passes
   * }</pre>
   *
   * @param matcher which datagram
   * @return this
   * @throws AssertionError if it does not hold
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
   * <pre>{@code
   * DatagramPeers both = DatagramPeers.of(server, other);
   * client.sendTo(server, "PING");
   * client.sendTo(other, "PONG");
   * assertThat(both).allReceiveTheSame(); // fails
   * server.clear();
   * client.sendTo(server, "PONG");
   * assertThat(both).allReceiveTheSame(); // passes
   * }</pre>
   *
   * @return this
   * @throws AssertionError if it does not hold
   */
  public DatagramPeersAssert allReceiveTheSame() {
    check().allReceiveTheSame();
    return this;
  }

  /**
   * Verifies that a datagram that matches comes to one of the peers, and to no other, and consumes
   * it. Waits for the first; that no other has one is looked up then, without waiting.
   *
   * <pre>{@code
   * DatagramPeers both = DatagramPeers.of(server, other);
   * client.sendTo(server, "job 1");
   * assertThat(both).exactlyOneReceives(startsWith("job")); // passes
   * client.sendTo(server, "job 2");
   * client.sendTo(other, "job 2");
   * assertThat(both).exactlyOneReceives(startsWith("job")); // fails: both have it
   * }</pre>
   *
   * @param matcher which datagram
   * @return an assertion on that datagram
   * @throws AssertionError if it does not hold
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
   * <pre>{@code
   * DatagramPeers both = DatagramPeers.of(server, other);
   * client.sendTo(server, "job");
   * assertThat(both).exactlyOneReceives("job"); // passes
   * assertThat(both).exactlyOneReceives("job"); // fails: it was consumed
   * }</pre>
   *
   * @param text the whole payload, in UTF-8
   * @return an assertion on that datagram
   * @throws AssertionError if it does not hold
   */
  public DatagramAssert exactlyOneReceives(String text) {
    return exactlyOneReceives(
        DatagramMatcher.text(
            GivenArguments.given(text, "exactlyOneReceives", "give it the whole text")));
  }

  /**
   * Verifies that no peer has a datagram pending. Neither waits nor consumes.
   *
   * <pre>{@code
   * DatagramPeers both = DatagramPeers.of(server, other);
   * assertThat(both).haveNothingPending(); // passes
   * client.sendTo(other, "PING");
   * assertThat(both).haveNothingPending(); // fails
   * }</pre>
   *
   * @return this
   * @throws AssertionError if it does not hold
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
   * <pre>{@code
   * DatagramPeers both = DatagramPeers.of(server, other);
   * client.sendTo(server, "PING");
   * client.sendTo(other, "PING");
   * assertThat(both).receivedNothingTwice(); // passes
   * client.sendTo(other, "PING");
   * assertThat(both).receivedNothingTwice(); // fails
   * }</pre>
   *
   * @return this
   * @throws AssertionError if it does not hold
   */
  public DatagramPeersAssert receivedNothingTwice() {
    check().nothingTwice();
    return this;
  }

  private PeersCheck check() {
    return new PeersCheck(actual.peers(), info);
  }
}
