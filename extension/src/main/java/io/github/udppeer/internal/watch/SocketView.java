package io.github.udppeer.internal.watch;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A socket of the code under test, as it was at one moment.
 *
 * @param id counts the sockets that were seen
 * @param opened the line that opened it; {@link Place#UNKNOWN} if that was before the watch
 * @param owner what the thread that opened it belonged to
 * @param local what it is, or was, bound to
 * @param isOpen whether it is open
 * @param flows what it exchanged, by the other end's address
 * @param endlessWait the first receive that waited without a time-out
 * @param latest the latest things that happened, the earliest first
 * @param forgotten how many happened before those
 */
public record SocketView(
    long id,
    Place opened,
    Optional<Object> owner,
    Optional<InetSocketAddress> local,
    boolean isOpen,
    List<Flow> flows,
    Optional<Place> endlessWait,
    List<Happening> latest,
    long forgotten) {

  /**
   * What the socket exchanged with one address.
   *
   * @param address the other end's
   * @param sent datagrams sent there
   * @param received datagrams that came from there
   * @param unmeasured those among them whose length is not known
   * @param firstSend the first that was sent
   * @param smallest the receive that offered the least
   * @param cuts the first of those that were cut
   * @param cutCount how many were cut
   */
  public record Flow(
      InetSocketAddress address,
      long sent,
      long received,
      long unmeasured,
      @Nullable Happening firstSend,
      @Nullable Happening smallest,
      List<Happening> cuts,
      long cutCount) {}

  /** Whether it is, or has exchanged datagrams with, an address of these. */
  public boolean isWith(Predicate<InetSocketAddress> addresses) {
    return local.filter(addresses).isPresent()
        || flows.stream().map(Flow::address).anyMatch(addresses);
  }

  /** What it did with these addresses alone, where it serves others too. */
  public SocketView only(Predicate<InetSocketAddress> addresses) {
    return new SocketView(
        id,
        opened,
        Optional.empty(),
        local,
        isOpen,
        flows.stream().filter(flow -> addresses.test(flow.address())).toList(),
        Optional.empty(),
        latest.stream().filter(it -> it.address() != null && addresses.test(it.address())).toList(),
        forgotten);
  }

  /** Returns {@code Heartbeat:20}, by which messages name it. */
  public String name() {
    return opened.brief().isEmpty() ? "socket " + id : opened.brief();
  }
}
