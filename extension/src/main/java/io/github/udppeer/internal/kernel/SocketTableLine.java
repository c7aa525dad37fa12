package io.github.udppeer.internal.kernel;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one line of {@code /proc/net/udp} or {@code /proc/net/udp6}: both have the same columns,
 * and differ in the length of the addresses.
 */
final class SocketTableLine {

  private static final Pattern COLUMNS =
      Pattern.compile(
          "\\s*\\d+: (?<local>(?:\\p{XDigit}{8}){1,4}):(?<localPort>\\p{XDigit}{4})"
              + " (?<remote>(?:\\p{XDigit}{8}){1,4}):(?<remotePort>\\p{XDigit}{4})"
              + " \\p{XDigit}{2} \\p{XDigit}{8}:(?<received>\\p{XDigit}{8})"
              + " \\p{XDigit}+:\\p{XDigit}+ \\p{XDigit}+"
              + "\\s+(?<uid>\\d+)\\s+-?\\d+\\s+(?<inode>\\d+)\\s+\\d+\\s+\\S+"
              + "\\s+(?<drops>-?\\d+)\\s*");

  private static final int WORD_DIGITS = 8;

  private final Matcher columns;
  private final ByteOrder order;

  private SocketTableLine(Matcher columns, ByteOrder order) {
    this.columns = columns;
    this.order = order;
  }

  /** Returns empty where the line has another form than the kernel gives it today. */
  static Optional<BoundSocket> parse(String line, ByteOrder order) {
    Matcher columns = COLUMNS.matcher(line);
    try {
      return columns.matches()
          ? Optional.of(new SocketTableLine(columns, order).socket())
          : Optional.empty();
    } catch (NumberFormatException | UnknownHostException otherForm) {
      return Optional.empty();
    }
  }

  private BoundSocket socket() throws UnknownHostException {
    return new BoundSocket(
        address("local", "localPort"),
        address("remote", "remotePort"),
        Long.parseLong(columns.group("received"), 16),
        // A 32-bit counter that the kernel prints with its sign: negative after 2^31 drops.
        Integer.toUnsignedLong((int) Long.parseLong(columns.group("drops"))),
        Long.parseLong(columns.group("inode")),
        Long.parseLong(columns.group("uid")));
  }

  private InetSocketAddress address(String host, String port) throws UnknownHostException {
    InetAddress address = InetAddress.getByAddress(bytes(columns.group(host)));
    return new InetSocketAddress(address, Integer.parseInt(columns.group(port), 16));
  }

  /**
   * The kernel keeps an address in network byte order, but prints it as 32-bit numbers of the
   * machine: on a little-endian one 127.0.0.1 reads 0100007F.
   */
  private byte[] bytes(String words) {
    ByteBuffer address = ByteBuffer.allocate(words.length() / 2).order(order);
    for (int at = 0; at < words.length(); at += WORD_DIGITS) {
      address.putInt(Integer.parseUnsignedInt(words, at, at + WORD_DIGITS, 16));
    }
    return address.array();
  }
}
