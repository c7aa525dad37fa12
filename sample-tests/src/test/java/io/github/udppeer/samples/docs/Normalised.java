package io.github.udppeer.samples.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Replaces what differs from run to run by fixed values, in the order of their appearance, so that
 * a reader sees what a failure looks like and not placeholders.
 */
final class Normalised {

  private static final List<String> PORTS = List.of("40074", "42842", "51370", "38211", "45593");
  private static final List<String> TIMES =
      List.of("0.0", "0.4", "1.2", "1.9", "2.1", "2.4", "3.0", "3.3", "3.8", "4.1");

  /** Ports that the system or a reservation gave; shorter ones are a test's own constants. */
  private static final Pattern PORT = Pattern.compile("(?<=\\d:|]:)([1-6]\\d{4})\\b");

  private static final Pattern TIME = Pattern.compile("(?m)^  \\+ *[\\d,]+\\.\\d ms[ ~]");

  /** Of what the system shows, that which other tests have a part in. */
  private static final Pattern OF_OTHERS =
      Pattern.compile(
          "\n"
              + "  (this process has no other|other UDP sockets|(no )?(platform )?thread |since .*"
              + " IPv6 )[^\n"
              + "]*(\n"
              + "    [^\n"
              + "]*)*");

  private static final String TIMELINE = "Timeline (";

  private Normalised() {}

  static String of(String message) {
    List<String> parts =
        new ArrayList<>(List.of(ports(own(message)).split(Pattern.quote(TIMELINE))));
    parts.replaceAll(Normalised::times);
    return String.join(TIMELINE, parts)
        .replaceAll("process \\d+", "process 4711")
        .replaceAll("\n  ~ found queued, [^\n]*", "")
        .replaceAll("(at|no later than) [+][\\d,]+\\.\\d ms", "at +1.9 ms")
        .replaceAll("unread datagrams take [\\d,]+ bytes", "unread datagrams take 832 bytes")
        .replaceAll(
            "at \\w+TestCase\\$\\w+\\.(.*)\\(.*\\.java:\\d+\\)",
            "at AgentTests.$1(AgentTests.java:24)")
        .replaceAll("\\b\\w+TestCase\\.java:\\d+", "AgentTests.java:24")
        .replaceAll("\\b\\w+TestCase\\.\\w+\\.(\\w+)\\(\\)", "AgentTests.$1()")
        .replaceAll("lambda\\$(\\w+)\\$\\d+", "lambda\\$$1\\$0")
        .replaceAll("; this machine has .*", "; this machine has eth0, lo")
        .replaceAll("[\\w.]+TestCase\\$\\w+", "org.example.AgentTests");
  }

  private static String own(String message) {
    return OF_OTHERS
        .matcher(message)
        .replaceAll("")
        .replaceAll("\n\nWhat the system shows:\n(?=\n)", "\n")
        .replaceAll(
            "since [+-][\\d,.]+ ms [\\d,]+ datagrams? over", "since +0.0 ms 1 datagram over");
  }

  private static String ports(String message) {
    List<String> seen = new ArrayList<>();
    return PORT.matcher(message).replaceAll(found -> port(seen, found));
  }

  private static String port(List<String> seen, MatchResult found) {
    if (!seen.contains(found.group())) {
      seen.add(found.group());
    }
    return PORTS.get(seen.indexOf(found.group()));
  }

  /** Of one timeline: the times are in its order already. */
  private static String times(String timeline) {
    List<String> left = new ArrayList<>(TIMES);
    return TIME.matcher(timeline).replaceAll(found -> String.format("  +%5s ms ", left.remove(0)));
  }
}
