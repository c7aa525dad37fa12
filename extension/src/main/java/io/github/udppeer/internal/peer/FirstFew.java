package io.github.udppeer.internal.peer;

import io.github.udppeer.internal.core.CaptureView;
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
public record FirstFew(int count, List<CapturedDatagram> first) {

  public static final int MOST = 5;

  public static FirstFew of(List<CapturedDatagram> all) {
    return new FirstFew(all.size(), List.copyOf(all.subList(0, Math.min(MOST, all.size()))));
  }

  /** Of the entries that count. */
  public static FirstFew of(Peer peer, CaptureView view, IntPredicate which) {
    int count = 0;
    List<CapturedDatagram> first = new ArrayList<>();
    for (int entry = 0; entry < view.size(); entry++) {
      if (which.test(entry)) {
        count++;
        if (first.size() < MOST) {
          first.add(CapturedDatagram.received(peer, view, entry));
        }
      }
    }
    return new FirstFew(count, first);
  }

  public boolean isEmpty() {
    return count == 0;
  }
}
