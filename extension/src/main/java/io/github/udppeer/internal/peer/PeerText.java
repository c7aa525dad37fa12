package io.github.udppeer.internal.peer;

import io.github.udppeer.internal.text.Words;
import io.github.udppeer.internal.timeline.Lifeline;
import io.github.udppeer.internal.timeline.PeerNames;
import java.util.List;
import java.util.Locale;

/** How messages call a peer, and the timeline that they end with. */
public final class PeerText {

  private PeerText() {}

  static String subject(Peer peer) {
    return new Lifeline(peer.name(), peer.socket()).subject();
  }

  /** Peers as the timeline has them. */
  public static List<Lifeline> lifelines(List<Peer> peers) {
    return peers.stream().map(peer -> new Lifeline(peer.name(), peer.socket())).toList();
  }

  /** Which addresses are those of the peers and links of the same test. */
  public static PeerNames names(Peer peer) {
    return new PeerNames(peer.context().participants());
  }

  /** Which of the datagrams that a peer received it is: {@code number 2 received, at +1.2 ms}. */
  public static String when(CapturedDatagram datagram) {
    return String.format(
        Locale.ROOT,
        "number %s received, %s %s",
        Words.number(datagram.index() + 1),
        datagram.isTimeKnown() ? "at" : "no later than",
        datagram.peer().context().clock().time(datagram.nanos()));
  }
}
