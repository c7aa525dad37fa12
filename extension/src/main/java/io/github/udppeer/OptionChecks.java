package io.github.udppeer;

import io.github.udppeer.report.Words;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What each option of a peer must be, and what to write instead. */
final class OptionChecks {

  private OptionChecks() {}

  static InetAddress host(String host) {
    return literal("host", host, "127.0.0.1, ::1, 0.0.0.0 or ::");
  }

  static List<InetAddress> groups(List<String> groups, InetAddress host) {
    return groups.stream().map(group -> group(group, host)).toList();
  }

  private static InetAddress group(String text, InetAddress host) {
    InetAddress group = literal("join", text, "239.1.2.3 or ff15::1");
    require(
        group.isMulticastAddress(),
        "join = \"%s\" is not a multicast address; use one of 224.0.0.0/4 or ff00::/8",
        text);
    String hostText = Words.host(host);
    require(
        LiteralAddress.sameFamily(group, host),
        "join = \"%s\" is an %s group, but host = \"%s\" is %s; use host = \"%s\"",
        text,
        LiteralAddress.family(group),
        hostText,
        LiteralAddress.family(host),
        wildcardOf(group));
    require(
        host.isAnyLocalAddress() || host.equals(group),
        "join = \"%s\" has no effect with host = \"%s\": a socket bound to a unicast address"
            + " receives no multicast; use host = \"%s\"",
        text,
        hostText,
        wildcardOf(group));
    return group;
  }

  /** A name stands in every line of a timeline, and its quotes end it. */
  static void name(String name) {
    require(
        Words.isPrintable(name),
        "name = %s holds a line break or another character that cannot be printed; leave it out",
        Words.quoted(name));
  }

  static void port(int port) {
    require(
        port >= 0 && port <= 65_535,
        "port = %d is out of range; use 0, and the kernel picks a free one, or 1 to 65535",
        port);
  }

  static void receiveCapacity(int bytes) {
    require(
        bytes >= 0 && bytes <= PeerOptions.MAX_RECEIVE_CAPACITY,
        "receiveCapacity = %d is out of range; use 0 to 65535 bytes",
        bytes);
  }

  static void receiveTimeout(Duration limit) {
    require(
        !limit.isNegative(),
        "receiveTimeout = %s is negative; use zero or more, or leave it out for the default",
        limit);
  }

  static void captureLimit(long bytes) {
    require(bytes > 0, "captureLimit = %d is out of range; use more than 0 bytes", bytes);
  }

  static void networkInterface(String name) {
    if (name.isEmpty()) {
      return;
    }
    try {
      require(
          NetworkInterface.getByName(name) != null,
          "networkInterface = \"%s\" does not exist; this machine has %s",
          name,
          NetworkInterface.networkInterfaces()
              .map(NetworkInterface::getName)
              .sorted()
              .collect(Collectors.joining(", ")));
    } catch (SocketException unknown) {
      throw new IllegalArgumentException(
          "networkInterface = \"" + name + "\" cannot be looked up: " + unknown.getMessage(),
          unknown);
    }
  }

  private static InetAddress literal(String option, String text, String examples) {
    return LiteralAddress.parse(text)
        .orElseThrow(() -> new IllegalArgumentException(notLiteral(option, text, examples)));
  }

  private static String notLiteral(String option, String text, String examples) {
    if (text.isEmpty()) {
      return option + " = \"\" is empty; use a literal address such as " + examples;
    }
    boolean looksNumeric = text.matches("[0-9.]+|.*:.*");
    return option
        + " = \""
        + text
        + (looksNumeric
            ? "\" is not an IP address; use a literal such as "
            : "\" is a name, which can resolve to either family; use a literal address such as ")
        + examples;
  }

  private static String wildcardOf(InetAddress group) {
    return LiteralAddress.family(group).equals("IPv6") ? "::" : "0.0.0.0";
  }

  private static void require(boolean condition, String message, Object... values) {
    if (!condition) {
      throw new IllegalArgumentException(String.format(Locale.ROOT, message, values));
    }
  }
}
