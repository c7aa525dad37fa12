package io.github.udppeer;

import io.github.udppeer.report.ByteDifference;
import io.github.udppeer.report.HexDump;
import io.github.udppeer.report.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;

/**
 * The text of one failed assertion, in the order in which it is read: expectation, what was there
 * instead, evidence, timeline.
 */
final class FailureText {

  private static final int MOST_LISTED = 5;

  private final DatagramPeer peer;
  private final long nanos = System.nanoTime();
  private final List<String> lines = new ArrayList<>();
  private final List<Long> asserted = new ArrayList<>();

  FailureText(DatagramPeer peer) {
    this.peer = peer;
  }

  FailureText line(String line) {
    lines.addAll(Words.folded(line));
    return this;
  }

  FailureText bytes(byte[] bytes) {
    lines.add("  " + Words.bytes(bytes.length));
    lines.addAll(HexDump.of(bytes));
    return this;
  }

  /** Adds a datagram with its bytes. */
  FailureText datagram(Datagram datagram) {
    heading(datagram);
    lines.addAll(HexDump.of(datagram.shown()));
    return this;
  }

  /** Adds the bytes that were expected and the datagram, the first difference marked. */
  FailureText difference(byte[] expected, String butWas, Datagram actual) {
    byte[] payload = actual.shown();
    int offset = ByteDifference.between(expected, payload).map(ByteDifference::offset).orElse(0);
    lines.add("  " + Words.bytes(expected.length));
    lines.addAll(HexDump.around(expected, offset));
    line(butWas);
    heading(actual);
    lines.addAll(
        ByteDifference.between(expected, payload)
            .map(found -> HexDump.marked(payload, found.offset(), found.remark()))
            .orElseGet(() -> HexDump.of(payload)));
    return this;
  }

  /** Adds datagrams, one a line, as many as a reader takes in. */
  FailureText list(List<Datagram> datagrams) {
    datagrams.stream().limit(MOST_LISTED).forEach(each -> lines.add("  " + summary(each)));
    if (datagrams.size() > MOST_LISTED) {
      lines.add("  and " + Words.number(datagrams.size() - MOST_LISTED) + " more");
    }
    datagrams.forEach(each -> asserted.add(each.index()));
    return this;
  }

  /** Adds what is pending on the peer beside these datagrams. */
  FailureText alsoPending(Datagram... shown) {
    return alsoPending(Arrays.asList(shown));
  }

  /** Adds what is pending on the peer beside these datagrams. */
  FailureText alsoPending(List<Datagram> shown) {
    Set<Long> known =
        shown.stream()
            .filter(Datagram::isReceived) // those sent are numbered by themselves
            .map(Datagram::index)
            .collect(Collectors.toSet());
    List<Datagram> others =
        peer.pending().stream().filter(each -> !known.contains(each.index())).toList();
    if (!others.isEmpty()) {
      lines.add("");
      lines.add("Also pending: " + Words.datagrams(others.size()));
      others.stream().limit(MOST_LISTED).forEach(each -> lines.add("  " + summary(each)));
    }
    return this;
  }

  /** Adds what explains that a datagram is missing: facts that were counted. */
  FailureText losses() {
    PeerStatistics statistics = peer.statistics();
    int consumed = peer.history().counts().held() - statistics.pending();
    List<String> facts = new ArrayList<>();
    if (consumed > 0) {
      facts.add(Words.datagrams(consumed) + " received before, and consumed already");
    }
    facts.addAll(lost(statistics));
    if (!facts.isEmpty()) {
      lines.add("");
      lines.addAll(facts);
    }
    return this;
  }

  static List<String> lost(PeerStatistics statistics) {
    List<String> facts = new ArrayList<>();
    long kernel = statistics.kernelDrops().orElse(0);
    if (kernel > 0) {
      facts.add(
          "the kernel dropped %s on this socket (SO_RCVBUF %s)"
              .formatted(Words.datagrams(kernel), Words.number(statistics.receiveBuffer())));
    }
    if (statistics.logDrops() > 0) {
      facts.add(
          "the capture log was full and dropped %s; raise captureLimit or clear() the peer"
              .formatted(Words.datagrams(statistics.logDrops())));
    }
    return facts;
  }

  /** Lets the group know of the failure, so that a report can mark where it was. */
  void remember(AssertionError error) {
    peer.group()
        .remember(new FailedAssertions.Failed(error, nanos, peer.socket(), Set.copyOf(asserted)));
  }

  /** Returns the text, the timeline of the test behind it. */
  String render() {
    LongPredicate marked = asserted::contains;
    return String.join("\n", lines) + "\n\n" + PeerText.timeline(peer, marked);
  }

  private void heading(Datagram datagram) {
    lines.add("  " + head(datagram));
    if (datagram.isReceived()) {
      asserted.add(datagram.index());
    }
  }

  private static String summary(Datagram datagram) {
    String head = head(datagram) + ": ";
    return head + Words.quoted(datagram.shownText(), Words.COLUMNS - 2 - head.length());
  }

  private static String head(Datagram datagram) {
    String cut =
        datagram.isTruncated() ? " of " + Words.number(datagram.wireLength()) + " (truncated)" : "";
    String where =
        datagram.isReceived()
            ? " from " + Words.address(datagram.source())
            : " to " + Words.address(datagram.destination());
    String redacted = datagram.peer().options().isRedacting() ? ", redacted" : "";
    return Words.bytes(datagram.length()) + cut + where + redacted;
  }
}
