package io.github.udppeer.internal.failure;

import io.github.udppeer.internal.assertj.AssertionErrors;
import io.github.udppeer.internal.failure.UnmetExpectation.Missing;
import io.github.udppeer.internal.peer.CapturedDatagram;
import io.github.udppeer.internal.peer.FirstFew;
import io.github.udppeer.internal.peer.Peer;
import io.github.udppeer.internal.peer.PendingScan;
import io.github.udppeer.internal.text.Payloads;
import io.github.udppeer.internal.text.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.assertj.core.api.WritableAssertionInfo;

/** Makes the errors of assertions on several datagrams. */
public final class SequenceFailures {

  private static final int MOST_LINES = 10;
  private static final int MOST_COMPARED = 1000;

  private final Peer peer;
  private final WritableAssertionInfo info;
  private final Duration limit;
  private final PendingScan scan;

  public SequenceFailures(Peer peer, WritableAssertionInfo info, Duration limit, PendingScan scan) {
    this.peer = peer;
    this.info = info;
    this.limit = limit;
    this.scan = scan;
  }

  /** Asks a matcher; what it throws fails the assertion. */
  public boolean matches(Expectation wanted, CapturedDatagram datagram) {
    return new PeerFailures(peer, info).test(wanted, datagram);
  }

  public AssertionError missing(
      String manner,
      List<Expectation> all,
      List<CapturedDatagram> found,
      List<Expectation> missing) {
    FailureText text = came(expecting(manner, all), found, all.size());
    if (!found.isEmpty()) {
      listed(text.line("missing:"), missing);
    }
    Expectation first = missing.get(0);
    first.payload().ifPresent(bytes -> text.nearest(bytes, found.toArray(CapturedDatagram[]::new)));
    Expectation expected = inTime(first);
    AssertionError error =
        AssertionErrors.of(
            info,
            text.causes(causes(text).addMissing(expected, limit)),
            lines(all),
            textsOf(found));
    UnmetExpectation.now(error, expected, text.view()).reportWhenClosed(peer);
    return error;
  }

  public AssertionError outOfOrder(
      List<Expectation> all,
      List<CapturedDatagram> found,
      Expectation expected,
      CapturedDatagram next) {
    FailureText text = expecting("in this order", all);
    int number = found.size() + 1;
    List<CapturedDatagram> seen = new ArrayList<>(found);
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
    causes.addLikeness(expected, next).addElsewhere(elsewhere(expected, seen));
    if (expected.payload().isPresent()) {
      causes.addInstead(next, payloads(all.subList(found.size(), all.size())));
    }
    causes.addRepeated(List.of(next));
    text.alsoPending(seen).causes(causes.addStrangeSource(next));
    return overtaken(
        AssertionErrors.of(info, text, lines(all), textsOf(seen)),
        List.of(expected),
        UnmetExpectation.Moment.over(next, text.view()));
  }

  private static List<byte[]> payloads(List<Expectation> expected) {
    return expected.stream().flatMap(each -> each.payload().stream()).toList();
  }

  /** Those that are missing may come yet, which is reported when the peer closes. */
  private AssertionError overtaken(
      AssertionError error, List<Expectation> missing, UnmetExpectation.Moment moment) {
    if (!missing.isEmpty()) {
      List<Missing> all = missing.stream().map(Missing::named).toList();
      new UnmetExpectation(error, all, moment).reportWhenClosed(peer);
    }
    return error;
  }

