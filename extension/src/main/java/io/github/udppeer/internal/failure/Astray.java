package io.github.udppeer.internal.failure;

import io.github.udppeer.internal.core.CaptureView;
import io.github.udppeer.internal.kernel.GroupRoute;
import io.github.udppeer.internal.kernel.LiteralAddress;
import io.github.udppeer.internal.kernel.UnreachedDatagrams;
import io.github.udppeer.internal.peer.Binding;
import io.github.udppeer.internal.peer.FormerPeers.Former;
import io.github.udppeer.internal.peer.Peer;
import io.github.udppeer.internal.text.Words;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where what was meant for a peer may have gone that has not received anything at all: to the port
 * of an earlier peer of its name, or by another interface than the one on which it joined a group.
 */
final class Astray {

  private static final int MOST_FORMER = 3;
  private static final int MOST_SENDS = 1000;

  private final FailureView view;
  private final Peer peer;

  Astray(FailureView view) {
    this.view = view;
    this.peer = view.peer();
  }

  List<String> facts() {
    if (peer.socket().capturedCounts().appended() > 0) {
      return List.of();
    }
    List<String> facts = new ArrayList<>();
    peer.settings()
        .groups()
        .forEach(group -> LookUp.optional(() -> byOtherRoute(group)).ifPresent(facts::add));
    LookUp.optional(this::toFormer).ifPresent(facts::add);
    return facts;
  }

  private Optional<String> byOtherRoute(InetAddress group) {
    Optional<NetworkInterface> joined = Binding.multicastOf(peer.settings());
    return GroupRoute.to(group)
        .filter(route -> joined.isPresent() && !route.equals(joined.get()))
        .map(route -> Causes.otherRoute(group, joined.orElseThrow().getName(), route.getName()));
  }

  /** Who has sent by itself is known to others by its address, and not by their configuration. */
  private Optional<String> toFormer() {
    if (peer.socket().sentCounts().appended() > 0) {
      return Optional.empty();
    }
    List<Former> former = peer.context().formerPeers().list(this::isSucceeded);
    long unreached = former.isEmpty() ? 0 : unreachedSince(former.get(0)) - sentToNobody();
    if (unreached <= 0) {
      return Optional.empty();
    }
    List<String> free = free(former);
    return free.isEmpty()
        ? Optional.empty()
        : Optional.of(Causes.toFormer(peer.name(), String.join(" and ", free), unreached));
  }

  private boolean isSucceeded(Former former) {
    return former.name().equals(peer.name())
        && former.unreached().isPresent()
        && !former.address().equals(peer.address());
  }

  private static long unreachedSince(Former former) {
    return UnreachedDatagrams.increase(
        former.unreached(), UnreachedDatagrams.now().over(former.address().getAddress()));
  }

  /** The kernel counts what peers of the test have sent to nobody too. */
  private long sentToNobody() {
    return peer.context().peersAround().stream().mapToLong(this::sentBeside).sum();
  }

  private long sentBeside(Peer sender) {
    try (CaptureView sent = sender.socket().sent()) {
      int most = Math.min(sent.size(), MOST_SENDS);
      long further =
          (long) sent.size() - most; // which are not looked at, and may have gone to nobody
      return further
          + IntStream.range(0, most)
              .mapToObj(sent::address)
              .filter(to -> !view.names().isOpenPeer(to))
              .count();
    }
  }

  private List<String> free(List<Former> former) {
    Optional<DestinationFacts> table =
        view.kernel().table().map(it -> new DestinationFacts(it, view.names()));
    return former.stream()
        .map(each -> LiteralAddress.reachable(each.address(), each.address().getAddress()))
        .distinct()
        .filter(each -> table.flatMap(it -> it.nothingBound(each)).isPresent())
        .limit(MOST_FORMER)
        .map(Words::address)
        .toList();
  }
}
