package io.github.udppeer.report;

import io.github.udppeer.core.CapturedSocket;
import java.util.Locale;

/**
 * One peer as the timeline shows it.
 *
 * @param name the peer's name
 * @param socket its socket
 */
public record Lifeline(String name, CapturedSocket socket) {

  /** Returns {@code peer "server" (127.0.0.1:4242)}. */
  public String subject() {
    return String.format(
        Locale.ROOT, "peer \"%s\" (%s)", name, Words.address(socket.localAddress()));
  }
}
