package io.github.udppeer.internal.failure;

import io.github.udppeer.internal.peer.CapturedDatagram;
import io.github.udppeer.internal.text.ByteDifference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Something that was expected, and something that came in its place perhaps: more than half of
 * their bytes are equal.
 *
 * @param missing what was expected
 * @param extra what came
 */
record NearestPair(Expectation missing, CapturedDatagram extra) {

  private static final int MOST_EXTRA = 10;
  private static final int MOST_COMPARED = 1000;
  private static final int MOST_PAIRS = 3;

  byte[] bytes() {
    return missing.payload().orElseThrow(); // only such are paired
  }

  /** Pairs each of those that came for nothing with the missing one that it resembles most. */
  static List<NearestPair> of(List<Expectation> missing, List<CapturedDatagram> extra) {
    List<Expectation> left =
        new ArrayList<>(
            missing.stream()
                .filter(each -> each.payload().isPresent())
                .limit(MOST_COMPARED)
                .toList());
    List<NearestPair> pairs = new ArrayList<>();
    for (CapturedDatagram datagram : extra.subList(0, Math.min(MOST_EXTRA, extra.size()))) {
      nearest(left, datagram)
          .filter(any -> pairs.size() < MOST_PAIRS)
          .ifPresent(
              candidate -> {
                left.remove(candidate);
                pairs.add(new NearestPair(candidate, datagram));
              });
    }
    return pairs;
  }

  /** The one that shares most bytes in their places; none where that is not most of them. */
  private static Optional<Expectation> nearest(
      List<Expectation> candidates, CapturedDatagram datagram) {
    byte[] whole = datagram.shown();
    return candidates.stream()
        .filter(each -> 2 * equalBytes(each, whole) > whole.length)
        .max(Comparator.comparingInt(each -> equalBytes(each, whole)));
  }

  private static int equalBytes(Expectation expected, byte[] whole) {
    return expected.payload().map(bytes -> ByteDifference.equalBytes(bytes, whole)).orElse(0);
  }
}
