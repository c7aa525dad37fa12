package io.github.udppeer.internal.failure;

import io.github.udppeer.internal.kernel.UnreachedDatagrams;
import io.github.udppeer.internal.text.Words;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether who was asked in vain was bound only after the request had arrived. */
public final class BoundLate {

  private BoundLate() {}

  /**
   * Returns a fact or none.
   *
   * @param sent the request
   * @param soonAfter the machine's counts shortly after it was sent
   */
  public static List<String> facts(ExchangeRequest sent, UnreachedDatagrams soonAfter) {
    return LookUp.list(() -> fact(sent, soonAfter).stream().toList());
  }

  private static Optional<String> fact(ExchangeRequest sent, UnreachedDatagrams soonAfter) {
    InetSocketAddress server = sent.destination();
    long increase =
        UnreachedDatagrams.increase(
            sent.unreached().over(server.getAddress()), soonAfter.over(server.getAddress()));
    if (increase <= 0 || sent.isToMany()) {
      return Optional.empty();
    }
    FailureView view = FailureView.now(sent.peer());
    return view.names().isKnown(server)
        ? Optional.empty()
        : view.kernel()
            .table()
            .filter(table -> !table.holding(server).isEmpty())
            .map(table -> words(server, increase));
  }

  private static String words(InetSocketAddress server, long increase) {
    return String.format(
        Locale.ROOT,
        "%s is bound now, but maybe was not when the request arrived: at that time %s came to this"
            + " machine for ports that nothing was bound to",
        Words.address(server),
        Words.datagrams(increase));
  }
}
