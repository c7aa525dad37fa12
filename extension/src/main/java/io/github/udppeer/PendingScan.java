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
  private long end;
  private boolean isLastLook;

  PendingScan(DatagramPeer peer, long firstIndex, Deadline deadline) {
    this.peer = peer;
    this.nextIndex = firstIndex;
    this.end = firstIndex;
    this.deadline = deadline;
  }

  /** Returns the next pending datagram; empty when none came until the deadline. */
  Optional<Datagram> next() {
    Optional<Datagram> found = nextCaptured();
    while (found.isEmpty() && !isLastLook) {
      lookFurther();
      found = nextCaptured();
    }
    return found;
  }

  /** However many keep coming, what came by the deadline is the last that is looked at. */
  private void lookFurther() {
    isLastLook = deadline.remainingNanos() <= 0;
    if (!isLastLook) {
      peer.receiver().awaitIndex(nextIndex, deadline);
    }
    try (CaptureView view = peer.history().view()) {
      end = view.index(view.size());
    }
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
    if (nextIndex >= end) {
      return Optional.empty();
    }
    try (CaptureView view = peer.socket().captured()) {
      int entry = (int) Math.max(view.firstPending(), nextIndex - view.index(0));
      while (entry < view.size() && view.isConsumed(entry)) {
        entry++;
      }
      long index = view.index(entry);
      if (entry >= view.size() || index >= end) {
        nextIndex = Math.max(nextIndex, index);
        return Optional.empty();
      }
      nextIndex = index + 1;
      return Optional.of(Datagram.received(peer, view, entry, peer.options().receiveCapacity()));
    }
  }
}
