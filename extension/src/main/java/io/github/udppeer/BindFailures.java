package io.github.udppeer;

import io.github.udppeer.report.BoundSocket;
import io.github.udppeer.report.SocketTable;
import io.github.udppeer.report.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;

/** Says why a socket could not be bound, who is in the way, and what to do. */
final class BindFailures {

  private BindFailures() {}

  static UncheckedIOException explain(String what, InetSocketAddress local, IOException failure) {
    String words = String.valueOf(failure.getMessage());
    return new UncheckedIOException(
        "cannot bind %s to %s: %s".formatted(what, Words.address(local), reason(words, local)),
        failure);
  }

  private static String reason(String words, InetSocketAddress local) {
    String lower = words.toLowerCase(Locale.ROOT);
    if (lower.contains("in use")) {
      return "the port is in use"
          + holder(local)
          + "; use port = 0, and the kernel picks a free one";
    }
    if (lower.contains("cannot assign") || lower.contains("can't assign")) {
      return "no interface of this machine has the address " + Words.host(local.getAddress());
    }
    if (lower.contains("permission denied")) {
      return words + "; ports below 1024 need a privilege on this system";
    }
    return words;
  }

  /** Who holds the port, as far as the system tells. */
  private static String holder(InetSocketAddress local) {
    return SocketTable.read()
        .flatMap(
            table ->
                inTheWay(table, local).stream()
                    .flatMap(socket -> table.holderOf(socket).stream())
                    .findFirst())
        .map(holder -> " by process %d (%s)".formatted(holder.pid(), holder.command()))
        .orElse("");
  }

  private static List<BoundSocket> inTheWay(SocketTable table, InetSocketAddress local) {
    return local.getAddress().isAnyLocalAddress()
        ? table.onPort(local.getPort())
        : table.holding(local);
  }
}
