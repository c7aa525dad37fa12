package io.github.udppeer.internal.failure;

import io.github.udppeer.internal.peer.CapturedDatagram;
import io.github.udppeer.internal.peer.PeerText;
import io.github.udppeer.internal.text.ByteDifference;
import java.util.List;
import java.util.Optional;

/** Finds the datagram of a peer that comes nearest to what an assertion expected. */
final class NearestCandidate {

  /**
   * A datagram that is nearer than those that the message shows already.
   *
   * @param datagram the datagram
   * @param where whether it is pending or was consumed, and when it came
   */
  record Found(CapturedDatagram datagram, String where) {}

  private final FailureView view;
  private final byte[] expected;
  private int least;
  private Optional<CapturedDatagram> nearest = Optional.empty();

  NearestCandidate(FailureView view, byte[] expected) {
    this.view = view;
    this.expected = expected;
    this.least = expected.length / 2; // less in common is no likeness
  }

  /** One with exactly these bytes is shown as a cause, and not here. */
  Optional<Found> find(List<CapturedDatagram> shown) {
    least = shown.stream().mapToInt(this::likeness).reduce(least, Math::max);
    DatagramSearch.all(view)
        .forEach(
            candidate -> {
              int likeness = likeness(candidate);
              if (likeness > least && !shown.contains(candidate)) {
                least = likeness;
                nearest = Optional.of(candidate);
              }
            });
    return nearest
        .filter(found -> ByteDifference.between(expected, found.payload()).isPresent())
        .map(found -> new Found(found, where(found)));
  }

  /** Bytes that are the same, less those that one of the two has beyond the other's end. */
  private int likeness(CapturedDatagram datagram) {
    byte[] payload = datagram.shown();
    return ByteDifference.equalBytes(expected, payload)
        - Math.max(0, payload.length - expected.length);
  }

  private String where(CapturedDatagram found) {
    boolean pending = view.peer().history().isPending(found.index());
    return (pending ? "pending, " : "consumed already, ") + PeerText.when(found);
  }
}
