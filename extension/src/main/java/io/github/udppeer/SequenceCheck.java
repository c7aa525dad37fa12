package io.github.udppeer;

import io.github.udppeer.report.ByteDifference;
import io.github.udppeer.report.Words;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.WritableAssertionInfo;

/** Checks the next datagrams of a peer together, and consumes them if all is well. */
final class SequenceCheck {

  private static final int MOST_TEXTS = 10;
  private static final int MOST_COMPARED = 1000;

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
      Datagram next =
          scan.next()
              .orElseThrow(
                  () -> missing("in this order", texts, texts.subList(found.size(), texts.size())));
      if (!hasText(next, text)) {
        throw outOfOrder(texts, text, next);
      }
      found.add(next);
    }
    consume(expecting("in this order", texts));
  }

  void inAnyOrder(List<String> texts) {
    MissingTexts missing = new MissingTexts(texts);
    while (!missing.isEmpty()) {
      Datagram next =
          scan.next().orElseThrow(() -> missing("in any order", texts, missing.inOrder()));
      if (!missing.remove(next.payload())) {
        throw noneOfThem(texts, missing.inOrder(), next);
      }
      found.add(next);
    }
    consume(expecting("in any order", texts));
  }

  void exactly(int count) {
    while (found.size() < count) {
      found.add(scan.next().orElseThrow(() -> tooFew(count)));
    }
    Sample pending = peer.history().pendingBeside(Set.of());
    if (pending.count() > count) {
      throw AssertionErrors.of(
          info,
          expectingExactly(count)
              .line("but %s are pending:".formatted(Words.number(pending.count())))
              .list(pending)
              .causes(causes().strangeSource(pending.first().get(0))),
          count,
          pending.count());
    }
    consume(expectingExactly(count));
  }

  private AssertionError missing(String manner, List<String> texts, List<String> missing) {
    FailureText text = came(expecting(manner, texts));
    if (!found.isEmpty()) {
      quoted(text.line("missing:"), missing);
    }
    byte[] first = utf8(missing.get(0));
    text.nearest(first, found.toArray(Datagram[]::new));
    Expected expected = Expected.payload(first);
    AssertionError error =
        AssertionErrors.of(
            info, text.causes(causes().missing(expected)), lines(texts), lines(textsFound()));
    peer.history().remember(UnmetExpectation.now(error, expected, peer));
    return error;
  }

  private AssertionError outOfOrder(List<String> texts, String expected, Datagram next) {
    FailureText text =
        expecting("in this order", texts)
            .line("but number %d should be:".formatted(number()))
            .difference(utf8(expected), "and " + is(next, expected) + ":", next)
            .nearest(utf8(expected), next);
    return unexpected(text, texts, next, expected);
  }

  private AssertionError noneOfThem(List<String> texts, List<String> missing, Datagram next) {
    FailureText text = expecting("in any order", texts);
    Optional<String> nearest = nearest(missing, next);
    String butNone = "but number %d is none of those left".formatted(number());
    nearest.ifPresentOrElse(
        each ->
            text.line(butNone + "; the nearest of them is:")
                .difference(
                    utf8(each), "and number %d ".formatted(number()) + is(next, each) + ":", next),
        () -> text.line(butNone + ":").datagram(next));
    quoted(text.line("left:"), missing);
    return unexpected(text, texts, next, nearest.orElse(missing.get(0)));
  }

  private AssertionError unexpected(
      FailureText text, List<String> texts, Datagram next, String expected) {
    found.add(next);
    byte[] bytes = utf8(expected);
    text.alsoPending(found)
        .causes(causes().alike(bytes, next.payload()).elsewhere(bytes).strangeSource(next));
    return AssertionErrors.of(info, text, lines(texts), lines(textsFound()));
  }

  private AssertionError tooFew(int count) {
    FailureText text = came(expectingExactly(count)).causes(causes().missing(Expected.any()));
    AssertionError error = AssertionErrors.of(info, text, count, found.size());
    peer.history().remember(UnmetExpectation.now(error, Expected.any(), peer));
    return error;
  }

  /** Says how much of what was expected has come. */
  private FailureText came(FailureText text) {
    return text.line(
            found.isEmpty()
                ? "but nothing came within " + limit()
                : "but only %s came within %s:".formatted(Words.number(found.size()), limit()))
        .list(Sample.of(found));
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
    return quoted(text, texts);
  }

  private static FailureText quoted(FailureText text, List<String> texts) {
    texts.stream().limit(MOST_TEXTS).forEach(each -> text.line("  " + Words.quoted(each)));
    return texts.size() <= MOST_TEXTS
        ? text
        : text.line("  and " + Words.number(texts.size() - MOST_TEXTS) + " more");
  }

  /** Takes what was found, unless another thread was quicker: nothing is taken twice. */
  private void consume(FailureText expectation) {
    long taken = peer.receiver().consumeAll(found.stream().mapToLong(Datagram::index).toArray());
    if (taken >= 0) {
      List<Datagram> other = found.stream().filter(each -> each.index() == taken).toList();
      throw AssertionErrors.of(
          info,
          expectation
              .line("but another thread took one of them meanwhile:")
              .list(Sample.of(other)));
    }
  }

  private LikelyCauses causes() {
    return new LikelyCauses(peer);
  }

  private int number() {
    return found.size() + 1;
  }

  /** The text that shares most bytes in their places; none where that is not most of them. */
  private static Optional<String> nearest(List<String> texts, Datagram datagram) {
    byte[] whole = datagram.whole();
    return texts.stream()
        .limit(MOST_COMPARED)
        .filter(text -> 2 * ByteDifference.equalBytes(utf8(text), whole) > whole.length)
        .max(Comparator.comparingInt(text -> ByteDifference.equalBytes(utf8(text), whole)));
  }

  private static String is(Datagram datagram, String expected) {
    return PeerText.truncation(datagram, utf8(expected)).map(cut -> "came " + cut).orElse("is");
  }

  private String limit() {
    return Words.duration(peer.receiver().scaled(peer.receiveTimeout()));
  }

  private List<String> textsFound() {
    return found.stream().map(Datagram::shownText).toList();
  }

  /** For the IDE's comparison, which has its limits too. */
  private static String lines(List<String> texts) {
    List<String> shown = texts.subList(0, Math.min(MOST_COMPARED, texts.size()));
    String joined = String.join("\n", shown);
    return shown.size() == texts.size()
        ? joined
        : joined + "\nand " + Words.number(texts.size() - shown.size()) + " more";
  }

  private static boolean hasText(Datagram datagram, String text) {
    return Arrays.equals(datagram.payload(), utf8(text));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
