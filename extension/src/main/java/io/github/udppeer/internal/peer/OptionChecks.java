package io.github.udppeer.internal.peer;

import io.github.udppeer.internal.kernel.Interfaces;
import io.github.udppeer.internal.kernel.LiteralAddress;
import io.github.udppeer.internal.text.Words;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What each option of a peer must be, and what to write instead. */
public final class OptionChecks {

  private OptionChecks() {}

  public static InetAddress host(String host) {
    return LiteralAddress.parse("host", host, "127.0.0.1, ::1, 0.0.0.0 or ::");
  }

  public static List<InetAddress> groups(List<String> groups, InetAddress host) {
    List<InetAddress> all = new ArrayList<>(groups.size());
    for (String group : groups) {
      all.add(group(group, host));
    }
    return all;
  }

  private static InetAddress group(String text, InetAddress host) {
    InetAddress group = LiteralAddress.parse("join", text, "239.1.2.3 or ff15::1");
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
        Words.host(LiteralAddress.wildcard(group)));
    require(
        host.isAnyLocalAddress() || host.equals(group),
        "join = \"%s\" has no effect with host = \"%s\": a socket bound to a unicast address"
            + " receives no multicast; use host = \"%s\"",
        text,
        hostText,
        Words.host(LiteralAddress.wildcard(group)));
    return group;
  }

  /** A name stands in every line of a timeline, and its quotes end it. */
  public static void name(String name) {
    require(
        Words.isPrintable(name),
        "name = %s holds a line break or another character that cannot be printed; leave it out",
        Words.quoted(name));
  }

  public static void port(int port) {
    require(
        port >= 0 && port <= 65_535,
        "port = %d is out of range; use 0, and the kernel picks a free one, or 1 to 65535",
        port);
  }

  public static void receiveCapacity(int bytes) {
    require(
        bytes >= 0 && bytes <= PeerSettings.MAX_RECEIVE_CAPACITY,
        "receiveCapacity = %d is out of range; use 0 to 65535 bytes",
        bytes);
  }

  public static void receiveTimeout(Duration limit) {
    require(
        !limit.isNegative(),
        "receiveTimeout = %s is negative; use zero or more, or leave it out for the default",
        limit);
  }

  public static void captureLimit(long bytes) {
    require(bytes > 0, "captureLimit = %d is out of range; use more than 0 bytes", bytes);
  }

  public static void networkInterface(String name) {
    if (name.isEmpty()) {
      return;
    }
    require(
        Interfaces.exists(name),
        "networkInterface = \"%s\" does not exist; this machine has %s",
        name,
        Interfaces.names());
  }

  private static void require(boolean condition, String message, Object... values) {
    if (!condition) {
      throw new IllegalArgumentException(
          Words.visible(String.format(Locale.ROOT, message, values)));
    }
  }
}
