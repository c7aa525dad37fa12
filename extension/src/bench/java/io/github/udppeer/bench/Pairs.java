package io.github.udppeer.bench;

import java.util.ArrayList;
import java.util.List;

/** Figures of two contenders that took turns: each pair is of one moment of the machine. */
final class Pairs {

  private final List<Double> ratios = new ArrayList<>();
  private final List<Double> differences = new ArrayList<>();

  void add(double ours, double others) {
    ratios.add(ours / others);
    differences.add(ours - others);
  }

  int count() {
    return ratios.size();
  }

  double medianRatio() {
    return median(ratios);
  }

  double medianDifference() {
    return median(differences);
  }

  private static double median(List<Double> values) {
    return Samples.percentile(values.stream().mapToDouble(Double::doubleValue).toArray(), 50);
  }
}
