package io.github.udppeer.internal.evidence;

import io.github.udppeer.internal.core.SocketEvent;
import io.github.udppeer.internal.evidence.Diagram.Arrow;
import io.github.udppeer.internal.evidence.Diagram.Column;
import io.github.udppeer.internal.evidence.Diagram.Event;
import io.github.udppeer.internal.evidence.Diagram.Failed;
import io.github.udppeer.internal.evidence.Diagram.Gap;
import io.github.udppeer.internal.evidence.Diagram.Row;
import io.github.udppeer.internal.evidence.Diagram.Way;
import io.github.udppeer.internal.text.ShownPayload;
import io.github.udppeer.internal.text.Words;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Lays an exchange out as a diagram. A datagram that one peer sent and another captured is one
 * arrow.
 */
final class DiagramLayout {

  private static final int MOST_OTHERS = 10;
  private static final long GAP_NANOS = 100_000_000;

  private record Had(int peer, ExchangeDatagram datagram) {}

  private final Exchange exchange;
  private final List<ExchangePeer> peers;
  private final Map<InetSocketAddress, Integer> others = new LinkedHashMap<>();
  private final Map<Integer, List<Had>> underWay = new HashMap<>();
  private final List<Row> rows = new ArrayList<>();

  private DiagramLayout(Exchange exchange) {
    this.exchange = exchange;
    this.peers = exchange.peers();
  }

  static Diagram of(Exchange exchange) {
    DiagramLayout layout = new DiagramLayout(exchange);
    layout.addDatagrams();
    layout.addEvents();
    exchange
        .failure()
        .ifPresent(failure -> layout.rows.add(new Failed(failure.nanos(), failure.place())));
    layout.sort();
    return new Diagram(layout.columns(), layout.withGaps());
  }

  private void addDatagrams() {
    List<Had> all = new ArrayList<>();
    for (int peer = 0; peer < peers.size(); peer++) {
      for (ExchangeDatagram datagram : peers.get(peer).datagrams()) {
        all.add(new Had(peer, datagram));
      }
    }
    all.sort(Comparator.comparingLong(had -> had.datagram().nanos() - exchange.zeroNanos()));
    all.forEach(this::add);
    underWay.values().forEach(sent -> sent.forEach(this::addUncaptured));
  }

  private void add(Had had) {
    int other = column(had.datagram().other());
    if (had.datagram().received()) {
      addReceived(had, other);
    } else if (other < peers.size()) {
      underWay.computeIfAbsent(other, it -> new ArrayList<>()).add(had);
    } else {
      rows.add(arrow(had, other, Way.UNKNOWN));
    }
  }

  private void addReceived(Had had, int from) {
    Iterator<Had> candidates = underWay.getOrDefault(had.peer(), List.of()).iterator();
    while (candidates.hasNext()) {
      Had sent = candidates.next();
      if (sent.peer() == from && sent.datagram().payload().wasSameAs(had.datagram().payload())) {
        candidates.remove();
        Way way = new Way(OptionalLong.of(had.datagram().nanos()), false);
        rows.add(
            new Arrow(sent.datagram().nanos(), from, had.peer(), both(sent, had.datagram()), way));
        return;
      }
    }
    rows.add(new Arrow(had.datagram().nanos(), from, had.peer(), had.datagram(), Way.UNKNOWN));
  }

  /** The captured one shows more; but what either of the two redacts is to stay unseen. */
  private static ExchangeDatagram both(Had sent, ExchangeDatagram captured) {
    ShownPayload ofSender = sent.datagram().payload();
    ExchangeDatagram marked = captured.assertedIf(sent.datagram().fate().asserted());
    return ofSender.isRedacted() && !captured.payload().isRedacted()
        ? marked.showing(ofSender)
        : marked;
  }

  private void addUncaptured(Had sent) {
    int to = column(sent.datagram().other());
    rows.add(arrow(sent, to, isForgotten(sent, peers.get(to)) ? Way.UNKNOWN : Way.MISSING));
  }

  /** Whether the peer may have captured it, and does not show it any more. */
  private static boolean isForgotten(Had sent, ExchangePeer receiver) {
    return receiver.figures().leftOut() > 0
        || receiver.events().stream()
            .anyMatch(
                event ->
                    event.kind() == SocketEvent.Kind.CLEAR
                        && event.nanos() - sent.datagram().nanos() > 0);
  }

  private static Arrow arrow(Had sent, int to, Way way) {
    return new Arrow(sent.datagram().nanos(), sent.peer(), to, sent.datagram(), way);
  }

  private int column(InetSocketAddress address) {
    for (int peer = 0; peer < peers.size(); peer++) {
      if (peers.get(peer).isAt(address)) {
        return peer;
      }
    }
    int next = peers.size() + Math.min(others.size(), MOST_OTHERS);
    return others.computeIfAbsent(address, it -> next);
  }

  private List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    for (ExchangePeer peer : peers) {
      columns.add(new Column(peer.name(), Words.address(peer.address()), true));
    }
    others.keySet().stream().limit(MOST_OTHERS).forEach(address -> columns.add(other(address)));
    if (others.size() > MOST_OTHERS) {
      int more = others.size() - MOST_OTHERS;
      columns.add(new Column(Words.number(more) + " more addresses", "", false));
    }
    return columns;
  }

  private Column other(InetSocketAddress address) {
    return exchange.sockets().stream()
        .filter(socket -> socket.isAt(address))
        .reduce((earlier, later) -> later)
        .map(socket -> new Column(socket.words(), Words.address(address), false))
        .orElseGet(() -> new Column(Words.address(address), "", false));
  }

  private void addEvents() {
    for (int peer = 0; peer < peers.size(); peer++) {
      for (SocketEvent event : peers.get(peer).events()) {
        rows.add(new Event(event.nanos(), peer, words(event)));
      }
      for (ExchangePeer.Note note : notes(peers.get(peer))) {
        rows.add(new Event(note.nanos(), peer, note.text()));
      }
    }
  }

  private static List<ExchangePeer.Note> notes(ExchangePeer peer) {
    return peer.beyond().map(ExchangePeer.Beyond::notes).orElse(List.of());
  }

  private static String words(SocketEvent event) {
    return switch (event.kind()) {
      case BIND -> "bind";
      case CLEAR -> "clear, " + Words.datagrams(event.datagrams()) + " forgotten";
      case DOWN -> "down";
      case UP -> "up";
      case FREEZE -> "freeze";
      case THAW -> "thaw";
      case CLOSE -> "close";
    };
  }

  private void sort() {
    rows.sort(Comparator.comparingLong(row -> row.nanos() - exchange.zeroNanos()));
  }

  private List<Row> withGaps() {
    List<Row> all = new ArrayList<>();
    long before = rows.isEmpty() ? 0 : rows.get(0).nanos();
    for (Row row : rows) {
      if (row.nanos() - before > GAP_NANOS) {
        all.add(new Gap(row.nanos(), row.nanos() - before));
      }
      before = row.nanos();
      all.add(row);
    }
    return all;
  }
}
