package io.github.udppeer.link;

import io.github.udppeer.internal.text.Words;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** Says which argument cannot be used, and what can. */
final class Checks {

  private static final Duration LONGEST = Duration.ofDays(1);

  private Checks() {}

  static void between(String what, long value, long least, long most) {
    if (value < least || value > most) {
      String range =
          most >= Integer.MAX_VALUE
              ? String.format(Locale.ROOT, "%s or more", Words.number(least))
              : String.format(Locale.ROOT, "%s to %s", Words.number(least), Words.number(most));
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%s must be %s, but was %s", what, range, Words.number(value)));
    }
  }

  /** Returns the nanoseconds of a delay that can be. */
  static long delay(String what, Duration delay) {
    if (delay.isNegative() || delay.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s must be 0 to 24 hours, but was %s", what, delay));
    }
    return delay.toNanos();
  }

  static void probability(String what, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s must be 0 to 1, but was %s", what, value));
    }
  }

  static void bits(int... positions) {
    if (positions.length == 0) {
      throw new IllegalArgumentException("name a bit or more, 0 for the highest of the first byte");
    }
    Arrays.stream(positions).forEach(bit -> between("a bit's position", bit, 0, 65_535 * 8 - 1));
  }

  /** Fails where a name would break the lines of messages. */
  static void name(String what, String name) {
    if (name.isBlank() || !Words.isPrintable(name) || name.length() > 100) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s must be 1 to 100 printable characters, but was %s",
              what,
              Words.quoted(name)));
    }
  }
}
