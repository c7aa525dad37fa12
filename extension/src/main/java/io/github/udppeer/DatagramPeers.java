package io.github.udppeer;

import io.github.udppeer.internal.assertj.GivenArguments;
import io.github.udppeer.internal.check.PeerAwait;
import io.github.udppeer.internal.check.PeersCheck;
import io.github.udppeer.internal.peer.Peer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.AssertProvider;
import org.awaitility.core.ConditionFactory;

/**
 * Several peers of one test, for assertions on all of them together. Immutable; it owns no peer,
 * and closes none.
 *
 * @since 0.1.0
 */
public final class DatagramPeers implements AssertProvider<DatagramPeersAssert> {

  private final List<DatagramPeer> peers;

  private DatagramPeers(List<DatagramPeer> peers) {
    this.peers = peers;
  }

  /**
   * Puts peers together.
   *
   * @param first a peer
   * @param others more peers, all different
   * @return the peers together
   */
  public static DatagramPeers of(DatagramPeer first, DatagramPeer... others) {
    List<DatagramPeer> all = new ArrayList<>(List.of(Objects.requireNonNull(first, "first")));
    for (DatagramPeer other : others) {
      all.add(GivenArguments.given(other, "DatagramPeers.of", "give it open peers"));
    }
    return of(all);
  }

  /**
   * Puts peers together.
   *
   * @param peers one or more, all different
   * @return the peers together
   * @throws IllegalArgumentException if there is none, or the same one twice
   */
  public static DatagramPeers of(Collection<DatagramPeer> peers) {
    for (DatagramPeer peer :
        GivenArguments.given(peers, "DatagramPeers.of", "give it open peers")) {
      GivenArguments.given(peer, "DatagramPeers.of", "give it open peers");
    }
    List<DatagramPeer> all = List.copyOf(peers);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("DatagramPeers needs a peer or more");
    }
    if (all.stream().distinct().count() < all.size()) {
      throw new IllegalArgumentException("DatagramPeers has the same peer twice: " + all);
    }
    return new DatagramPeers(all);
  }

  /**
   * Returns the peers.
   *
   * @return them, in the order in which they were given
   */
  public List<DatagramPeer> all() {
    return peers;
  }

  /**
   * Returns Awaitility's conditions, set up for these peers as {@link DatagramPeer#await()} sets
   * them up for one: the limit is the longest of their receive time-outs, and a failure shows the
   * timeline of the peers of the test.
   *
   * @return a new factory
   */
  public ConditionFactory await() {
    return PeerAwait.of(PeersCheck.mostPatient(peers()));
  }

  /**
   * Returns an assertion on these peers, for AssertJ's {@code assertThat}.
   *
   * @return a new assertion
   */
  @Override
  public DatagramPeersAssert assertThat() {
    peers.get(0).peer().context().throwMishaps();
    return new DatagramPeersAssert(this);
  }

  List<Peer> peers() {
    return peers.stream().map(DatagramPeer::peer).toList();
  }

  /** Returns the peers' names and addresses. */
  @Override
  public String toString() {
    return String.join(", ", peers.stream().map(DatagramPeer::toString).toList());
  }
}
