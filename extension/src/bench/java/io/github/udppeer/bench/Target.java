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
 */
record Target(String text, double value, double limit, String unit, boolean atLeast) {

  static Target atMost(String text, double value, double limit, String unit) {
    return new Target(text, value, limit, unit, false);
  }

  static Target atLeast(String text, double value, double limit, String unit) {
    return new Target(text, value, limit, unit, true);
  }

  boolean isMet() {
    return atLeast ? value >= limit : value <= limit;
  }

  String limitText() {
    return (atLeast ? "≥ " : "≤ ") + number(limit) + suffix();
  }

  String valueText() {
    return number(value) + suffix();
  }

  private String suffix() {
    return unit.isEmpty() ? "" : " " + unit;
  }
}
