package io.github.udppeer.internal.evidence;

import io.github.udppeer.internal.core.SocketEvent;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One peer of an exchange, one link, or one socket of the code under test.
 *
 * @param name its name
 * @param address what it is bound to
 * @param datagrams those received and sent that are shown, the earliest first
 * @param events what else happened to it
 * @param figures its counts
 * @param beyond what it has that a peer has not; empty for a peer
 */
public record ExchangePeer(
    String name,
    InetSocketAddress address,
    List<ExchangeDatagram> datagrams,
    List<SocketEvent> events,
    Figures figures,
    Optional<Beyond> beyond) {

  /**
   * What a link, or a socket of the code under test, has beyond a peer.
   *
   * @param words its name with its kind
   * @param ports its addresses, a link's on both sides
   * @param notes what happened to it, beside the datagrams
   */
  public record Beyond(String words, Set<InetSocketAddress> ports, List<Note> notes) {
    public Beyond {
      ports = Set.copyOf(ports);
      notes = List.copyOf(notes);
    }
  }

  /**
   * Something that happened, in words.
   *
   * @param nanos the monotonic clock's reading
   * @param text what
   */
  public record Note(long nanos, String text) {}

  /** Makes a peer. */
  public ExchangePeer(
      String name,
      InetSocketAddress address,
      List<ExchangeDatagram> datagrams,
      List<SocketEvent> events,
      Figures figures) {
    this(name, address, datagrams, events, figures, Optional.empty());
  }

  /** Returns whether it is at this address. */
  boolean isAt(InetSocketAddress other) {
    return IpDatagram.local(address, other).equals(other)
        || beyond.filter(it -> it.ports().contains(other)).isPresent();
  }

  /** Returns {@code peer "server"}, {@code link "wire"} or {@code code Heartbeat:20}. */
  String words() {
    return beyond.map(Beyond::words).orElseGet(() -> "peer \"" + name + "\"");
  }

  /**
   * The counts of a peer.
   *
   * @param received datagrams captured since it was opened
   * @param sent datagrams sent since it was opened
   * @param pending datagrams not consumed yet
   * @param kernelDrops datagrams that the kernel dropped; empty where it does not report them
   * @param logDrops datagrams that arrived when the capture log was full
   * @param sentUnkept datagrams sent when it was full
   * @param leftOut datagrams of its history that are not shown, all of them earlier ones
   */
  public record Figures(
      long received,
      long sent,
      long pending,
      OptionalLong kernelDrops,
      long logDrops,
      long sentUnkept,
      long leftOut) {}

  public ExchangePeer {
    datagrams = List.copyOf(datagrams);
    events = List.copyOf(events);
  }
}
