package io.github.udppeer;

import io.github.udppeer.report.Words;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.WritableAssertionInfo;

/** Checks the next datagrams of a peer together, and consumes them if all is well. */
final class SequenceCheck {

  private final DatagramPeer peer;
  private final WritableAssertionInfo info;
  private final PendingScan scan;
  private final List<Datagram> found = new ArrayList<>();

  SequenceCheck(DatagramPeer peer, WritableAssertionInfo info) {
    this.peer = peer;
    this.info = info;
    this.scan = new PendingScan(peer, 0, peer.receiver().deadline(peer.receiveTimeout()));
  }

  void inOrder(List<String> texts) {
    for (String text : texts) {
      Datagram next = next("in this order", texts, texts.subList(found.size(), texts.size()));
      if (!hasText(next, text)) {
        throw outOfOrder(texts, text, next);
      }
      found.add(next);
    }
    consume();
  }

  void inAnyOrder(List<String> texts) {
    List<String> missing = new ArrayList<>(texts);
    while (!missing.isEmpty()) {
      Datagram next = next("in any order", texts, missing);
      Optional<String> match = missing.stream().filter(text -> hasText(next, text)).findFirst();
      missing.remove(match.orElseThrow(() -> noneOfThem(texts, missing, next)));
      found.add(next);
    }
    consume();
  }

  void exactly(int count) {
    while (found.size() < count) {
      found.add(scan.next().orElseThrow(() -> tooFew(count)));
    }
    List<Datagram> pending = peer.pending();
    if (pending.size() > count) {
      throw AssertionErrors.of(
          info,
          expectingExactly(count)
              .line("but %s are pending:".formatted(Words.number(pending.size())))
              .list(pending),
          count,
          pending.size());
    }
    consume();
  }

  private Datagram next(String manner, List<String> texts, List<String> missing) {
    return scan.next().orElseThrow(() -> missing(manner, texts, missing));
  }

  private AssertionError missing(String manner, List<String> texts, List<String> missing) {
    FailureText text = expecting(manner, texts);
    text.line(
        found.isEmpty()
            ? "but nothing came within " + limit()
            : "but only %s came within %s:".formatted(Words.number(found.size()), limit()));
    text.list(found).line("missing:");
    missing.forEach(each -> text.line("  " + Words.quoted(each)));
    return AssertionErrors.of(info, text.losses(), lines(texts), lines(textsFound()));
  }

  private AssertionError outOfOrder(List<String> texts, String expected, Datagram next) {
    FailureText text =
        expecting("in this order", texts)
            .line("but number %d should be:".formatted(found.size() + 1))
            .difference(expected.getBytes(StandardCharsets.UTF_8), "and is:", next)
            .alsoPending(next);
    found.add(next);
    return AssertionErrors.of(info, text, lines(texts), lines(textsFound()));
  }

  private AssertionError noneOfThem(List<String> texts, List<String> missing, Datagram next) {
    FailureText text = expecting("in any order", texts).line("but this is none of those left:");
    text.datagram(next).line("left:");
    missing.forEach(each -> text.line("  " + Words.quoted(each)));
    found.add(next);
    return AssertionErrors.of(info, text.alsoPending(next), lines(texts), lines(textsFound()));
  }

  private AssertionError tooFew(int count) {
    FailureText text = expectingExactly(count);
    text.line(
        found.isEmpty()
            ? "but nothing came within " + limit()
            : "but only %s came within %s:".formatted(Words.number(found.size()), limit()));
    return AssertionErrors.of(info, text.list(found).losses(), count, found.size());
  }

  private FailureText expectingExactly(int count) {
    return new FailureText(peer)
        .line("Expecting %s to receive exactly %s".formatted(peer, Words.datagrams(count)));
  }

  private FailureText expecting(String manner, List<String> texts) {
    FailureText text =
        new FailureText(peer)
            .line(
                "Expecting %s to receive %s %s:"
                    .formatted(peer, Words.datagrams(texts.size()), manner));
    texts.forEach(each -> text.line("  " + Words.quoted(each)));
    return text;
  }

  private void consume() {
    found.forEach(datagram -> peer.receiver().consume(datagram.index()));
  }

  private String limit() {
    return Words.duration(peer.receiver().scaled(peer.receiveTimeout()));
  }

  private List<String> textsFound() {
    return found.stream().map(Datagram::text).toList();
  }

  private static String lines(List<String> texts) {
    return String.join("\n", texts);
  }

  private static boolean hasText(Datagram datagram, String text) {
    return Arrays.equals(datagram.payload(), text.getBytes(StandardCharsets.UTF_8));
  }
}
