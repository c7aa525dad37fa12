package io.github.udppeer;

import static io.github.udppeer.internal.assertj.GivenArguments.given;

import io.github.udppeer.exceptions.PeerClosedException;
import io.github.udppeer.exceptions.ReceiveInterruptedException;
import io.github.udppeer.internal.assertj.GivenArguments;
import io.github.udppeer.internal.check.Exhaustion;
import io.github.udppeer.internal.check.ReceiveCheck;
import io.github.udppeer.internal.check.Representations;
import io.github.udppeer.internal.check.VisibleListAssert;
import io.github.udppeer.internal.failure.EvidenceDescription;
import io.github.udppeer.internal.failure.ExchangeRequest;
import io.github.udppeer.internal.failure.Expectation;
import io.github.udppeer.internal.peer.CapturedDatagram;
import io.github.udppeer.internal.peer.Peer;
import io.github.udppeer.internal.text.Payloads;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Locale;
import org.assertj.core.annotation.CheckReturnValue;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.ListAssert;

/**
 * Assertions on a peer. The verb shows whether one consumes: {@code receives…} takes what it names,
 * {@code has…}, {@code peeks} and the others only look.
 *
 * <p>What waits, waits until its datagrams have come, and at most until its limit: the peer's
 * receive time-out unless the call names one, times the group's scale. What does not wait is exact
 * all the same: a datagram whose sending on this machine has returned is seen.
 *
 * <p>Every assertion that consumes throws {@link PeerClosedException} on a closed peer, and {@link
 * ReceiveInterruptedException} when its thread is interrupted while it waits.
 *
 * @since 0.1.0
 */
public class DatagramPeerAssert extends AbstractAssert<DatagramPeerAssert, DatagramPeer> {

  private static final String SOURCE = "give it the address or the peer that the datagram is from";
  private static final String REQUEST = "give it the payload to send, empty if that is meant";
  private static final String DURATION = "give it a duration, such as Duration.ofSeconds(5)";

  private final Duration limit;

  DatagramPeerAssert(DatagramPeer actual) {
    this(actual, actual.peer().receiveTimeout());
  }

  private DatagramPeerAssert(DatagramPeer actual, Duration limit) {
    super(actual, DatagramPeerAssert.class);
    this.limit = limit;
  }

  /**
   * Gives the assertions that follow, and wait, another limit than the peer's receive time-out.
   *
   * @param newLimit how long at most, zero not to wait; it is scaled
   * @return an assertion on the same peer under the same description
   */
  @CheckReturnValue
  public DatagramPeerAssert within(Duration newLimit) {
    given(newLimit, "within", DURATION);
    return new DatagramPeerAssert(actual, newLimit).as(info.description());
  }

  /**
   * Verifies that a datagram comes, and consumes it. Waits.
   *
   * <pre>{@code
   * client.sendTo(server, "PING");
   * assertThat(server).receives(); // passes
   * assertThat(server).receives(); // fails: nothing else came
   * }</pre>
   *
   * @return an assertion on the first pending datagram
   * @throws AssertionError if it does not hold
   */
  public DatagramAssert receives() {
    return navigate(check().next());
  }

  /**
   * Verifies that a datagram from this address comes, and consumes it; others stay pending. Waits.
   *
   * <pre>{@code
   * client.sendTo(server, "PING");
   * assertThat(server).receivesFrom(client.address()); // passes
   * assertThat(server).receivesFrom(client.address()); // fails: it was consumed
   * }</pre>
   *
   * @param source the address and port
   * @return an assertion on that datagram
   * @throws AssertionError if it does not hold
   */
  public DatagramAssert receivesFrom(SocketAddress source) {
    return navigate(check().from(given(source, "receivesFrom", SOURCE)));
  }

  /**
   * Verifies that a datagram from this peer comes, and consumes it; others stay pending. Waits.
   *
   * <pre>{@code
   * client.sendTo(server, "PING");
   * assertThat(server).receivesFrom(other); // fails: it came from client
   * assertThat(server).receivesFrom(client); // passes
   * }</pre>
   *
   * @param source another peer
   * @return an assertion on that datagram
   * @throws AssertionError if it does not hold
   */
  public DatagramAssert receivesFrom(DatagramPeer source) {
    return navigate(check().from(given(source, "receivesFrom", SOURCE).peer()));
  }

  /**
   * Verifies that a datagram comes that matches, and consumes it; others stay pending. Waits.
   *
   * <pre>{@code
   * client.sendTo(server, "load:0.7");
   * assertThat(server).receivesMatching(startsWith("load:")); // passes
   * assertThat(server).receivesMatching(startsWith("load:")); // fails: it was consumed
   * }</pre>
   *
   * @param matcher which datagram
   * @return an assertion on that datagram
   * @throws AssertionError if it does not hold
   */
  public DatagramAssert receivesMatching(DatagramMatcher matcher) {
    given(matcher, "receivesMatching", "give it a matcher; for any datagram, say receives()");
    return navigate(check().matching(matcher.expectation()));
  }

