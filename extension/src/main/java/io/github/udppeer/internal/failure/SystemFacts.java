package io.github.udppeer.internal.failure;

import io.github.udppeer.internal.core.CapturedSocket;
import io.github.udppeer.internal.kernel.BoundSocket;
import io.github.udppeer.internal.kernel.SocketTable;
import io.github.udppeer.internal.kernel.UnreachedDatagrams;
import io.github.udppeer.internal.text.Words;
import io.github.udppeer.internal.timeline.PeerNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the system shows of the code under test without watching it. It is the machine's or the
 * process's, and not surely of this test, so it stands beside the causes.
 */
final class SystemFacts {

  private static final int MOST_SOCKETS = 4;

  private final FailureView view;

  SystemFacts(FailureView view) {
    this.view = view;
  }

  /** For want of a datagram that nothing explains. */
  List<String> facts() {
    List<String> facts = new ArrayList<>();
    facts.addAll(LookUp.list(this::unreached));
    LookUp.optional(this::sockets).ifPresent(facts::add);
    LookUp.optional(WaitingThreads::words).ifPresent(facts::add);
    return facts;
  }

  private List<String> unreached() {
    Optional<UnreachedDatagrams> before = view.peer().context().unreached();
    if (before.isEmpty()) {
      return List.of();
    }
    UnreachedDatagrams now = UnreachedDatagrams.now();
    long overIpv4 = UnreachedDatagrams.increase(before.get().overIpv4(), now.overIpv4());
    long overIpv6 = UnreachedDatagrams.increase(before.get().overIpv6(), now.overIpv6());
    String since = view.peer().context().clock().time(before.get().nanos());
    return Stream.of(increase(overIpv4, "IPv4", since), increase(overIpv6, "IPv6", since))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<String> increase(long count, String family, String since) {
    return count <= 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "since %s %s over %s came to this machine for ports that nothing was bound to; any"
                    + " program may have sent them",
                since,
                Words.datagrams(count),
                family));
  }

  private Optional<String> sockets() {
    return view.kernel().table().flatMap(this::sockets);
  }

  /** Only where there are sockets of others it takes a look at who holds them. */
  private Optional<String> sockets(SocketTable table) {
    List<BoundSocket> ofOthers =
        table.sockets().stream().filter(each -> !CapturedSocket.isOwn(each.local())).toList();
    return ofOthers.isEmpty() || table.showsThisProcess()
        ? Optional.of(words(ofOthers.stream().filter(table::isOfThisProcess).toList()))
        : Optional.empty();
  }

  private String words(List<BoundSocket> sockets) {
    int more = sockets.size() - MOST_SOCKETS;
    return sockets.isEmpty()
        ? "this process has no other UDP socket bound"
        : sockets.stream()
            .limit(MOST_SOCKETS)
            .map(socket -> words(view.names(), socket))
            .collect(
                Collectors.joining(
                    ", ",
                    "other UDP sockets of this process: ",
                    more > 0 ? " and " + more + " more" : ""));
  }

  private static String words(PeerNames names, BoundSocket socket) {
    String connected =
        socket.remote().getPort() == 0 ? "" : " connected to " + names.address(socket.remote());
    return names.address(socket.local()) + connected;
  }
}
