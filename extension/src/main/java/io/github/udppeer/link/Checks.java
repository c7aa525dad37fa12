package io.github.udppeer.link;

import io.github.udppeer.report.Words;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says which argument cannot be used, and what can. */
final class Checks {

  private static final Duration LONGEST = Duration.ofDays(1);

  /** Nothing that a resolver would be asked about. */
  private static final Pattern LITERAL =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(%.+)?");

  private static final Pattern WITH_PORT =
      Pattern.compile("([\\d.]+|\\[[0-9a-fA-F:.%\\w]+\\]):(\\d{1,5})");

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

  /** Returns the address of a literal, never asking a resolver. */
  static InetAddress literal(String host) {
    if (LITERAL.matcher(host).matches()) {
      try {
        return InetAddress.getByName(host);
      } catch (UnknownHostException malformed) {
        // told below
      }
    }
    throw new IllegalArgumentException(
        "host must be a literal address such as 127.0.0.1 or ::1, but was " + Words.quoted(host));
  }

  /** Returns the address of a literal with a port. */
  static InetSocketAddress literalWithPort(String server) {
    Matcher parts = WITH_PORT.matcher(server);
    if (!parts.matches() || Integer.parseInt(parts.group(2)) > 65_535) {
      throw new IllegalArgumentException(
          "the server must be a literal address and a port such as 127.0.0.1:5353, but was "
              + Words.quoted(server));
    }
    String host = parts.group(1);
    return new InetSocketAddress(
        literal(host.startsWith("[") ? host.substring(1, host.length() - 1) : host),
        Integer.parseInt(parts.group(2)));
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
