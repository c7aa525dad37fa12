package io.github.udppeer.bench;

import static io.github.udppeer.bench.Figure.number;

/**
 * A limit that the library sets itself, and what was measured.
 *
 * @param text what is limited
 * @param value what was measured
 * @param limit the limit
 * @param unit of both
 * @param atLeast whether the limit is a lower one
 * @param runs on how many the value stands
 */
record Target(String text, double value, double limit, String unit, boolean atLeast, int runs) {

  static Target atMost(String text, double value, double limit, String unit) {
    return new Target(text, value, limit, unit, false, Integer.MAX_VALUE);
  }

  static Target atLeast(String text, double value, double limit, String unit) {
    return new Target(text, value, limit, unit, true, Integer.MAX_VALUE);
  }

  /** Returns the same with the number of runs, which the table shows where they are few. */
  Target over(int runs) {
    return new Target(text, value, limit, unit, atLeast, runs);
  }

  boolean isMet() {
    return atLeast ? value >= limit : value <= limit;
  }

  String limitText() {
    return (atLeast ? "≥ " : "≤ ") + number(limit) + suffix();
  }

  String valueText() {
    return number(value) + suffix() + Figure.few(runs);
  }

  private String suffix() {
    return unit.isEmpty() ? "" : " " + unit;
  }
}
