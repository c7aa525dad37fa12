package io.github.udppeer.internal.kernel;

import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a reserved port is locked: a socket bound to {@code 127.77.<high byte>.<low byte>} of the
 * number, at one port for all numbers. All JVMs that share the ports share these addresses too, and
 * come to the same port, as it hangs on the system's ephemeral range alone.
 *
 * <p>These sockets are the library's own affair, so the {@link SocketTable} leaves them out.
 */
public final class LockAddresses {

  /** The lowest number that is ever reserved. */
  public static final int LOWEST_RESERVED = 10_000;

  private static final int HIGHEST = 65_535;

  /** Of no service that IANA knows, and below what is reserved. */
  private static final int USUAL_PORT = 7077;

  private static final byte FIRST = 127;
  private static final byte SECOND = 77;

  private final int port;

  private LockAddresses(int port) {
    this.port = port;
  }

  /** Returns the addresses of this machine. */
  public static LockAddresses ofThisMachine() {
    return of(EphemeralRange.ofThisMachine());
  }

  /** Returns the addresses at a port of the caller's choice. */
  public static LockAddresses at(int port) {
    return new LockAddresses(port);
  }

  /**
   * Returns the addresses that go with an ephemeral range: a port within would now and then be
   * somebody else's.
   */
  public static LockAddresses of(EphemeralRange range) {
    boolean isBetterHighest = range.contains(USUAL_PORT) && !range.contains(HIGHEST);
    return new LockAddresses(isBetterHighest ? HIGHEST : USUAL_PORT);
  }

  /** Returns the port that they have in common, which must not be given out. */
  public int port() {
    return port;
  }

  /** Returns the address that stands for a number. */
  public InetSocketAddress of(int number) {
    String host = FIRST + "." + SECOND + "." + (number >> 8) + "." + (number & 0xff);
    return new InetSocketAddress(LiteralAddress.constant(host), port);
  }

  /** Returns how a line of the kernel's socket table begins that is about one of them. */
  Pattern line(ByteOrder order) {
    String net = String.format(Locale.ROOT, "%02X%02X", FIRST, SECOND);
    String turned = String.format(Locale.ROOT, "%02X%02X", SECOND, FIRST);
    String rest = "\\p{XDigit}{4}";
    String address = order == ByteOrder.LITTLE_ENDIAN ? rest + turned : net + rest;
    return Pattern.compile("\\s*\\d+: " + address + String.format(Locale.ROOT, ":%04X ", port));
  }

  @Override
  public String toString() {
    return FIRST + "." + SECOND + ".0.0/16 port " + port;
  }
}
