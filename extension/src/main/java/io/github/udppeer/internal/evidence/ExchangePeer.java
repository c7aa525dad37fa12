package io.github.udppeer.internal.evidence;

import io.github.udppeer.internal.core.SocketEvent;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One peer of an exchange, or one link.
 *
 * @param name its name
 * @param address what it is bound to
 * @param datagrams those received and sent that are told of, the earliest first
 * @param events what else happened to it
 * @param figures its counts
 * @param link what only a link has; empty for a peer
 */
public record ExchangePeer(
    String name,
    InetSocketAddress address,
    List<ExchangeDatagram> datagrams,
    List<SocketEvent> events,
    Figures figures,
    Optional<Link> link) {

  /**
   * What only a link has.
   *
   * @param ports its addresses on both sides
   * @param notes what happened to it: when it was opened, or bound anew
   */
  public record Link(Set<InetSocketAddress> ports, List<Note> notes) {
    public Link {
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

  /** Tells whether it is at this address. */
  boolean isAt(InetSocketAddress other) {
    return IpDatagram.local(address, other).equals(other)
        || link.filter(it -> it.ports().contains(other)).isPresent();
  }

  /** Returns {@code peer "server"} or {@code link "wire"}. */
  String words() {
    return String.format(Locale.ROOT, "%s \"%s\"", link.isPresent() ? "link" : "peer", name);
  }

  /**
   * The counts of a peer.
   *
   * @param received datagrams captured since it was opened
   * @param sent datagrams sent since it was opened
   * @param pending datagrams not consumed yet
   * @param kernelDrops datagrams that the kernel dropped; empty where it does not tell
   * @param logDrops datagrams that arrived when the capture log was full
   * @param sentUnkept datagrams sent when it was full
   * @param leftOut datagrams of its history that are not told of, all of them earlier ones
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
