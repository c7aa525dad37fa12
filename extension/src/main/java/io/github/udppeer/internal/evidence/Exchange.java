package io.github.udppeer.internal.evidence;

import io.github.udppeer.internal.timeline.PlainSocket;
import io.github.udppeer.internal.timeline.WallClock;
import java.util.List;
import java.util.Optional;

/**
 * What the peers of one test sent and received: what the page and the capture file show.
 *
 * @param title the test
 * @param failure how it failed, if it did
 * @param notes further texts, such as the peers' state when a time-out struck
 * @param clock for times of day
 * @param zeroNanos the monotonic clock's reading when the test started
 * @param peers the peers
 * @param sockets plain sockets of the test, which nobody looks out of
 */
public record Exchange(
    String title,
    Optional<Failure> failure,
    List<Note> notes,
    WallClock clock,
    long zeroNanos,
    List<ExchangePeer> peers,
    List<PlainSocket> sockets) {

  /**
   * A test's failure.
   *
   * @param nanos the monotonic clock's reading then
   * @param place where in the test, empty if that is not known
   * @param text its message
   */
  public record Failure(long nanos, String place, String text) {}

  /**
   * A text under a heading.
   *
   * @param heading what it says
   * @param text the text
   */
  public record Note(String heading, String text) {}

  public Exchange {
    notes = List.copyOf(notes);
    peers = List.copyOf(peers);
    sockets = List.copyOf(sockets);
  }

  /** Returns how many datagrams are not shown. */
  public long leftOut() {
    return peers.stream().mapToLong(peer -> peer.figures().leftOut()).sum();
  }
}
