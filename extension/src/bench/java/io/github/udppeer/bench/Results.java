package io.github.udppeer.bench;

import java.util.ArrayList;
import java.util.List;

/** What all sections measured. */
final class Results {

  private final List<Figure> figures = new ArrayList<>();
  private final List<Target> targets = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  void add(String section, String contender, String column, double value, String unit) {
    add(section, contender, column, value, unit, Integer.MAX_VALUE);
  }

  /** Adds a figure that stands on so many runs; where they are few the table says so. */
  void add(String section, String contender, String column, double value, String unit, int runs) {
    figures.add(new Figure(section, contender, column, value, unit, Double.NaN, runs));
  }

  /** Adds the medians, each divided by the reference's; that has no ratio where it did not run. */
  void addMedians(
      String section, String column, Samples samples, String reference, double scale, String unit) {
    double base = samples.median(reference);
    samples.forEachMedian(
        (contender, value) ->
            figures.add(
                new Figure(
                    section,
                    contender,
                    column,
                    value * scale,
                    unit,
                    value / base,
                    samples.runsOf(contender))));
  }

  void add(Target target) {
    if (!Double.isNaN(target.value())) {
      targets.add(target);
    }
  }

  /** Says what a reader of the tables must know, such as what was left out and why. */
  void note(String text) {
    notes.add(text);
  }

  List<Figure> figures() {
    return List.copyOf(figures);
  }

  List<Target> targets() {
    return List.copyOf(targets);
  }

  List<String> notes() {
    return notes.stream().distinct().toList();
  }
}
