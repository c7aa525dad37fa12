package io.github.udppeer.internal.timeline;

import io.github.udppeer.internal.watch.SocketView;
import java.util.List;
import java.util.Optional;

/**
 * Those whom the timeline of a test shows.
 *
 * @param peers the peers
 * @param links the links between them
 * @param sockets plain sockets of the test
 * @param watched the sockets of the code under test; empty where nobody watches them
 */
public record Participants(
    List<Lifeline> peers,
    List<LinkTrace> links,
    List<PlainSocket> sockets,
    Optional<List<SocketView>> watched) {

  /** Nobody. */
  static final Participants NONE = new Participants(List.of(), List.of(), List.of());

  /** Where no code is watched. */
  public Participants(List<Lifeline> peers, List<LinkTrace> links, List<PlainSocket> sockets) {
    this(peers, links, sockets, Optional.empty());
  }

  public Participants {
    peers = List.copyOf(peers);
    links = List.copyOf(links);
    sockets = List.copyOf(sockets);
    watched = watched.map(List::copyOf);
  }

  /** The sockets of the code under test, as far as they are watched. */
  public List<SocketView> code() {
    return watched.orElse(List.of());
  }

  public boolean isWatched() {
    return watched.isPresent();
  }
}
