package io.github.udppeer.bench;

import java.util.Locale;

/**
 * One measured value.
 *
 * @param section what was measured
 * @param contender who was
 * @param column the case, a column of the section's table
 * @param value the median of the rounds
 * @param unit of the value, empty for a count
 * @param ratio the value divided by the reference's, NaN where there is none
 * @param runs on how many the figure stands
 */
record Figure(
    String section,
    String contender,
    String column,
    double value,
    String unit,
    double ratio,
    int runs) {

  /** From how many runs on a figure needs no word on their number. */
  private static final int ENOUGH = 10;

  /** Three significant digits: more would be noise. */
  String text() {
    String number = number(value);
    String shown = unit.isEmpty() ? number : number + " " + unit;
    return (Double.isNaN(ratio) ? shown : shown + " (" + number(ratio) + ")") + few(runs);
  }

  /** Says on how few runs a figure stands; empty where they are enough. */
  static String few(int runs) {
    return runs < ENOUGH ? ", " + runs + (runs == 1 ? " run" : " runs") : "";
  }

  static String number(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    int decimals = Math.abs(value) >= 100 || value == Math.rint(value) ? 0 : 2;
    if (decimals == 2 && Math.abs(value) >= 10) {
      decimals = 1;
    }
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
