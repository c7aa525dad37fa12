package io.github.udppeer.internal.failure;

import io.github.udppeer.internal.core.CaptureView;
import io.github.udppeer.internal.peer.CapturedDatagram;
import io.github.udppeer.internal.peer.Peer;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where the peers of a test sent to, and who there has not read it: the answer that a test waits
 * for cannot come then.
 */
final class UnreadDestinations {

  /** Sends looked at, from the latest on, and destinations looked up. */
  private static final int MOST_SENDS = 1000;

  private static final int MOST_DESTINATIONS = 8;

  private final FailureView view;
  private final Peer subject;
  private @Nullable Map<InetSocketAddress, Boolean> found;

  UnreadDestinations(FailureView view) {
    this.view = view;
    this.subject = view.peer();
  }

  List<String> facts() {
    return facts(any -> true);
  }

  /** The same of those only that are no peers. */
  List<String> factsOfOthers() {
    return facts(address -> openPeerAt(address).isEmpty());
  }

  private List<String> facts(Predicate<InetSocketAddress> which) {
    Map<InetSocketAddress, Boolean> destinations = new LinkedHashMap<>(destinations());
    destinations.keySet().removeIf(which.negate());
    if (destinations.isEmpty()) {
      return List.of();
    }
    Optional<DestinationFacts> table = LookUp.optional(this::table);
    return destinations.entrySet().stream()
        .flatMap(each -> LookUp.optional(() -> fact(each, table)).stream())
        .toList();
  }

  /** Whether some of it lies unread with a socket of this process that is no peer's. */
  boolean isUnreadHere() {
    List<InetSocketAddress> others =
        destinations().keySet().stream().filter(each -> openPeerAt(each).isEmpty()).toList();
    return !others.isEmpty()
        && table().filter(table -> others.stream().anyMatch(table::isUnreadHere)).isPresent();
  }

  private Optional<DestinationFacts> table() {
    return view.kernel().table().map(it -> new DestinationFacts(it, view.names()));
  }

  private Optional<Peer> openPeerAt(InetSocketAddress address) {
    return peerAt(address, each -> !each.socket().isClosed());
  }

  private Optional<String> fact(
      Map.Entry<InetSocketAddress, Boolean> destination, Optional<DestinationFacts> table) {
    InetSocketAddress address = destination.getKey();
    Optional<Peer> peer = openPeerAt(address);
    if (peer.isPresent()) {
      return peer.filter(each -> each != subject).flatMap(this::unread);
    }
    boolean isAnswered = destination.getValue();
    return table.flatMap(
        it ->
            it.unread(address).or(() -> isAnswered ? Optional.empty() : nothingBound(address, it)));
  }

  private Optional<String> nothingBound(InetSocketAddress address, DestinationFacts table) {
    return table.nothingBound(address).map(words -> words + before(address).orElse(""));
  }

  /** Which peer was there, if one was. */
  private Optional<String> before(InetSocketAddress address) {
    return peerAt(address, each -> true)
        .map(peer -> Causes.closedThere(peer.name()))
        .or(
            () ->
                subject
                    .context()
                    .formerPeers()
                    .latest(each -> each.isAt(address))
                    .map(former -> Causes.formerThere(former.name())));
  }

  /** Of what peers of the test have sent there; what its script has dealt with is not unread. */
  private Optional<String> unread(Peer other) {
    long unread = view.unreadOn(other, view.names()::isPeer);
    return unread == 0
        ? Optional.empty()
        : Optional.of(Causes.pendingOnPeer(other.toString(), unread));
  }

  private Optional<Peer> peerAt(InetSocketAddress address, Predicate<Peer> which) {
    return around().stream()
        .filter(which)
        .filter(peer -> CapturedDatagram.isAddressOf(peer, address))
        .findFirst();
  }

  private List<Peer> around() {
    return subject.context().peersAround();
  }

  /**
   * Those of this peer first, the latest first, and whether the sender received something from
   * there afterwards: who has answered may be gone.
   */
  private Map<InetSocketAddress, Boolean> destinations() {
    Map<InetSocketAddress, Boolean> known = found;
    if (known == null) {
      Map<InetSocketAddress, Boolean> destinations = new LinkedHashMap<>();
      addDestinations(subject, destinations);
      around().forEach(peer -> addDestinations(peer, destinations));
      found = destinations;
      known = destinations;
    }
    return known;
  }

  private void addDestinations(Peer peer, Map<InetSocketAddress, Boolean> destinations) {
    try (CaptureView sent = view.sent(peer)) {
      int last = Math.max(0, sent.size() - MOST_SENDS);
      for (int entry = sent.size() - 1; entry >= last; entry--) {
        InetSocketAddress address = sent.address(entry);
        if (destinations.size() < MOST_DESTINATIONS && !destinations.containsKey(address)) {
          destinations.put(address, isAnswered(peer, address, sent.nanos(entry)));
        }
      }
    }
  }

  private boolean isAnswered(Peer peer, InetSocketAddress address, long sentNanos) {
    try (CaptureView received = view.captured(peer)) {
      int last = Math.max(0, received.size() - MOST_SENDS);
      return IntStream.range(last, received.size())
          .anyMatch(
              entry ->
                  received.nanos(entry) - sentNanos >= 0
                      && received.address(entry).equals(address));
    }
  }
}
