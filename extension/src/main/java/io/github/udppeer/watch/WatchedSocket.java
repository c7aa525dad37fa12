package io.github.udppeer.watch;

import io.github.udppeer.internal.text.Words;
import io.github.udppeer.internal.watch.SocketView;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * A socket of the code under test, as it was at one moment.
 *
 * @param name who opened it, {@code Heartbeat:20}
 * @param opened the line that opened it; empty if it was open before anything was watched
 * @param localAddress what it is, or was, bound to; empty if it never was
 * @param isOpen whether it was open
 * @param sent datagrams that it sent
 * @param received datagrams that it received, those that were cut included
 * @param destinations where it sent to, the first 1,024 addresses
 * @param cuts the datagrams that its buffers cut, the first 64 of each source
 * @since 0.1.0
 */
public record WatchedSocket(
    String name,
    String opened,
    Optional<InetSocketAddress> localAddress,
    boolean isOpen,
    long sent,
    long received,
    List<InetSocketAddress> destinations,
    List<CutDatagram> cuts) {

  static WatchedSocket of(SocketView view) {
    return new WatchedSocket(
        view.name(),
        view.opened().words(),
        view.local(),
        view.isOpen(),
        view.flows().stream().mapToLong(SocketView.Flow::sent).sum(),
        view.flows().stream().mapToLong(SocketView.Flow::received).sum(),
        view.flows().stream()
            .filter(flow -> flow.sent() > 0)
            .map(SocketView.Flow::address)
            .toList(),
        CutDatagram.of(view));
  }

  /** Returns {@code Heartbeat:20 (127.0.0.1:40074)}. */
  @Override
  public String toString() {
    return name + localAddress.map(it -> " (" + Words.address(it) + ")").orElse(" (not bound)");
  }
}
