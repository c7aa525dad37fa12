package io.github.udppeer.internal.peer;

import io.github.udppeer.internal.core.CaptureView;
import io.github.udppeer.internal.core.Deadline;
import java.util.Optional;

/**
 * Walks along a peer's pending datagrams, waiting for further ones until a deadline. It consumes
 * none by itself.
 */
public final class PendingScan {

  private final Peer peer;
  private final Deadline deadline;
  private final long firstIndex;
  private long nextIndex;
  private long end;
  private long firstToWaitFor = -1;
  private boolean isLastLook;

  public PendingScan(Peer peer, long firstIndex, Deadline deadline) {
    this.peer = peer;
    this.firstIndex = firstIndex;
    this.nextIndex = firstIndex;
    this.end = firstIndex;
    this.deadline = deadline;
  }

  /** Decides whether a pending datagram, as it lies in the log, is looked for. */
  public interface Match {
    boolean test(CaptureView view, int entry);
  }

  /** Returns the index of the first datagram that the latest look did not see. */
  public long seenUntil() {
    return end;
  }

  /** Returns the next pending datagram; empty when none came until the deadline. */
  public Optional<CapturedDatagram> next() {
    return find((view, entry) -> true);
  }

  /** Returns the next pending datagram that matches, and takes none. */
  public Optional<CapturedDatagram> next(Match match) {
    return find(match);
  }

  /** Returns the next pending datagram if it is there by now. */
  public Optional<CapturedDatagram> nextAtOnce() {
    Optional<CapturedDatagram> found = findCaptured((view, entry) -> true);
    if (found.isEmpty()) {
      look();
      found = findCaptured((view, entry) -> true);
    }
    return found;
  }

  /** Takes the next datagram that matches; the others stay pending. */
  public Optional<CapturedDatagram> takeNext(Match match) {
    return find((view, entry) -> match.test(view, entry) && take(view.index(entry)));
  }

  /** From which datagram on it looks. */
  public long firstIndex() {
    return firstIndex;
  }

  /** Whether a datagram had come before there was anything to wait for. */
  public boolean wasPending(CapturedDatagram datagram) {
    return datagram.index() < firstToWaitFor;
  }

  private Optional<CapturedDatagram> find(Match match) {
    Optional<CapturedDatagram> found = findCaptured(match);
    while (found.isEmpty() && !isLastLook) {
      lookFurther();
      found = findCaptured(match);
    }
    return found;
  }

  /** However many keep coming, what came by the deadline is the last that is looked at. */
  private void lookFurther() {
    isLastLook = deadline.remainingNanos() <= 0;
    boolean isFirstLook = firstToWaitFor < 0;
    if (!isLastLook && !isFirstLook) {
      new PeerReceiver(peer).awaitIndex(nextIndex, deadline);
    }
    look();
  }

  private void look() {
    end = peer.history().nextIndex();
    firstToWaitFor = firstToWaitFor < 0 ? end : firstToWaitFor;
  }

  /** False when another thread took it in the meantime. */
  private boolean take(long index) {
    return new PeerReceiver(peer).consume(index);
  }

  /** Goes along what is captured; only what is found becomes an object. */
  private Optional<CapturedDatagram> findCaptured(Match match) {
    if (nextIndex >= end) {
      return Optional.empty();
    }
    try (CaptureView view = peer.socket().captured()) {
      int entry = (int) Math.max(view.firstPending(), nextIndex - view.index(0));
      for (; entry < view.size() && view.index(entry) < end; entry++) {
        nextIndex = view.index(entry) + 1;
        if (!view.isConsumed(entry) && match.test(view, entry)) {
          return Optional.of(CapturedDatagram.received(peer, view, entry));
        }
      }
    }
    nextIndex = Math.max(nextIndex, end);
    return Optional.empty();
  }
}
