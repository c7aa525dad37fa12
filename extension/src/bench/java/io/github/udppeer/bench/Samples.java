package io.github.udppeer.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The figures of the rounds, by contender, in the order in which these came. */
final class Samples {

  private final Map<String, List<Double>> byContender = new LinkedHashMap<>();

  void add(String contender, double value) {
    byContender.computeIfAbsent(contender, none -> new ArrayList<>()).add(value);
  }

  double median(String contender) {
    return percentile(
        byContender.getOrDefault(contender, List.of()).stream()
            .mapToDouble(Double::doubleValue)
            .toArray(),
        50);
  }

  int runsOf(String contender) {
    return byContender.getOrDefault(contender, List.of()).size();
  }

  /** Returns how many rounds the contender with the fewest had. */
  int rounds() {
    return byContender.values().stream().mapToInt(List::size).min().orElse(0);
  }

  /** Returns what each round's figures are beyond the base's of the same round. */
  Samples minus(String base) {
    Samples beyond = new Samples();
    byContender.forEach(
        (contender, values) -> {
          for (int round = 0; round < rounds(); round++) {
            beyond.add(contender, values.get(round) - byContender.get(base).get(round));
          }
        });
    return beyond;
  }

  /** Returns the figures of two contenders, round by round. */
  Pairs pairs(String one, String other) {
    Pairs pairs = new Pairs();
    for (int round = 0; round < rounds(); round++) {
      pairs.add(byContender.get(one).get(round), byContender.get(other).get(round));
    }
    return pairs;
  }

  void forEachMedian(BiConsumer<String, Double> action) {
    byContender.keySet().forEach(contender -> action.accept(contender, median(contender)));
  }

  /** Returns the value that this share of all does not exceed, NaN where there are none. */
  static double percentile(double[] values, int percent) {
    if (values.length == 0) {
      return Double.NaN;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
  }
}
