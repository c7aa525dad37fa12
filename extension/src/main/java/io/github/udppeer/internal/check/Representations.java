package io.github.udppeer.internal.check;

import io.github.udppeer.internal.peer.CapturedDatagram;
import io.github.udppeer.internal.peer.Peer;
import java.util.List;

/** How AssertJ shows what is made of payloads, whether a redactor hides parts of them or not. */
public final class Representations {

  private Representations() {}

  /** For values that are made of one datagram. */
  public static VisibleRepresentation of(CapturedDatagram datagram) {
    return of(datagram.peer(), List.of(datagram), CapturedDatagram.class);
  }

  /**
   * For values that are made of any of a peer's datagrams.
   *
   * @param shownAsIs the type of those values whose text hides what it has to hide
   */
  public static VisibleRepresentation of(Peer peer, Class<?> shownAsIs) {
    return of(peer, List.of(), shownAsIs);
  }

  private static VisibleRepresentation of(
      Peer peer, List<CapturedDatagram> datagrams, Class<?> shownAsIs) {
    return peer.settings().isRedacting()
        ? new RedactedRepresentation(peer, datagrams, shownAsIs)
        : new VisibleRepresentation();
  }
}
