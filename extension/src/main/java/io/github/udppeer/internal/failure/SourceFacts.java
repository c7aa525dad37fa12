package io.github.udppeer.internal.failure;

import io.github.udppeer.internal.peer.CapturedDatagram;
import io.github.udppeer.internal.peer.FormerPeers;
import io.github.udppeer.internal.peer.Peer;
import io.github.udppeer.internal.text.Words;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a datagram came from that a test did not expect. */
final class SourceFacts {

  private final FailureView view;
  private final Peer peer;
  private final CapturedDatagram datagram;

  SourceFacts(FailureView view, CapturedDatagram datagram) {
    this.view = view;
    this.peer = view.peer();
    this.datagram = datagram;
  }

  /** Returns all that is known of it; nothing where a peer of the test sent it. */
  List<String> all() {
    List<String> facts = new ArrayList<>(strange());
    if (facts.isEmpty() && !isFromThisTest() && !view.names().isPlainSocket(source())) {
      holder().ifPresent(facts::add);
    }
    return facts;
  }

  /** Returns only what says that it belongs to another test. */
  List<String> strange() {
    if (!datagram.isReceived() || isFromThisTest()) {
      return List.of();
    }
    return Stream.of(otherTest().or(this::earlierTest), recycledPort())
        .flatMap(Optional::stream)
        .toList();
  }

  private boolean isFromThisTest() {
    return peer.context().peersAround().stream().anyMatch(datagram::isFrom);
  }

  private Optional<String> otherTest() {
    return peer.context().peersOfRun().stream()
        .filter(other -> !other.socket().isClosed() && datagram.isFrom(other))
        .filter(other -> datagram.nanos() - other.socket().openedNanos() >= 0)
        .findFirst()
        .map(other -> Causes.fromOtherTest(source(), other.name()));
  }

  private Optional<String> earlierTest() {
    return former()
        .latest(each -> each.isAt(source()) && each.mayHaveSentAt(datagram.nanos()))
        .map(before -> Causes.fromEarlierTest(source(), before.name()));
  }

  /** Who asked for its port by number has it after itself in each test: that explains nothing. */
  private Optional<String> recycledPort() {
    long opened = peer.socket().openedNanos();
    return former()
        .latest(each -> each.address().equals(peer.address()) && each.closedNanos() - opened <= 0)
        .filter(before -> peer.settings().port() == 0 || !before.name().equals(peer.name()))
        .map(
            before -> {
              Duration between = Duration.ofNanos(opened - before.closedNanos());
              return Causes.recycledPort(peer.address(), before.name(), Words.duration(between));
            });
  }

  private Optional<String> holder() {
    return view.kernel()
        .table()
        .flatMap(table -> new DestinationFacts(table, view.names()).holder(source()))
        .map(holder -> Causes.fromProcess(source(), holder));
  }

  private FormerPeers former() {
    return peer.context().formerPeers();
  }

  private InetSocketAddress source() {
    return datagram.source();
  }
}