  /**
   * Verifies that the next datagrams have these texts, in this order, and consumes them. Waits, but
   * fails as soon as one comes that differs; then none is consumed.
   *
   * <pre>{@code
   * client.sendTo(server, "one");
   * client.sendTo(server, "two");
   * assertThat(server).receivesInOrder("two", "one"); // fails: the order differs
   * assertThat(server).receivesInOrder("one", "two"); // passes
   * }</pre>
   *
   * @param texts the whole text of each, in UTF-8
   * @return this
   * @throws AssertionError if it does not hold
   */
  public DatagramPeerAssert receivesInOrder(String... texts) {
    check().sequence().inOrder(Expectation.texts(GivenArguments.texts("receivesInOrder", texts)));
    return this;
  }

  /**
   * Verifies that the next datagrams match these, each its own, in this order, and consumes them.
   * Waits, but fails as soon as one comes that does not; then none is consumed.
   *
   * <pre>{@code
   * client.sendTo(server, "one 1");
   * client.sendTo(server, "two 2");
   * assertThat(server).receivesInOrder(startsWith("one"), endsWith("1")); // fails
   * assertThat(server).receivesInOrder(startsWith("one"), endsWith("2")); // passes
   * }</pre>
   *
   * @param first which datagram
   * @param others which further ones
   * @return this
   * @throws AssertionError if it does not hold
   */
  public DatagramPeerAssert receivesInOrder(DatagramMatcher first, DatagramMatcher... others) {
    check().sequence().inOrder(DatagramMatcher.expectations("receivesInOrder", first, others));
    return this;
  }

  /**
   * Verifies that the next datagrams have these texts, in whatever order, and consumes them. Waits,
   * but fails as soon as one comes that is none of them; then none is consumed.
   *
   * <pre>{@code
   * client.sendTo(server, "one");
   * client.sendTo(server, "two");
   * assertThat(server).receivesInAnyOrder("one", "three"); // fails: "three" did not come
   * assertThat(server).receivesInAnyOrder("two", "one"); // passes
   * }</pre>
   *
   * @param texts the whole text of each, in UTF-8; a text given twice must come twice
   * @return this
   * @throws AssertionError if it does not hold
   */
  public DatagramPeerAssert receivesInAnyOrder(String... texts) {
    check()
        .sequence()
        .inAnyOrder(Expectation.texts(GivenArguments.texts("receivesInAnyOrder", texts)));
    return this;
  }

  /**
   * Verifies that the next datagrams match these, each its own, in whatever order, and consumes
   * them. A datagram that fits several leaves its place where another needs it. Waits, but fails as
   * soon as one comes for which no place can be made; then none is consumed.
   *
   * <pre>{@code
   * client.sendTo(server, "one 1");
   * client.sendTo(server, "two 2");
   * assertThat(server).receivesInAnyOrder(endsWith("2"), endsWith("3")); // fails
   * assertThat(server).receivesInAnyOrder(endsWith("2"), endsWith("1")); // passes
   * }</pre>
   *
   * @param first which datagram
   * @param others which further ones
   * @return this
   * @throws AssertionError if it does not hold
   */
  public DatagramPeerAssert receivesInAnyOrder(DatagramMatcher first, DatagramMatcher... others) {
    check()
        .sequence()
        .inAnyOrder(DatagramMatcher.expectations("receivesInAnyOrder", first, others));
    return this;
  }

