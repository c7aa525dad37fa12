package io.github.udppeer.internal.kernel;

import io.github.udppeer.internal.core.DatagramChannels;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.Locale;

/**
 * Why the system refused a bind. The JDK has one exception for a port in use, for an address that
 * no interface has, and for a bind that this user may not do; it differs in the words only, which
 * are the system's, in the language of its user.
 */
public final class BindRefusal {

  private static final int FIRST_WITHOUT_PRIVILEGE = 1024;

  private final IOException failure;

  public BindRefusal(IOException failure) {
    this.failure = failure;
  }

  /** The system's words. */
  public String words() {
    return String.valueOf(failure.getMessage());
  }

  /** Says whether somebody is bound there. */
  public boolean isInUse() {
    return failure instanceof BindException
        && (words().toLowerCase(Locale.ROOT).contains("in use") || words().equals(wordsInUse()));
  }

  /** Says whether the address is to be had, and only the port is refused, for want of a right. */
  public boolean isForbidden(InetAddress address) {
    if (!(failure instanceof BindException) || isInUse()) {
      return false;
    }
    try (DatagramChannel trial = DatagramChannels.open(address)) {
      trial.bind(new InetSocketAddress(address, 0));
      return true;
    } catch (IOException addressRefused) {
      return false;
    }
  }

  /** What is worth knowing where the port is forbidden. */
  public static String privilege(int port) {
    return port < FIRST_WITHOUT_PRIVILEGE
        ? "; ports below " + FIRST_WITHOUT_PRIVILEGE + " need a privilege on this system"
        : "";
  }

  /** What the system says of a port in use: nothing but a try shows it, in every language. */
  private static String wordsInUse() {
    InetSocketAddress any = new InetSocketAddress(LiteralAddress.constant("127.0.0.1"), 0);
    try (DatagramChannel first = DatagramChannels.open(any.getAddress()).bind(any)) {
      try (DatagramChannel second = DatagramChannels.open(any.getAddress())) {
        second.bind(first.getLocalAddress());
        return "";
      } catch (BindException inUse) {
        return String.valueOf(inUse.getMessage());
      }
    } catch (IOException trouble) {
      return "";
    }
  }
}
