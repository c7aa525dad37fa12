package io.github.udppeer.internal.timeline;

import java.util.List;

/**
 * Those of whom the timeline of a test tells.
 *
 * @param peers the peers
 * @param links the links between them
 * @param sockets plain sockets of the test
 */
public record Participants(List<Lifeline> peers, List<LinkTrace> links, List<PlainSocket> sockets) {

  /** Nobody. */
  static final Participants NONE = new Participants(List.of(), List.of(), List.of());

  public Participants {
    peers = List.copyOf(peers);
    links = List.copyOf(links);
    sockets = List.copyOf(sockets);
  }
}
