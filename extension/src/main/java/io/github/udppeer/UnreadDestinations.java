package io.github.udppeer;

import io.github.udppeer.core.CaptureView;
import io.github.udppeer.report.Causes;
import io.github.udppeer.report.DestinationFacts;
import io.github.udppeer.report.SocketTable;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where the peers of a test sent to, and who there has not read it: the answer that a test waits
 * for cannot come then.
 */
final class UnreadDestinations {

  /** Sends looked at, from the latest on, and destinations looked up. */
  private static final int MOST_SENDS = 1000;

  private static final int MOST_DESTINATIONS = 8;

  private final FailureView view;
  private final DatagramPeer subject;

  UnreadDestinations(FailureView view) {
    this.view = view;
    this.subject = view.peer();
  }

  List<String> facts() {
    Set<InetSocketAddress> destinations = destinations();
    if (destinations.isEmpty()) {
      return List.of();
    }
    Optional<DestinationFacts> table =
        SocketTable.read().map(it -> new DestinationFacts(it, view.names()));
    return destinations.stream().flatMap(each -> fact(each, table).stream()).toList();
  }

  /** The same of those only that are no peers. */
  List<String> factsOfOthers() {
    List<InetSocketAddress> others =
        destinations().stream().filter(each -> openPeerAt(each).isEmpty()).toList();
    if (others.isEmpty()) {
      return List.of();
    }
    Optional<DestinationFacts> table =
        SocketTable.read().map(it -> new DestinationFacts(it, view.names()));
    return others.stream().flatMap(each -> fact(each, table).stream()).toList();
  }

  private Optional<String> fact(InetSocketAddress destination, Optional<DestinationFacts> table) {
    Optional<DatagramPeer> peer = openPeerAt(destination);
    return peer.isPresent() ? pending(peer.get()) : table.flatMap(it -> it.unread(destination));
  }

  private Optional<String> pending(DatagramPeer other) {
    int pending = other == subject ? 0 : view.pendingOn(other).count();
    return pending == 0
        ? Optional.empty()
        : Optional.of(Causes.pendingOnPeer(other.toString(), pending));
  }

  private Optional<DatagramPeer> openPeerAt(InetSocketAddress destination) {
    return subject.group().peersAround().stream()
        .filter(peer -> !peer.socket().isClosed())
        .filter(peer -> Datagram.addressOf(peer, destination).equals(destination))
        .findFirst();
  }

  /** Those of this peer first, the latest first. */
  private Set<InetSocketAddress> destinations() {
    Set<InetSocketAddress> destinations = new LinkedHashSet<>();
    addDestinations(subject, destinations);
    subject.group().peersAround().forEach(peer -> addDestinations(peer, destinations));
    return destinations;
  }

  private void addDestinations(DatagramPeer peer, Set<InetSocketAddress> destinations) {
    try (CaptureView sent = view.sent(peer)) {
      int last = Math.max(0, sent.size() - MOST_SENDS);
      for (int entry = sent.size() - 1; entry >= last; entry--) {
        if (destinations.size() < MOST_DESTINATIONS) {
          destinations.add(sent.address(entry));
        }
      }
    }
  }
}
