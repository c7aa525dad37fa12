package io.github.udppeer;

import io.github.udppeer.UnmetExpectation.Missing;
import io.github.udppeer.report.ByteDifference;
import io.github.udppeer.report.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.WritableAssertionInfo;

/** Makes the errors of assertions on several datagrams. */
final class SequenceFailures {

  private static final int MOST_LINES = 10;
  private static final int MOST_COMPARED = 1000;
  private static final int MOST_PAIRS = 3;

  /** One that is missing, and one that came in its stead. */
  private record Pair(ExpectedDatagram missing, Datagram extra) {
    byte[] bytes() {
      return missing.payload().orElseThrow(); // only such are paired
    }
  }

  private final DatagramPeer peer;
  private final WritableAssertionInfo info;
  private final Duration limit;
  private final PendingScan scan;

  SequenceFailures(
      DatagramPeer peer, WritableAssertionInfo info, Duration limit, PendingScan scan) {
    this.peer = peer;
    this.info = info;
    this.limit = limit;
    this.scan = scan;
  }

  /** Asks a matcher; what it throws fails the assertion. */
  boolean matches(DatagramMatcher matcher, Datagram datagram) {
    return new PeerFailures(peer, info).test(matcher, datagram);
  }

  AssertionError missing(
      String manner,
      List<ExpectedDatagram> all,
      List<Datagram> found,
      List<ExpectedDatagram> missing) {
    FailureText text = came(expecting(manner, all), found, all.size());
    if (!found.isEmpty()) {
      listed(text.line("missing:"), missing);
    }
    ExpectedDatagram first = missing.get(0);
    first.payload().ifPresent(bytes -> text.nearest(bytes, found.toArray(Datagram[]::new)));
    Expected expected = inTime(first.expected());
    AssertionError error =
        AssertionErrors.of(
            info, text.causes(causes(text).missing(expected)), lines(all), textsOf(found));
    peer.history().remember(UnmetExpectation.now(error, expected, text.view()));
    return error;
  }

  AssertionError outOfOrder(
      List<ExpectedDatagram> all, List<Datagram> found, ExpectedDatagram expected, Datagram next) {
    FailureText text = expecting("in this order", all);
    int number = found.size() + 1;
    List<Datagram> seen = new ArrayList<>(found);
    seen.add(next);
    LikelyCauses causes = causes(text);
    expected
        .payload()
        .ifPresentOrElse(
            bytes -> {
              text.line(String.format(Locale.ROOT, "but number %d should be:", number))
                  .difference(bytes, "and " + is(next, bytes) + ":", next)
                  .nearest(bytes, next);
            },
            () -> {
              text.line(
                      String.format(
                          Locale.ROOT,
                          "but number %d should be %s\nand is:",
                          number,
                          expected.words()))
                  .datagram(next);
            });
    causes.alike(expected.expected(), next).elsewhere(elsewhere(expected, seen));
    if (expected.payload().isPresent()) {
      causes.instead(next, payloads(all.subList(found.size(), all.size())));
    }
    causes.repeated(List.of(next));
    text.alsoPending(seen).causes(causes.strangeSource(next));
    return overtaken(
        AssertionErrors.of(info, text, lines(all), textsOf(seen)),
        List.of(expected),
        UnmetExpectation.Moment.over(next, text.view()));
  }

  private static List<byte[]> payloads(List<ExpectedDatagram> expected) {
    return expected.stream().flatMap(each -> each.payload().stream()).toList();
  }

  /** Those that are missing may come yet, which is told when the peer closes. */
  private AssertionError overtaken(
      AssertionError error, List<ExpectedDatagram> missing, UnmetExpectation.Moment moment) {
    if (!missing.isEmpty()) {
      List<Missing> all = missing.stream().map(Missing::of).toList();
      peer.history().remember(new UnmetExpectation(error, all, moment));
    }
    return error;
  }

  AssertionError notThose(
      String manner, List<ExpectedDatagram> all, List<Datagram> found, AnyOrder order) {
    List<ExpectedDatagram> missing = order.missing();
    List<Datagram> extra = order.extra();
    FailureText text =
        expecting(manner, all)
            .line(
                String.format(
                    Locale.ROOT,
                    "but of the %s that came %s none of them:",
                    Words.number(found.size()),
                    extra.size() == 1 ? "1 is" : Words.number(extra.size()) + " are"))
            .list(Sample.of(extra));
    if (!missing.isEmpty()) {
      listed(text.line("missing:"), missing);
    }
    List<Pair> pairs = nearestPairs(missing, extra);
    for (Pair pair : pairs) {
      String cut =
          PeerText.truncation(pair.extra, pair.bytes()).map(came -> ", " + came).orElse("");
      text.line("nearest pair, missing:").pair(pair.bytes(), "and extra" + cut + ":", pair.extra);
    }
    LikelyCauses causes = causes(text);
    pairs.stream().findFirst().ifPresent(pair -> causes.alike(pair.missing.expected(), pair.extra));
    missing.stream()
        .findFirst()
        .ifPresent(each -> causes.alike(each.expected(), extra).elsewhere(elsewhere(each, found)));
    causes.insteadOfAny(extra.get(0), payloads(missing)).repeated(extra);
    text.alsoPending(found).causes(causes.strangeSource(extra.get(0)));
    return overtaken(
        AssertionErrors.of(info, text, lines(all), textsOf(found)),
        missing,
        UnmetExpectation.Moment.over(found.get(found.size() - 1), text.view()));
  }

