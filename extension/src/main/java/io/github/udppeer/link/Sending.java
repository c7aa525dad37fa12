package io.github.udppeer.link;

import io.github.udppeer.internal.core.RelaySocket;
import io.github.udppeer.internal.text.Words;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;

/**
 * Sends what leaves a link. What the system refuses fails the test, since nobody else would learn
 * of it. The link's lock guards it.
 */
final class Sending {

  private static final String SENT = "";
  private static final int MOST_REPORTED = 16;

  private final String link;
  private final LinkFailures failures;
  private int reported;

  Sending(String link, LinkFailures failures) {
    this.link = link;
    this.failures = failures;
  }

  /** Sends a datagram on; returns why it could not, else an empty text. */
  String send(Passing passing) {
    return send(passing.route(), passing.direction(), passing.payload(), "");
  }

  /** Sends an answer back to where a datagram came from; returns the same. */
  String reply(Passing passing, ByteBuffer reply) {
    return send(passing.route(), passing.direction().opposite(), reply, "a reply of ");
  }

  private String send(Route route, LinkDirection direction, ByteBuffer payload, String what) {
    RelaySocket socket = route.exit(direction);
    InetSocketAddress to = route.end(direction);
    try {
      return socket.send(payload, to) ? SENT : "the kernel had no room";
    } catch (ClosedChannelException closing) {
      return "the link was closed";
    } catch (IOException | RuntimeException refused) {
      String why = why(payload.limit(), to, refused);
      report(
          what + Words.bytes(payload.limit()) + " to " + Words.address(to) + ": " + why, refused);
      return why;
    }
  }

  private static String why(int length, InetSocketAddress to, Exception refused) {
    boolean isIpv4 = to.getAddress() instanceof Inet4Address;
    int longest = isIpv4 ? Verdict.LONGEST_IPV4 : Verdict.LONGEST;
    return length > longest
        ? String.format(
            Locale.ROOT, "IPv%d carries at most %s", isIpv4 ? 4 : 6, Words.bytes(longest))
        : String.valueOf(refused.getMessage());
  }

  /** A link that can send nothing would have as much to say as there is traffic. */
  private void report(String what, Exception refused) {
    if (reported < MOST_REPORTED) {
      reported++;
      failures.add(
          String.format(Locale.ROOT, "link \"%s\" could not send %s", link, what), refused);
    }
  }
}
