package io.github.udppeer;

import io.github.udppeer.internal.assertj.GivenArguments;
import io.github.udppeer.internal.check.CollectCheck;
import io.github.udppeer.internal.check.Representations;
import io.github.udppeer.internal.check.VisibleListAssert;
import io.github.udppeer.internal.failure.EvidenceDescription;
import io.github.udppeer.internal.peer.CapturedDatagram;
import io.github.udppeer.internal.peer.Peer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.ListAssert;

/**
 * An assertion on the pieces that a peer's pending datagrams hold together.
 *
 * @param <T> what a piece is
 * @since 0.1.0
 */
public class CollectedAssert<T> extends AbstractAssert<CollectedAssert<T>, DatagramPeer> {

  private static final String PIECES_OF = "untilContains";
  private static final String PIECES = "give it the pieces that must come";

  private final DatagramSplitter<T> splitter;
  private final Duration limit;

  CollectedAssert(DatagramPeer actual, DatagramSplitter<T> splitter, Duration limit) {
    super(actual, CollectedAssert.class);
    this.splitter = splitter;
    this.limit = limit;
  }

  /**
   * Verifies that these pieces come, in whatever order and whatever comes beside them, and consumes
   * the datagrams that came until then; none if it fails. Waits.
   *
   * <pre>{@code
   * client.sendTo(server, "load:1\nheat:2");
   * assertThat(server).collects(DatagramSplitter.lines()).untilContains("heat:3"); // fails
   * assertThat(server).collects(DatagramSplitter.lines()).untilContains("heat:2"); // passes
   * }</pre>
   *
   * @param pieces the pieces, one or more; one given twice must come twice
   * @return AssertJ's assertion on all pieces that came, under the same description
   * @throws AssertionError if it does not hold
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // they are only read
  public final ListAssert<T> untilContains(T... pieces) {
    List<T> wanted = given(Arrays.asList(GivenArguments.given(pieces, PIECES_OF, PIECES)));
    Peer peer = actual.peer();
    List<T> split = new CollectCheck<>(peer, info, this::split, limit).until(wanted);
    return new VisibleListAssert<>(split, Representations.of(peer, Datagram.class))
        .as(EvidenceDescription.of(info, peer));
  }

  private List<T> split(List<CapturedDatagram> came) throws Exception {
    return splitter.split(came.stream().map(Datagram::new).toList());
  }

  private static <T> List<T> given(List<T> pieces) {
    pieces.forEach(piece -> GivenArguments.given(piece, PIECES_OF, PIECES));
    if (pieces.isEmpty()) {
      throw new IllegalArgumentException("untilContains needs a piece or more");
    }
    return pieces;
  }
}
