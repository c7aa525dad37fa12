package io.github.udppeer.internal.check;

import io.github.udppeer.internal.core.CaptureView;
import io.github.udppeer.internal.peer.CapturedDatagram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The datagrams of a view that came before: with the same payload, as it was sent, from the same
 * source. {@code equals} of a {@link CapturedDatagram} is for one that is looked at twice, and an
 * array has none.
 */
public final class RepeatedDatagrams {

  private final CaptureView view;
  private int count;
  private int first;
  private int second = Integer.MAX_VALUE;

  private RepeatedDatagrams(CaptureView view) {
    this.view = view;
  }

  /** Looks through the view; of a million datagrams it makes no million of objects to keep. */
  public static RepeatedDatagrams in(CaptureView view) {
    RepeatedDatagrams repeated = new RepeatedDatagrams(view);
    long[] sorted = repeated.hashedEntries();
    int from = 0;
    for (int at = 1; at <= sorted.length; at++) {
      if (at == sorted.length || hash(sorted[at]) != hash(sorted[from])) {
        repeated.compare(Arrays.copyOfRange(sorted, from, at));
        from = at;
      }
    }
    return repeated;
  }

  /** How many came before. */
  public int count() {
    return count;
  }

  /** The entry of the datagram of which the first repetition came; only where there is one. */
  int first() {
    return first;
  }

  /** The entry of the first repetition; only where there is one. */
  int second() {
    return second;
  }

  /** Each entry behind its hash: sorted, those that may be equal stand together, in their order. */
  private long[] hashedEntries() {
    long[] entries = new long[view.size()];
    for (int entry = 0; entry < entries.length; entry++) {
      int hash = Arrays.hashCode(view.payload(entry)) * 31 + view.address(entry).hashCode();
      entries[entry] = (long) hash << 32 | entry;
    }
    Arrays.sort(entries);
    return entries;
  }

  private static int hash(long hashedEntry) {
    return (int) (hashedEntry >> 32);
  }

  private void compare(long[] alike) {
    List<Integer> different = new ArrayList<>(1);
    for (long hashedEntry : alike) {
      int entry = (int) hashedEntry;
      int before = equalTo(entry, different);
      if (before < 0) {
        different.add(entry);
      } else {
        count++;
        if (entry < second) {
          first = before;
          second = entry;
        }
      }
    }
  }

  private int equalTo(int entry, List<Integer> others) {
    for (int other : others) {
      if (view.address(other).equals(view.address(entry))
          && Arrays.equals(view.payload(other), view.payload(entry))) {
        return other;
      }
    }
    return -1;
  }
}
