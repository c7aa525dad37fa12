package io.github.udppeer.internal.timeline;

import io.github.udppeer.internal.watch.SocketView;
import java.util.List;

/**
 * Those of whom the timeline of a test tells.
 *
 * @param peers the peers
 * @param links the links between them
 * @param sockets plain sockets of the test
 * @param code the sockets of the code under test, where they are watched
 */
public record Participants(
    List<Lifeline> peers, List<LinkTrace> links, List<PlainSocket> sockets, List<SocketView> code) {

  /** Nobody. */
  static final Participants NONE = new Participants(List.of(), List.of(), List.of());

  /** Where no code is watched. */
  public Participants(List<Lifeline> peers, List<LinkTrace> links, List<PlainSocket> sockets) {
    this(peers, links, sockets, List.of());
  }

  public Participants {
    peers = List.copyOf(peers);
    links = List.copyOf(links);
    sockets = List.copyOf(sockets);
    code = List.copyOf(code);
  }
}