  public AssertionError notThose(
      String manner,
      List<Expectation> all,
      List<CapturedDatagram> found,
      List<Expectation> missing,
      List<CapturedDatagram> extra) {
    FailureText text =
        expecting(manner, all)
            .line(
                String.format(
                    Locale.ROOT,
                    "but of the %s that came %s none of them:",
                    Words.number(found.size()),
                    extra.size() == 1 ? "1 is" : Words.number(extra.size()) + " are"))
            .list(FirstFew.of(extra));
    if (!missing.isEmpty()) {
      listed(text.line("missing:"), missing);
    }
    List<NearestPair> pairs = NearestPair.of(missing, extra);
    for (NearestPair pair : pairs) {
      String cut =
          TruncationWords.truncation(pair.extra(), pair.bytes())
              .map(came -> ", " + came)
              .orElse("");
      text.line("nearest pair, missing:").pair(pair.bytes(), "and extra" + cut + ":", pair.extra());
    }
    LikelyCauses causes = causes(text);
    pairs.stream().findFirst().ifPresent(pair -> causes.addLikeness(pair.missing(), pair.extra()));
    missing.stream()
        .findFirst()
        .ifPresent(each -> causes.addLikeness(each, extra).addElsewhere(elsewhere(each, found)));
    causes.addInsteadOfAny(extra.get(0), payloads(missing)).addRepeated(extra);
    text.alsoPending(found).causes(causes.addStrangeSource(extra.get(0)));
    return overtaken(
        AssertionErrors.of(info, text, lines(all), textsOf(found)),
        missing,
        UnmetExpectation.Moment.over(found.get(found.size() - 1), text.view()));
  }

  public AssertionError tooFew(String manner, int count, List<CapturedDatagram> found) {
    Expectation expected = inTime(Expectation.any());
    FailureText text = came(expectingCount(manner, count), found, count);
    text.causes(causes(text).addMissing(expected, limit));
    AssertionError error = AssertionErrors.of(info, text, count, found.size());
    UnmetExpectation.now(error, expected, text.view()).reportWhenClosed(peer);
    return error;
  }

  public AssertionError tooMany(String manner, int count) {
    FailureText text = expectingCount(manner, count);
    FirstFew pending = text.view().pendingFrom(scan.firstIndex(), Set.of());
    return AssertionErrors.of(
        info,
        text.line(String.format(Locale.ROOT, "but %s are pending:", Words.number(pending.count())))
            .list(pending)
            .causes(
                causes(text).addStrangeSource(pending.first().get(0)).addRepeated(pending.first())),
        count,
        pending.count());
  }

  public AssertionError takenByAnother(FailureText expectation, List<CapturedDatagram> taken) {
    return AssertionErrors.of(
        info,
        expectation
            .line("but another thread took one of them meanwhile:")
            .list(FirstFew.of(taken)));
  }

  /** Says how much of what was expected has come. */
  private FailureText came(FailureText text, List<CapturedDatagram> found, int expected) {
    Arrivals arrivals = Arrivals.of(found, scan, limit());
    String words = found.size() < expected ? arrivals.tooFew() : arrivals.words();
    return found.isEmpty() ? text.line(words) : text.line(words + ":").list(FirstFew.of(found));
  }

  public String limit() {
    return Words.duration(peer.patience().scaled(limit));
  }

  private FailureText text() {
    return new FailureText(FailureView.before(peer, scan.seenUntil()));
  }

  public FailureText expectingCount(String manner, int count) {
    return text()
        .line(
            String.format(
                Locale.ROOT,
                "Expecting %s to receive %s %s",
                peer,
                manner,
                Words.datagrams(count)));
  }

  public FailureText expecting(String manner, List<Expectation> all) {
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

  private static FailureText listed(FailureText text, List<Expectation> all) {
    all.stream().limit(MOST_LINES).forEach(each -> text.line("  " + each.words()));
    return all.size() <= MOST_LINES
        ? text
        : text.line("  and " + Words.number(all.size() - MOST_LINES) + " more");
  }

  /** What came before the block that the assertion is about does not matter. */
  private Expectation inTime(Expectation expected) {
    return expected.from(scan.firstIndex());
  }

  private Expectation elsewhere(Expectation missing, List<CapturedDatagram> shown) {
    return inTime(missing).beside(shown);
  }

  private static LikelyCauses causes(FailureText text) {
    return new LikelyCauses(text.view());
  }

  private static String is(CapturedDatagram datagram, byte[] expected) {
    return TruncationWords.truncation(datagram, expected).map(cut -> "came " + cut).orElse("is");
  }

  private static String textsOf(List<CapturedDatagram> found) {
    return joined(
        found.stream().limit(MOST_COMPARED).map(CapturedDatagram::shownText).toList(),
        found.size());
  }

  /** For the IDE's comparison, which has its limits too. */
  private static String lines(List<Expectation> all) {
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
