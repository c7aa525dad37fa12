package io.github.udppeer.internal.failure;

import io.github.udppeer.internal.kernel.BoundSocket;
import io.github.udppeer.internal.kernel.SocketTable;
import io.github.udppeer.internal.text.Words;
import io.github.udppeer.internal.timeline.PeerNames;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the system's socket table shows of an address that was sent to, or that something came from.
 */
public final class DestinationFacts {

  private final SocketTable table;
  private final PeerNames names;

  /** Looks things up in this table, and calls what is of the test by its name. */
  public DestinationFacts(SocketTable table, PeerNames names) {
    this.table = table;
    this.names = names;
  }

  /** Says why what was sent there was not read; empty where the table does not show it. */
  public Optional<String> unread(InetSocketAddress destination) {
    return isOfThisMachine(destination.getAddress())
        ? table.holding(destination).stream()
            .flatMap(socket -> notRead(socket).stream())
            .findFirst()
        : Optional.empty();
  }

  /** Says whether it lies unread with this process. */
  boolean isUnreadHere(InetSocketAddress destination) {
    return table.holding(destination).stream()
        .anyMatch(socket -> socket.receiveQueueBytes() > 0 && table.isOfThisProcess(socket));
  }

  /** Says that nothing is bound there; empty where something is, or the table does not show it. */
  public Optional<String> nothingBound(InetSocketAddress destination) {
    return isOfThisMachine(destination.getAddress()) && table.holding(destination).isEmpty()
        ? Optional.of(nothing(destination))
        : Optional.empty();
  }

  /** Says who is bound there; empty where nobody is, or it is not ours to look. */
  public Optional<String> holder(InetSocketAddress address) {
    return table.holding(address).stream().flatMap(socket -> holder(socket).stream()).findFirst();
  }

  private String nothing(InetSocketAddress destination) {
    String nothing = "nothing on this machine is bound to " + Words.address(destination);
    String others =
        table.onPort(destination.getPort()).stream()
            .map(socket -> Words.address(socket.local()))
            .distinct()
            .collect(Collectors.joining(", "));
    return others.isEmpty() ? nothing : nothing + ", only " + others + " is bound";
  }

  private Optional<String> notRead(BoundSocket socket) {
    String subject = names.address(socket.local());
    String of = isNamed(socket) ? "" : holder(socket).map(it -> " (" + it + ")").orElse("");
    if (socket.drops() > 0) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "the kernel dropped %s on %s%s",
              Words.datagrams(socket.drops()),
              subject,
              of));
    }
    return socket.receiveQueueBytes() == 0
        ? Optional.empty()
        : Optional.of(
            subject
                + of
                + " has unread datagrams: they take "
                + Words.bytes(socket.receiveQueueBytes())
                + " of its queue");
  }

  private boolean isNamed(BoundSocket socket) {
    return !names.beside(socket.local()).isEmpty();
  }

  private Optional<String> holder(BoundSocket socket) {
    return table
        .holderOf(socket)
        .map(
            holder ->
                holder.pid() == ProcessHandle.current().pid()
                    ? "this process"
                    : "process "
                        + holder.pid()
                        + " ("
                        + Words.printable(holder.command(), 40)
                        + ")");
  }

  /**
   * The table knows nothing of other machines, and a multicast group needs no socket bound to it.
   */
  private static boolean isOfThisMachine(InetAddress address) {
    if (address.isMulticastAddress() || address.isAnyLocalAddress()) {
      return false;
    }
    try {
      return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException unknown) {
      return false; // then nothing is known of it
    }
  }
}