  /**
   * Verifies that this number of datagrams comes, and that no more are pending then, and consumes
   * them. Waits for them, not for further ones.
   *
   * <pre>{@code
   * client.sendTo(server, "one");
   * client.sendTo(server, "two");
   * assertThat(server).receivesExactly(1); // fails: two are pending
   * assertThat(server).receivesExactly(2); // passes
   * }</pre>
   *
   * @param count how many, 1 or more
   * @return this
   * @throws AssertionError if it does not hold
   */
  public DatagramPeerAssert receivesExactly(int count) {
    if (count < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "receivesExactly needs 1 or more, but was %d; for none, say hasNothingPending()",
              count));
    }
    check().sequence().exactly(count);
    return this;
  }

  /**
   * Verifies that this number of datagrams comes, or more, and consumes all that are pending then.
   * Waits for that number, not for further ones.
   *
   * <pre>{@code
   * client.sendTo(server, "one");
   * client.sendTo(server, "two");
   * assertThat(server).receivesAtLeast(3); // fails: only two came
   * assertThat(server).receivesAtLeast(1); // passes, and consumes both
   * }</pre>
   *
   * @param count how many, 1 or more
   * @return this
   * @throws AssertionError if it does not hold
   */
  public DatagramPeerAssert receivesAtLeast(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("receivesAtLeast needs 1 or more, but was " + count);
    }
    check().sequence().atLeast(count);
    return this;
  }

  /**
   * Verifies that no more than this number of datagrams is pending or comes for the whole of this
   * time, and consumes them. Waits the time out, but fails as soon as there is one too many; then
   * none is consumed.
   *
   * <pre>{@code
   * client.sendTo(server, "one");
   * client.sendTo(server, "two");
   * assertThat(server).receivesAtMost(1, Duration.ofMillis(20)); // fails: two are pending
   * assertThat(server).receivesAtMost(2, Duration.ofMillis(20)); // passes
   * }</pre>
   *
   * @param count how many, 1 or more
   * @param period how long, scaled as every limit is
   * @return this
   * @throws AssertionError if it does not hold
   */
  public DatagramPeerAssert receivesAtMost(int count, Duration period) {
    given(period, "receivesAtMost", DURATION);
    if (count < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "receivesAtMost needs 1 or more, but was %d; for none, say"
                  + " receivesNothingFor(period)",
              count));
    }
    check(period).sequence().atMost(count);
    return this;
  }

  /**
   * Begins an assertion on the pieces that the payloads of all pending datagrams hold together, for
   * code that packs several messages into a datagram, or splits one over several. Nothing is waited
   * for or consumed before {@link CollectedAssert#untilContains} says what must be among them.
   *
   * @param splitter makes the pieces, such as {@link DatagramSplitter#lines()}
   * @param <T> what a piece is
   * @return the assertion, to be completed
   */
  @CheckReturnValue
  public <T> CollectedAssert<T> collects(DatagramSplitter<T> splitter) {
    given(splitter, "collects", "give it a splitter, such as DatagramSplitter.lines()");
    return new CollectedAssert<>(actual, splitter, limit).as(info.description());
  }

  /**
   * Verifies that nothing is pending and nothing comes for the whole of this time. Waits the time
   * out, and fails as soon as a datagram is there; consumes none.
   *
   * <pre>{@code
   * assertThat(server).receivesNothingFor(Duration.ofMillis(20)); // passes
   * client.sendTo(server, "late");
   * assertThat(server).receivesNothingFor(Duration.ofMillis(20)); // fails at once
   * }</pre>
   *
   * @param period how long, scaled as every limit is
   * @return this
   * @throws AssertionError if it does not hold
   */
  public DatagramPeerAssert receivesNothingFor(Duration period) {
    check(given(period, "receivesNothingFor", DURATION)).nothing();
    return this;
  }

  /**
   * Verifies that no datagram is pending. Neither waits nor consumes.
   *
   * <pre>{@code
   * assertThat(server).hasNothingPending(); // passes
   * client.sendTo(server, "PING");
   * assertThat(server).hasNothingPending(); // fails
   * }</pre>
   *
   * @return this
   * @throws AssertionError if it does not hold
   */
  public DatagramPeerAssert hasNothingPending() {
    check().nothingPending("have nothing pending");
    return this;
  }

  /**
   * Verifies that nothing is left to do: no datagram is pending but those that the peer's script
   * dealt with, each scripted reply was used, and each conversation came to its end. It is what a
   * strict peer verifies at the end of each test.
   *
   * <p>Waits only for functions of the script that are still running, at most for the receive
   * time-out and five seconds at least; consumes nothing.
   *
   * <pre>{@code
   * server.on("PING").reply("PONG");
   * assertThat(server).isExhausted(); // fails: the rule was never used
   * client.sendTo(server, "PING");
   * assertThat(server).isExhausted(); // passes: the script has answered
   * }</pre>
   *
   * @return this
   * @throws AssertionError if it does not hold
   */
  public DatagramPeerAssert isExhausted() {
    new Exhaustion(actual.peer(), info).verify();
    return this;
  }

  /**
   * Verifies how many datagrams are pending. Neither waits nor consumes.
   *
   * <pre>{@code
   * client.sendTo(server, "PING");
   * assertThat(server).hasPending(2); // fails
   * assertThat(server).hasPending(1); // passes
   * }</pre>
   *
   * @param count how many
   * @return this
   * @throws AssertionError if it does not hold
   */
  public DatagramPeerAssert hasPending(int count) {
    check().pending(count);
    return this;
  }

  /**
   * Verifies that {@code recvfrom} with {@code MSG_DONTWAIT} would fail with {@code EAGAIN}.
   * Neither waits nor consumes.
   *
   * <pre>{@code
   * assertThat(server).wouldBlock(); // passes
   * client.sendTo(server, "PING");
   * assertThat(server).wouldBlock(); // fails
   * }</pre>
   *
   * @return this
   * @throws AssertionError if it does not hold
   */
  public DatagramPeerAssert wouldBlock() {
    check().nothingPending("block on receive");
    return this;
  }

  /**
   * Verifies that a datagram is pending, and leaves it so. Does not wait.
   *
   * <pre>{@code
   * assertThat(server).peeks(); // fails: nothing is pending
   * client.sendTo(server, "PING");
   * assertThat(server).peeks().hasText("PING"); // passes
   * assertThat(server).peeks().hasText("PING"); // passes again
   * }</pre>
   *
   * @return an assertion on the first pending datagram
   * @throws AssertionError if it does not hold
   */
  public DatagramAssert peeks() {
    return navigate(check().peeked());
  }

  /**
   * Verifies how many datagrams were received since the peer was opened or cleared, consumed or
   * not. Neither waits nor consumes.
   *
   * <pre>{@code
   * client.sendTo(server, "PING");
   * server.receive();
   * assertThat(server).hasReceived(1); // passes, although it was consumed
   * assertThat(server).hasReceived(2); // fails
   * }</pre>
   *
   * @param count how many
   * @return this
   * @throws AssertionError if it does not hold
   */
  public DatagramPeerAssert hasReceived(int count) {
    check().received(count);
    return this;
  }

  /**
   * Verifies that no datagram came again since the peer was opened or cleared, consumed or not: no
   * two have the same payload, as it was sent, and the same source. Neither waits nor consumes.
   *
   * <pre>{@code
   * client.sendTo(server, "PING");
   * assertThat(server).receivedNothingTwice(); // passes
   * client.sendTo(server, "PING");
   * assertThat(server).receivedNothingTwice(); // fails
   * }</pre>
   *
   * @return this
   * @throws AssertionError if it does not hold
   */
  public DatagramPeerAssert receivedNothingTwice() {
    check().nothingTwice();
    return this;
  }

  /**
   * Continues with AssertJ's assertions on every datagram received since the peer was opened or
   * cleared, consumed or not. Neither waits nor consumes.
   *
   * <p>No two of them are {@linkplain Datagram equal}, so AssertJ's {@code doesNotHaveDuplicates()}
   * cannot fail here: use {@link #receivedNothingTwice()}.
   *
   * @return an assertion under the same description
   */
  public ListAssert<Datagram> received() {
    Peer peer = actual.peer();
    return new VisibleListAssert<>(actual.received(), Representations.of(peer, Datagram.class))
        .as(EvidenceDescription.of(info, peer));
  }

  /**
   * Verifies that neither the kernel nor the capture log dropped a datagram of this peer. Neither
   * waits nor consumes. Where the system does not count its drops, only those of the log can be
   * seen.
   *
   * <pre>{@code
   * client.sendTo(small, "fits");
   * assertThat(small).lostNothing(); // passes
   * client.sendTo(small, "more than the log of this peer holds, which is 64 bytes in all");
   * assertThat(small).lostNothing(); // fails
   * }</pre>
   *
   * @return this
   * @throws AssertionError if it does not hold
   */
  public DatagramPeerAssert lostNothing() {
    check().nothingLost();
    return this;
  }

  /**
   * Begins an exchange: a request that this peer sends, and the reply that must come. Nothing is
   * sent before {@link DatagramExchange#with} says where to.
   *
   * @param request a text, sent in UTF-8
   * @return the exchange, to be completed by its address
   */
  @CheckReturnValue
  public DatagramExchange exchanges(String request) {
    return exchanges(Payloads.utf8(given(request, "exchanges", REQUEST)));
  }

  /**
   * Begins an exchange: a request that this peer sends, and the reply that must come.
   *
   * @param request the payload
   * @return the exchange, to be completed by its address
   */
  @CheckReturnValue
  public DatagramExchange exchanges(byte[] request) {
    return new DatagramExchange(this, actual, given(request, "exchanges", REQUEST).clone());
  }

  /** The reply to a request that this peer has sent; how long it took counts from then. */
  DatagramAssert receivesReply(ExchangeRequest sent) {
    Datagram reply = new Datagram(check().replyTo(sent));
    return new DatagramAssert(reply, ReceiveCheck.nanosSinceOpened(sent), "the request was sent")
        .as(info.description());
  }

  private DatagramAssert navigate(CapturedDatagram datagram) {
    return new DatagramAssert(new Datagram(datagram)).as(info.description());
  }

  private ReceiveCheck check() {
    return check(limit);
  }

  private ReceiveCheck check(Duration ownLimit) {
    return new ReceiveCheck(actual.peer(), info, ownLimit);
  }
}
