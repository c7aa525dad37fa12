package io.github.udppeer;

import io.github.udppeer.core.CaptureView;
import io.github.udppeer.core.Deadline;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Walks along a peer's pending datagrams, waiting for further ones until a deadline. It consumes
 * none by itself.
 */
final class PendingScan {

  private final DatagramPeer peer;
  private final Deadline deadline;
  private long nextIndex;

  PendingScan(DatagramPeer peer, long firstIndex, Deadline deadline) {
    this.peer = peer;
    this.nextIndex = firstIndex;
    this.deadline = deadline;
  }

  /** Returns the next pending datagram; empty when none came until the deadline. */
  Optional<Datagram> next() {
    Optional<Datagram> found = nextCaptured();
    while (found.isEmpty() && peer.receiver().awaitIndex(nextIndex, deadline)) {
      found = nextCaptured();
    }
    return found;
  }

  /** Takes the next datagram that matches; the others stay pending. */
  Optional<Datagram> takeNext(Predicate<? super Datagram> match) {
    Optional<Datagram> found = next();
    while (found.isPresent() && !(match.test(found.get()) && take(found.get()))) {
      found = next();
    }
    return found;
  }

  /** False when another thread took it in the meantime. */
  private boolean take(Datagram datagram) {
    return peer.receiver().consume(datagram.index());
  }

  private Optional<Datagram> nextCaptured() {
    try (CaptureView view = peer.history().view()) {
      int entry = (int) Math.max(view.firstPending(), nextIndex - view.index(0));
      while (entry < view.size() && view.isConsumed(entry)) {
        entry++;
      }
      if (entry >= view.size()) {
        nextIndex = Math.max(nextIndex, view.index(view.size()));
        return Optional.empty();
      }
      nextIndex = view.index(entry) + 1;
      return Optional.of(Datagram.received(peer, view, entry, peer.options().receiveCapacity()));
    }
  }
}
