package io.github.udppeer.internal.timeline;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What happened on a link, as far as it is remembered.
 *
 * @param name the link's name
 * @param ports the link's addresses, that of the clients' side first
 * @param steps what happened, the earliest first
 * @param figures the link's counts
 */
public record LinkHistory(
    String name, List<InetSocketAddress> ports, List<Step> steps, Figures figures) {

  /**
   * The counts of a link, of both directions.
   *
   * @param entered datagrams that came to it
   * @param sent datagrams that it sent, copies and answers included
   * @param held datagrams that wait in it
   * @param leftOut datagrams that came to it and are not remembered
   * @param kernelDrops datagrams that the kernel dropped on its ports; empty where it does not
   *     report them
   */
  public record Figures(
      long entered, long sent, long held, long leftOut, OptionalLong kernelDrops) {}

  /**
   * One thing that happened.
   *
   * @param nanos the monotonic clock's reading
   * @param verb what
   * @param datagram to which datagram, if it was about one
   * @param beside what else there is to say, empty if nothing
   * @param isNotable whether a timeline shows it
   */
  public record Step(
      long nanos, String verb, Optional<Carried> datagram, String beside, boolean isNotable) {}

  /**
   * A datagram that came to a link or left it.
   *
   * @param entered whether it came
   * @param from where it came from: of one that left, the one that sent it first
   * @param to where it is to go in the end
   * @param port the link's own port, at which it came or from which it went
   * @param bytes the payload, or its beginning where it is long
   * @param wireLength the length of the payload
   */
  public record Carried(
      boolean entered,
      InetSocketAddress from,
      InetSocketAddress to,
      InetSocketAddress port,
      ByteBuffer bytes,
      int wireLength) {}

  LinkHistory with(OptionalLong kernelDrops) {
    Figures known =
        new Figures(
            figures.entered(), figures.sent(), figures.held(), figures.leftOut(), kernelDrops);
    return new LinkHistory(name, ports, steps, known);
  }

  public LinkHistory {
    ports = List.copyOf(ports);
    steps = List.copyOf(steps);
  }
}
