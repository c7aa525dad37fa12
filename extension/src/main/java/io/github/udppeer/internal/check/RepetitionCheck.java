package io.github.udppeer.internal.check;

import io.github.udppeer.internal.core.CaptureView;
import io.github.udppeer.internal.failure.PeerFailures;
import io.github.udppeer.internal.peer.CapturedDatagram;
import io.github.udppeer.internal.peer.Peer;

/** Verifies that a peer received nothing twice. */
final class RepetitionCheck {

  private RepetitionCheck() {}

  static void on(Peer peer, PeerFailures failures) {
    try (CaptureView view = peer.history().view()) {
      RepeatedDatagrams repeated = RepeatedDatagrams.in(view);
      if (repeated.count() > 0) {
        throw failures.cameAgain(
            received(peer, view, repeated.first()),
            received(peer, view, repeated.second()),
            repeated.count());
      }
    }
  }

  private static CapturedDatagram received(Peer peer, CaptureView view, int entry) {
    return CapturedDatagram.received(peer, view, entry);
  }
}
