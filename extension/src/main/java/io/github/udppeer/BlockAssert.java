package io.github.udppeer;

import io.github.udppeer.internal.assertj.GivenArguments;
import io.github.udppeer.internal.check.BlockCheck;
import io.github.udppeer.internal.failure.Expectation;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on what a peer received because of a block of the test's: what arrived before the
 * block began does not count, and stays pending. What other threads send meanwhile counts too,
 * since nobody can distinguish it.
 *
 * <p>What the block sent before it returned is seen at once. Where more must come, the assertions
 * wait for it, at most until the peer's receive time-out.
 *
 * @since 0.1.0
 */
public class BlockAssert extends AbstractAssert<BlockAssert, DatagramPeer> {

  private final long firstIndex;

  private BlockAssert(DatagramPeer actual, long firstIndex) {
    super(actual, BlockAssert.class);
    this.firstIndex = firstIndex;
  }

  static BlockAssert after(DatagramPeer peer, ThrowingBlock block) {
    GivenArguments.given(block, "during", "give it what to run");
    long firstIndex = peer.peer().history().nextIndex();
    BlockAssert.<RuntimeException>run(block);
    peer.peer().context().throwMishaps();
    return new BlockAssert(peer, firstIndex);
  }

  /**
   * Hands on what the block throws as it is. A type parameter for it in the signature would do the
   * same for Java, but Kotlin has no checked exceptions and cannot infer it.
   */
  @SuppressWarnings("unchecked") // the cast is erased: whatever was thrown is thrown
  private static <E extends Exception> void run(ThrowingBlock block) throws E {
    try {
      block.run();
    } catch (Exception thrown) {
      throw (E) thrown;
    }
  }

  /**
   * Verifies that datagrams with these texts came, in whatever order, and consumes them; others may
   * have come too, and stay pending. Waits.
   *
   * <pre>{@code
   * server.during(() -> client.sendTo(server, "PING")).receives("PING"); // passes
   * server.during(() -> client.sendTo(server, "PING")).receives("PONG"); // fails
   * }</pre>
   *
   * @param texts the whole text of each, in UTF-8; a text given twice must come twice
   * @return this
   * @throws AssertionError if it does not hold
   */
  public BlockAssert receives(String... texts) {
    check().sequence().among(Expectation.texts(GivenArguments.texts("receives", texts)));
    return this;
  }

  /**
   * Verifies that a datagram came for each of these matchers, in whatever order, and consumes them;
   * others may have come too, and stay pending. Waits.
   *
   * <pre>{@code
   * server.during(() -> client.sendTo(server, "PING 1")).receives(startsWith("PING")); // passes
   * server.during(() -> client.sendTo(server, "PING 2")).receives(endsWith("1")); // fails
   * }</pre>
   *
   * @param first which datagram
   * @param others which further ones
   * @return this
   * @throws AssertionError if it does not hold
   */
  public BlockAssert receives(DatagramMatcher first, DatagramMatcher... others) {
    check().sequence().among(DatagramMatcher.expectations("receives", first, others));
    return this;
  }

  /**
   * Verifies that datagrams with these texts came, in whatever order, and no others, and consumes
   * them. Waits for those that are missing, not for others.
   *
   * <pre>{@code
   * server.during(() -> client.sendTo(server, "PING")).receivesOnly("PING"); // passes
   * server.during(() -> client.sendTo(server, "PING")).receivesOnly("PING", "PONG"); // fails
   * }</pre>
   *
   * @param texts the whole text of each, in UTF-8; a text given twice must come twice
   * @return this
   * @throws AssertionError if it does not hold
   */
  public BlockAssert receivesOnly(String... texts) {
    check().sequence().only(Expectation.texts(GivenArguments.texts("receivesOnly", texts)));
    return this;
  }

  /**
   * Verifies that a datagram came for each of these matchers, in whatever order, and no others, and
   * consumes them. Waits for those that are missing, not for others.
   *
   * <pre>{@code
   * server.during(() -> client.sendTo(server, "PING 1")).receivesOnly(endsWith("1")); // passes
   * server.during(() -> client.sendTo(server, "PING 2")).receivesOnly(endsWith("1")); // fails
   * }</pre>
   *
   * @param first which datagram
   * @param others which further ones
   * @return this
   * @throws AssertionError if it does not hold
   */
  public BlockAssert receivesOnly(DatagramMatcher first, DatagramMatcher... others) {
    check().sequence().only(DatagramMatcher.expectations("receivesOnly", first, others));
    return this;
  }

  /**
   * Verifies that nothing came. Neither waits nor consumes: it is exact for what was sent before
   * the block returned.
   *
   * <pre>{@code
   * server.during(() -> client.sendTo(other, "PING")).receivesNothing(); // passes
   * server.during(() -> client.sendTo(server, "PING")).receivesNothing(); // fails
   * }</pre>
   *
   * @return this
   * @throws AssertionError if it does not hold
   */
  public BlockAssert receivesNothing() {
    check().nothing();
    return this;
  }

  /**
   * Returns to the peer.
   *
   * @return an assertion on the peer under the same description
   */
  public DatagramPeerAssert returnToPeer() {
    return new DatagramPeerAssert(actual).as(info.description());
  }

  private BlockCheck check() {
    return new BlockCheck(actual.peer(), info, firstIndex);
  }
}
