package io.github.udppeer.internal.text;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Numbers, addresses and payloads as every message writes them, whatever the machine's locale. */
public final class Words {

  /** How wide a message is at most. */
  public static final int COLUMNS = 100;

  private static final int LONGEST_QUOTE = 60;
  private static final long TENTH_NANOS = 100_000;
  private static final long LONGEST_EXACT_SECONDS = 1_000_000_000;

  /** How a quote ends that was cut. */
  private static final String CUT = "\"...";

  private static final String FOLD_INDENT = "    ";

  private Words() {}

  /** Returns {@code 65,507}. */
  public static String number(long number) {
    return -1000 < number && number < 1000
        ? Long.toString(number) // the formatter takes its time, and most numbers are small
        : String.format(Locale.ROOT, "%,d", number);
  }

  /** Returns {@code 1,234.5} for so many nanoseconds, without the unit. */
  public static String milliseconds(long nanos) {
    long tenths = (nanos + TENTH_NANOS / 2) / TENTH_NANOS; // without the formatter, as above
    return number(tenths / 10) + "." + tenths % 10;
  }

  /** Returns {@code 1 byte} or {@code 65,507 bytes}. */
  public static String bytes(long count) {
    return counted(count, "byte");
  }

  /** Returns {@code 1 zero byte} or {@code 13 zero bytes}. */
  static String zeroBytes(long count) {
    return counted(count, "zero byte");
  }

  /** Returns {@code 1 datagram} or {@code 2 datagrams}. */
  public static String datagrams(long count) {
    return counted(count, "datagram");
  }

  private static String counted(long count, String noun) {
    return number(count) + " " + noun + (count == 1 ? "" : "s");
  }

  /** Returns {@code 2 s}, {@code 1.5 s} or {@code 250 ms}, to the microsecond. */
  public static String duration(Duration duration) {
    if (duration.toSeconds() >= LONGEST_EXACT_SECONDS) {
      return number(duration.toSeconds()) + " s"; // more nanoseconds than a long may hold
    }
    long micros = duration.toNanos() / 1000;
    return micros >= 1_000_000 ? decimal(micros, 1_000_000) + " s" : decimal(micros, 1000) + " ms";
  }

  /** Returns {@code 127.0.0.1:40074} or {@code [::1]:40074}. */
  public static String address(InetSocketAddress address) {
    if (address.isUnresolved()) {
      return address.getHostString() + ":" + address.getPort();
    }
    String host = host(address.getAddress());
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  /** Returns {@code 127.0.0.1} or {@code ::1}. */
  public static String host(InetAddress address) {
    String host = address.getHostAddress();
    return host.contains(":") ? ZeroGroups.compressed(host) : host;
  }

  /** Returns a text between quotes, control characters escaped, cut when it is long. */
  public static String quoted(String text) {
    return quoted(text, LONGEST_QUOTE);
  }

  /** Returns a text between quotes, control characters escaped, cut so that it has this room. */
  public static String quoted(String text, int room) {
    StringBuilder quoted = new StringBuilder("\"");
    int cut = quoted.length();
    for (int next = 0; next < text.length(); ) {
      int point = text.codePointAt(next);
      appendEscaped(quoted, point);
      next += Character.charCount(point);
      if (quoted.length() + CUT.length() <= room) {
        cut = quoted.length();
      }
      if (quoted.length() + 1 > room) {
        return quoted.substring(0, cut) + CUT;
      }
    }
    return quoted.append('"').toString();
  }

  /** Returns a text of somebody else's as one line of at most so many characters, safe to print. */
  public static String printable(String text, int most) {
    StringBuilder printable = new StringBuilder();
    for (int next = 0; next < text.length() && printable.length() <= most; ) {
      int point = text.codePointAt(next);
      if (point == '"' || point == '\\') {
        printable.appendCodePoint(point);
      } else {
        appendEscaped(printable, point);
      }
      next += Character.charCount(point);
    }
    return printable.length() <= most ? printable.toString() : printable.substring(0, most) + "...";
  }

  /**
   * Returns a text of several lines, safe to print: names and descriptions that tests give may hold
   * what moves the cursor, or turns the order of the letters round.
   */
  public static String visible(String text) {
    if (text.codePoints().allMatch(point -> point == '\n' || isPrintable(point))) {
      return text;
    }
    StringBuilder visible = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(point -> appendVisible(visible, point));
    return visible.toString();
  }

  private static void appendVisible(StringBuilder text, int point) {
    if (point == '\n' || point == '"' || point == '\\') {
      text.appendCodePoint(point);
    } else {
      appendEscaped(text, point);
    }
  }

  /** Returns whether a text can be printed as it is, on one line. */
  public static boolean isPrintable(String text) {
    for (int next = 0; next < text.length(); ) {
      int point = text.codePointAt(next);
      if (!isPrintable(point)) {
        return false;
      }
      next += Character.charCount(point);
    }
    return true;
  }

  /** Returns the lines of a text, those folded at a blank that are wider than the page. */
  public static List<String> folded(String text) {
    List<String> lines = new ArrayList<>();
    for (String rest : text.split("\n", -1)) {
      int blank = foldAt(rest);
      while (blank > 0) {
        lines.add(rest.substring(0, blank));
        rest = FOLD_INDENT + rest.substring(blank + 1);
        blank = foldAt(rest);
      }
      lines.add(rest);
    }
    return lines;
  }

  /** Where a line is to be folded; -1 where it need not or cannot be. */
  private static int foldAt(String line) {
    int blank = line.length() <= COLUMNS ? -1 : line.lastIndexOf(' ', COLUMNS);
    while (blank > 0 && Character.isDigit(line.charAt(blank - 1))) {
      blank = line.lastIndexOf(' ', blank - 1); // a number stays with its unit
    }
    return blank > 0 && !line.substring(0, blank).isBlank() ? blank : -1;
  }

  private static void appendEscaped(StringBuilder quoted, int point) {
    switch (point) {
      case '\n' -> quoted.append("\\n");
      case '\r' -> quoted.append("\\r");
      case '\t' -> quoted.append("\\t");
      case '"' -> quoted.append("\\\"");
      case '\\' -> quoted.append("\\\\");
      default -> {
        if (isPrintable(point)) {
          quoted.appendCodePoint(point);
        } else {
          quoted.append(String.format(Locale.ROOT, "\\u%04x", point));
        }
      }
    }
  }

  private static boolean isPrintable(int point) {
    int type = Character.getType(point);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.UNASSIGNED
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR;
  }

  private static String decimal(long micros, long unit) {
    String text = String.format(Locale.ROOT, "%.3f", micros / (double) unit);
    return text.replaceAll("\\.?0+$", "");
  }
}
