package io.github.udppeer.internal.peer;

import io.github.udppeer.internal.kernel.BindRefusal;
import io.github.udppeer.internal.kernel.BoundSocket;
import io.github.udppeer.internal.kernel.SocketTable;
import io.github.udppeer.internal.text.Words;
import io.github.udppeer.internal.timeline.Lifeline;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says why a socket could not be bound, who is in the way, and what to do. */
public final class BindFailures {

  private BindFailures() {}

  public static UncheckedIOException explain(BindRefusedException refused, List<Lifeline> peers) {
    InetSocketAddress local = refused.local();
    return new UncheckedIOException(
        String.format(
            Locale.ROOT,
            "cannot bind %s to %s: %s",
            refused.what(),
            Words.address(local),
            reason(refused, peers)),
        refused.failure());
  }

  private static String reason(BindRefusedException refused, List<Lifeline> peers) {
    InetSocketAddress local = refused.local();
    BindRefusal refusal = new BindRefusal(refused.failure());
    if (refusal.isInUse()) {
      return "the port is in use"
          + peer(local, peers).orElseGet(() -> holder(local))
          + "; "
          + refused.advice();
    }
    if (refusal.isForbidden(local.getAddress())) {
      return refusal.words() + BindRefusal.privilege(local.getPort());
    }
    return refused.failure() instanceof BindException
        ? "no interface of this machine has the address " + Words.host(local.getAddress())
        : refusal.words();
  }

  /** The process says little where it is this one: a peer has a name. */
  private static Optional<String> peer(InetSocketAddress local, List<Lifeline> peers) {
    return peers.stream()
        .filter(BindFailures::isBound)
        .filter(peer -> isInTheWay(peer.socket().localAddress(), local))
        .findFirst()
        .map(peer -> " by " + peer.subject());
  }

  private static boolean isBound(Lifeline peer) {
    return !peer.socket().isClosed() && !peer.socket().isDown();
  }

  private static boolean isInTheWay(InetSocketAddress bound, InetSocketAddress local) {
    return bound.getPort() == local.getPort()
        && (bound.getAddress().equals(local.getAddress())
            || bound.getAddress().isAnyLocalAddress()
            || local.getAddress().isAnyLocalAddress());
  }

  /** Who holds the port, as far as the system reports it. */
  private static String holder(InetSocketAddress local) {
    return SocketTable.read()
        .flatMap(
            table ->
                inTheWay(table, local).stream()
                    .flatMap(socket -> table.holderOf(socket).stream())
                    .findFirst())
        .map(
            holder ->
                String.format(
                    Locale.ROOT,
                    " by process %d (%s)",
                    holder.pid(),
                    Words.printable(holder.command(), 40)))
        .orElse("");
  }

  private static List<BoundSocket> inTheWay(SocketTable table, InetSocketAddress local) {
    return local.getAddress().isAnyLocalAddress()
        ? table.onPort(local.getPort())
        : table.holding(local);
  }
}
