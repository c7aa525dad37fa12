package io.github.udppeer;

import io.github.udppeer.core.Deadline;
import io.github.udppeer.report.Words;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on what a peer received because of a block of the test's: what arrived before the
 * block began does not count, and stays pending. What other threads send meanwhile counts too,
 * since nobody can tell it apart.
 *
 * <p>What the block sent before it returned is seen at once. Where more must come, the assertions
 * wait for it, at most until the peer's receive time-out.
 */
public class BlockAssert extends AbstractAssert<BlockAssert, DatagramPeer> {

  private final long firstIndex;

  private BlockAssert(DatagramPeer actual, long firstIndex) {
    super(actual, BlockAssert.class);
    this.firstIndex = firstIndex;
  }

  static BlockAssert after(DatagramPeer peer, ThrowingBlock block) {
    Arguments.given(block, "during", "give it what to run");
    long firstIndex = peer.history().nextIndex();
    BlockAssert.<RuntimeException>run(block);
    peer.group().throwScriptErrors();
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
   * @param texts the whole text of each, in UTF-8; a text given twice must come twice
   * @return this
   */
  public BlockAssert receives(String... texts) {
    check().among(ExpectedDatagram.texts(Arguments.texts("receives", texts)));
    return this;
  }

  /**
   * Verifies that a datagram came for each of these matchers, in whatever order, and consumes them;
   * others may have come too, and stay pending. Waits.
   *
   * @param first which datagram
   * @param others which further ones
   * @return this
   */
  public BlockAssert receives(DatagramMatcher first, DatagramMatcher... others) {
    check().among(Arguments.matchers("receives", first, others));
    return this;
  }

  /**
   * Verifies that datagrams with these texts came, in whatever order, and no others, and consumes
   * them. Waits for those that are missing, not for others.
   *
   * @param texts the whole text of each, in UTF-8; a text given twice must come twice
   * @return this
   */
  public BlockAssert receivesOnly(String... texts) {
    check().only(ExpectedDatagram.texts(Arguments.texts("receivesOnly", texts)));
    return this;
  }

  /**
   * Verifies that a datagram came for each of these matchers, in whatever order, and no others, and
   * consumes them. Waits for those that are missing, not for others.
   *
   * @param first which datagram
   * @param others which further ones
   * @return this
   */
  public BlockAssert receivesOnly(DatagramMatcher first, DatagramMatcher... others) {
    check().only(Arguments.matchers("receivesOnly", first, others));
    return this;
  }

  /**
   * Verifies that nothing came. Neither waits nor consumes: it is exact for what was sent before
   * the block returned.
   *
   * @return this
   */
  public BlockAssert receivesNothing() {
    PendingScan scan = new PendingScan(actual, firstIndex, Deadline.now());
    if (scan.next().isPresent()) {
      PeerFailures failures = new PeerFailures(actual, info, scan.seenUntil());
      Sample pending = failures.view().pendingFrom(firstIndex, Set.of());
      List<Datagram> first = pending.first();
      String came = pending.count() == 1 ? "1 came:" : Words.number(pending.count()) + " came:";
      throw AssertionErrors.of(
          info,
          failures
              .expecting("receive nothing during the block")
              .line("but " + came)
              .list(pending)
              .causes(failures.causes().strangeSource(first.get(0)).repeated(first)),
          0,
          pending.count());
    }
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

  private SequenceCheck check() {
    return new SequenceCheck(actual, info, actual.receiveTimeout(), firstIndex);
  }
}