  /** Pairs each of those that came for nothing with the missing one that it resembles most. */
  private static List<Pair> nearestPairs(List<ExpectedDatagram> missing, List<Datagram> extra) {
    List<ExpectedDatagram> left =
        new ArrayList<>(
            missing.stream()
                .filter(each -> each.payload().isPresent())
                .limit(MOST_COMPARED)
                .toList());
    List<Pair> pairs = new ArrayList<>();
    for (Datagram datagram : extra.subList(0, Math.min(MOST_LINES, extra.size()))) {
      nearest(left, datagram)
          .filter(any -> pairs.size() < MOST_PAIRS)
          .ifPresent(
              candidate -> {
                left.remove(candidate);
                pairs.add(new Pair(candidate, datagram));
              });
    }
    return pairs;
  }

  /** The one that shares most bytes in their places; none where that is not most of them. */
  private static Optional<ExpectedDatagram> nearest(
      List<ExpectedDatagram> candidates, Datagram datagram) {
    byte[] whole = datagram.shown();
    return candidates.stream()
        .filter(each -> 2 * equalBytes(each, whole) > whole.length)
        .max(Comparator.comparingInt(each -> equalBytes(each, whole)));
  }

  private static int equalBytes(ExpectedDatagram expected, byte[] whole) {
    return expected.payload().map(bytes -> ByteDifference.equalBytes(bytes, whole)).orElse(0);
  }

  AssertionError tooFew(String manner, int count, List<Datagram> found) {
    Expected expected = inTime(Expected.any());
    FailureText text = came(expectingCount(manner, count), found, count);
    text.causes(causes(text).missing(expected));
    AssertionError error = AssertionErrors.of(info, text, count, found.size());
    peer.history().remember(UnmetExpectation.now(error, expected, text.view()));
    return error;
  }

  AssertionError tooMany(String manner, int count) {
    FailureText text = expectingCount(manner, count);
    Sample pending = text.view().pendingFrom(scan.firstIndex(), Set.of());
    return AssertionErrors.of(
        info,
        text.line(String.format(Locale.ROOT, "but %s are pending:", Words.number(pending.count())))
            .list(pending)
            .causes(causes(text).strangeSource(pending.first().get(0)).repeated(pending.first())),
        count,
        pending.count());
  }

  AssertionError takenByAnother(FailureText expectation, List<Datagram> taken) {
    return AssertionErrors.of(
        info,
        expectation.line("but another thread took one of them meanwhile:").list(Sample.of(taken)));
  }

  /** Says how much of what was expected has come. */
  private FailureText came(FailureText text, List<Datagram> found, int expected) {
    Arrivals arrivals = Arrivals.of(found, scan, limit());
    String words = found.size() < expected ? arrivals.tooFew() : arrivals.words();
    return found.isEmpty() ? text.line(words) : text.line(words + ":").list(Sample.of(found));
  }

  String limit() {
    return Words.duration(peer.receiver().scaled(limit));
  }

  private FailureText text() {
    return new FailureText(FailureView.before(peer, scan.seenUntil()));
  }

  FailureText expectingCount(String manner, int count) {
    return text()
        .line(
            String.format(
                Locale.ROOT,
                "Expecting %s to receive %s %s",
                peer,
                manner,
                Words.datagrams(count)));
  }

  FailureText expecting(String manner, List<ExpectedDatagram> all) {
    FailureText text =
        text()
            .line(
                String.format(
                    Locale.ROOT,
                    "Expecting %s to receive %s %s:",
                    peer,
                    Words.datagrams(all.size()),
                    manner));
    return listed(text, all);
  }

  private static FailureText listed(FailureText text, List<ExpectedDatagram> all) {
    all.stream().limit(MOST_LINES).forEach(each -> text.line("  " + each.words()));
    return all.size() <= MOST_LINES
        ? text
        : text.line("  and " + Words.number(all.size() - MOST_LINES) + " more");
  }

  /** What came before the block that the assertion is about has no part in it. */
  private Expected inTime(Expected expected) {
    return expected.from(scan.firstIndex());
  }

  private Expected elsewhere(ExpectedDatagram missing, List<Datagram> shown) {
    return inTime(missing.expected()).beside(shown);
  }

  private static LikelyCauses causes(FailureText text) {
    return new LikelyCauses(text.view());
  }

  private static String is(Datagram datagram, byte[] expected) {
    return PeerText.truncation(datagram, expected).map(cut -> "came " + cut).orElse("is");
  }

  private static String textsOf(List<Datagram> found) {
    return joined(
        found.stream().limit(MOST_COMPARED).map(Datagram::shownText).toList(), found.size());
  }

  /** For the IDE's comparison, which has its limits too. */
  private static String lines(List<ExpectedDatagram> all) {
    List<String> shown =
        all.stream()
            .limit(MOST_COMPARED)
            .map(each -> each.payload().map(Payloads::text).orElse(each.words()))
            .toList();
    return joined(shown, all.size());
  }

  private static String joined(List<String> shown, int all) {
    String joined = String.join("\n", shown);
    return shown.size() == all
        ? joined
        : joined + "\nand " + Words.number(all - shown.size()) + " more";
  }
}
