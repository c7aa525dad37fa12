package io.github.udppeer.internal.kernel;

import io.github.udppeer.internal.core.DatagramChannels;
import io.github.udppeer.internal.text.Words;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads IP addresses written as literals, for every option that takes one. It never asks a
 * resolver: what a name resolves to, and in which family, is up to the machine.
 */
public final class LiteralAddress {

  /** Where a peer is bound unless it says otherwise: most of them need no pattern. */
  private static final String LOOPBACK = "127.0.0.1";

  private static final int HIGHEST_PORT = 65_535;

  private LiteralAddress() {}

  /** Returns the address; empty where the text is none, or names an interface that lacks it. */
  public static Optional<InetAddress> parse(String text) {
    if (!text.equals(LOOPBACK) && !Grammar.isLiteral(text)) {
      return Optional.empty();
    }
    try {
      InetAddress address = InetAddress.getByName(text);
      return hasInterface(address) ? Optional.of(address) : Optional.empty();
    } catch (UnknownHostException malformed) {
      return Optional.empty();
    }
  }

  /**
   * Returns the address that an option is set to.
   *
   * @param examples what could stand there instead
   * @throws IllegalArgumentException if it is none; the message says why, and what to write instead
   */
  public static InetAddress parse(String option, String text, String examples) {
    Optional<InetAddress> address = parse(text);
    if (address.isEmpty()) {
      throw new IllegalArgumentException(option + " = " + trouble(text) + examples);
    }
    return address.get();
  }

  /**
   * Returns an address with a port, such as {@code 127.0.0.1:5353} or {@code [::1]:5353}.
   *
   * @param what what it is the address of
   * @throws IllegalArgumentException if the text is none
   */
  public static InetSocketAddress parseWithPort(String what, String text) {
    Matcher parts = Grammar.WITH_PORT.matcher(text);
    if (!parts.matches() || Integer.parseInt(parts.group("port")) > HIGHEST_PORT) {
      throw new IllegalArgumentException(
          what
              + " must be a literal address and a port such as 127.0.0.1:5353, but was "
              + Words.quoted(text));
    }
    String host = parts.group("ipv4") == null ? parts.group("ipv6") : parts.group("ipv4");
    return new InetSocketAddress(
        parse("the host of " + what, host, "127.0.0.1 or ::1"),
        Integer.parseInt(parts.group("port")));
  }

  /** Returns the loopback address of the same family. */
  public static InetAddress loopback(InetAddress family) {
    return constant(family instanceof Inet6Address ? "::1" : LOOPBACK);
  }

  /** Returns the wildcard address of the same family. */
  public static InetAddress wildcard(InetAddress family) {
    return constant(family instanceof Inet6Address ? "::" : "0.0.0.0");
  }

  /** Returns the address that the library itself has written down. */
  public static InetAddress constant(String literal) {
    return parse(literal).orElseThrow();
  }

  /** Returns the name of the address's family. */
  public static String family(InetAddress address) {
    return address instanceof Inet6Address ? "IPv6" : "IPv4";
  }

  /** Where a socket on this machine finds one that is bound here; one bound to :: by both. */
  public static InetSocketAddress reachable(InetSocketAddress bound, InetAddress from) {
    if (!bound.getAddress().isAnyLocalAddress()) {
      return bound;
    }
    boolean ipv4 = bound.getAddress() instanceof Inet4Address || from instanceof Inet4Address;
    String loopback = ipv4 ? "127.0.0.1" : "::1";
    return new InetSocketAddress(constant(loopback), bound.getPort());
  }

  /** Says whether both addresses are of one family. */
  public static boolean sameFamily(InetAddress one, InetAddress other) {
    return one instanceof Inet4Address == other instanceof Inet4Address;
  }

  /**
   * An interface named by number need not exist, for the JDK; the bind then fails without words.
   */
  private static boolean hasInterface(InetAddress address) {
    return !(address instanceof Inet6Address ipv6)
        || ipv6.getScopeId() == 0
        || Interfaces.ofZone(String.valueOf(ipv6.getScopeId())).isPresent();
  }

  private static String trouble(String text) {
    if (text.isEmpty()) {
      return "\"\" is empty; use a literal address such as ";
    }
    Matcher ipv6 = Grammar.IPV6.matcher(text);
    if (ipv6.matches() && ipv6.group("zone") != null && parse(ipv6.group("address")).isPresent()) {
      return Words.quoted(text) + zoneTrouble(ipv6.group("zone")) + "; use an address such as ";
    }
    return Words.quoted(text)
        + (text.matches("[0-9.]+|.*:.*")
            ? " is not an IP address; use a literal such as "
            : " is a name, which can resolve to either family; use a literal address such as ");
  }

  private static String zoneTrouble(String zone) {
    String name = Words.quoted(zone);
    if (!DatagramChannels.hasIpv6()) {
      return " is an IPv6 address, but " + DatagramChannels.whyNoIpv6();
    }
    return Interfaces.ofZone(zone).isEmpty()
        ? " names interface "
            + name
            + ", which does not exist; this machine has "
            + Interfaces.names()
        : " names interface " + name + ", which has no IPv6 address of that scope";
  }

  /** What literals look like. */
  private static final class Grammar {

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

    /** The JDK takes for a name, and resolves, what begins with neither a digit nor a colon. */
    static final Pattern IPV6 =
        Pattern.compile("(?=[^%]*:)(?<address>[0-9a-fA-F:][0-9a-fA-F:.]*)(%(?<zone>.+))?");

    static final Pattern WITH_PORT =
        Pattern.compile("((?<ipv4>[\\d.]+)|\\[(?<ipv6>.*:.*)\\]):(?<port>\\d{1,5})");

    static boolean isLiteral(String text) {
      return IPV4.matcher(text).matches() || IPV6.matcher(text).matches();
    }
  }
}
