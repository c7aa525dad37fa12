package io.github.udppeer.internal.peer;

import io.github.udppeer.internal.core.CaptureView;
import io.github.udppeer.internal.core.CapturedSocket;
import io.github.udppeer.internal.core.SocketEvent;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which of thousands of peers a page has room for: a diagram with a column for each is none. */
public final class LatestPeers {

  static final int MOST = 64;

  private LatestPeers() {}

  /**
   * Returns those that a failure is about, and beside them those to which something happened last,
   * in the order in which they are given.
   */
  public static List<Peer> of(List<Peer> all, Set<CapturedSocket> subjects) {
    if (all.size() <= MOST) {
      return all;
    }
    long now = System.nanoTime();
    Map<Peer, Long> ages = new HashMap<>();
    all.forEach(peer -> ages.put(peer, now - latest(peer.socket(), now)));
    Comparator<Peer> order = Comparator.comparing(peer -> !subjects.contains(peer.socket()));
    Set<Peer> chosen =
        all.stream().sorted(order.thenComparing(ages::get)).limit(MOST).collect(Collectors.toSet());
    return all.stream().filter(chosen::contains).toList();
  }

  /** The time of the latest that happened; relative to now, since nanos may overflow. */
  private static long latest(CapturedSocket socket, long now) {
    long youngest = Long.MIN_VALUE;
    for (SocketEvent event : socket.events()) {
      youngest = Math.max(youngest, event.nanos() - now);
    }
    try (CaptureView received = socket.captured();
        CaptureView sent = socket.sent()) {
      youngest = Math.max(youngest, Math.max(latest(received, now), latest(sent, now)));
    }
    return now + youngest;
  }

  private static long latest(CaptureView view, long now) {
    return view.size() == 0 ? Long.MIN_VALUE : view.nanos(view.size() - 1) - now;
  }
}
