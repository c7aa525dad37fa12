package io.github.udppeer.report;

import io.github.udppeer.core.SocketEvent;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.OptionalLong;

/**
 * One peer of an exchange.
 *
 * @param name its name
 * @param address what it is bound to
 * @param datagrams those received and sent that are told of, the earliest first
 * @param events what else happened to it
 * @param figures its counts
 */
public record ExchangePeer(
    String name,
    InetSocketAddress address,
    List<ExchangeDatagram> datagrams,
    List<SocketEvent> events,
    Figures figures) {

  /**
   * The counts of a peer.
   *
   * @param received datagrams captured since it was opened
   * @param sent datagrams sent since it was opened
   * @param pending datagrams not consumed yet
   * @param kernelDrops datagrams that the kernel dropped; empty where it does not tell
   * @param logDrops datagrams that arrived when the capture log was full
   * @param leftOut datagrams of its history that are not told of, all of them earlier ones
   */
  public record Figures(
      long received,
      long sent,
      long pending,
      OptionalLong kernelDrops,
      long logDrops,
      long leftOut) {}

  public ExchangePeer {
    datagrams = List.copyOf(datagrams);
    events = List.copyOf(events);
  }
}
