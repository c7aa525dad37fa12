package io.github.udppeer;

import io.github.udppeer.core.CaptureView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * How many datagrams there are, and the first few of them: a message about a million of them makes
 * no million of objects.
 *
 * @param count all
 * @param first as many as a reader takes in
 */
record Sample(int count, List<Datagram> first) {

  static final int MOST = 5;

  static Sample of(List<Datagram> all) {
    return new Sample(all.size(), List.copyOf(all.subList(0, Math.min(MOST, all.size()))));
  }

  /** Of the entries that count. */
  static Sample of(DatagramPeer peer, CaptureView view, IntPredicate which) {
    int count = 0;
    List<Datagram> first = new ArrayList<>();
    for (int entry = 0; entry < view.size(); entry++) {
      if (which.test(entry)) {
        count++;
        if (first.size() < MOST) {
          first.add(peer.receiver().datagram(view, entry));
        }
      }
    }
    return new Sample(count, first);
  }

  boolean isEmpty() {
    return count == 0;
  }
}
