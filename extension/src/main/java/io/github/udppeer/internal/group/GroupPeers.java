package io.github.udppeer.internal.group;

import io.github.udppeer.internal.peer.Peer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The peers of a group, those among them that were closed, and where the strict were declared. */
final class GroupPeers {

  /**
   * Closed peers that a group remembers, so that one which opens and closes for ever stays small.
   */
  private static final int MOST_CLOSED = 256;

  /** The bytes of payload that all but the latest of them may hold together, on the heap. */
  private static final long MOST_CLOSED_BYTES =
      Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 8);

  private final ReentrantLock lock = new ReentrantLock();
  private final List<Peer> all = new ArrayList<>();
  private final Deque<Peer> closed = new ArrayDeque<>();
  private long closedBytes;
  private @Nullable Map<Peer, String> places;

  void add(Peer peer, String place) {
    lock.lock();
    try {
      all.add(peer);
      if (peer.settings().strict()) {
        Map<Peer, String> known = places;
        if (known == null) {
          known = new HashMap<>(); // each peer is equal to itself only
          places = known;
        }
        known.put(peer, place);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Where a strict peer was declared or opened; empty where nobody knows. */
  String placeOf(Peer peer) {
    lock.lock();
    try {
      return places == null ? "" : places.getOrDefault(peer, "");
    } finally {
      lock.unlock();
    }
  }

  List<Peer> list() {
    lock.lock();
    try {
      return List.copyOf(all);
    } finally {
      lock.unlock();
    }
  }

  /** Remembers that one was closed; a strict one is verified later, and is never forgotten. */
  void closed(Peer peer) {
    if (peer.settings().strict()) {
      return;
    }
    lock.lock();
    try {
      closed.addLast(peer);
      closedBytes += peer.socket().heldBytes();
      while (closed.size() > MOST_CLOSED
          || (closedBytes > MOST_CLOSED_BYTES && closed.size() > 1)) {
        Peer oldest = closed.removeFirst();
        closedBytes -= oldest.socket().heldBytes(); // which has not changed since
        all.remove(oldest);
      }
    } finally {
      lock.unlock();
    }
  }
}
