package io.github.udppeer.internal.check;

import io.github.udppeer.internal.assertj.AssertionErrors;
import io.github.udppeer.internal.core.Thrown;
import io.github.udppeer.internal.failure.Arrivals;
import io.github.udppeer.internal.failure.Expectation;
import io.github.udppeer.internal.failure.FailureText;
import io.github.udppeer.internal.failure.PeerFailures;
import io.github.udppeer.internal.failure.UnmetExpectation;
import io.github.udppeer.internal.peer.CapturedDatagram;
import io.github.udppeer.internal.peer.Peer;
import io.github.udppeer.internal.peer.PeerReceiver;
import io.github.udppeer.internal.peer.PendingScan;
import io.github.udppeer.internal.peer.RedactedParts;
import io.github.udppeer.internal.text.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.api.WritableAssertionInfo;

/**
 * What a test verifies of the pieces that a peer's pending datagrams hold together.
 *
 * @param <T> what a piece is
 */
public final class CollectCheck<T> {

  private static final int LONGEST_PIECE = 200;

  /** Makes pieces of datagrams: a function of the test's. */
  public interface Pieces<T> {
    List<T> of(List<CapturedDatagram> datagrams) throws Exception;
  }

  private final Peer actual;
  private final WritableAssertionInfo info;
  private final Pieces<T> pieces;
  private final Duration limit;

  public CollectCheck(Peer actual, WritableAssertionInfo info, Pieces<T> pieces, Duration limit) {
    this.actual = actual;
    this.info = info;
    this.pieces = pieces;
    this.limit = limit;
  }

  /** Takes the datagrams that have come when all these pieces have, and returns all pieces. */
  public List<T> until(List<T> wanted) {
    PendingScan scan = new PendingScan(actual, 0, actual.patience().deadline(limit));
    List<CapturedDatagram> came = new ArrayList<>();
    Optional<CapturedDatagram> next = scan.next();
    while (next.isPresent()) {
      came.add(next.get());
      next = scan.nextAtOnce();
      if (next.isEmpty()) { // only then is it worth while to split them all
        List<T> split = split(came);
        if (missing(wanted, split).isEmpty()) {
          consume(came);
          return split;
        }
        next = scan.next();
      }
    }
    throw notAll(wanted, came, scan);
  }

  /** The pieces of what people may see. */
  private List<?> shown(List<CapturedDatagram> came, List<T> split) {
    if (!actual.settings().isRedacting()) {
      return split;
    }
    try {
      return Objects.requireNonNull(
          pieces.of(came.stream().map(CapturedDatagram::asShown).toList()));
    } catch (Throwable unable) { // the redactor may leave nothing that can be split
      return List.of(RedactedParts.MARK);
    }
  }

  private List<T> split(List<CapturedDatagram> came) {
    try {
      return Objects.requireNonNull(pieces.of(List.copyOf(came)), "the splitter made null");
    } catch (Throwable thrown) {
      CapturedDatagram last = came.get(came.size() - 1);
      throw failures().threw("hold pieces that can be collected", "splitter", thrown, last);
    }
  }

  private static <T> List<T> missing(List<T> wanted, List<T> split) {
    List<T> rest = new ArrayList<>(wanted);
    for (T piece : split) {
      rest.remove(piece);
    }
    return rest;
  }

  private AssertionError notAll(List<T> wanted, List<CapturedDatagram> came, PendingScan scan) {
    String within = Words.duration(actual.patience().scaled(limit));
    Arrivals arrivals = Arrivals.of(came, scan, within);
    PeerFailures failures = new PeerFailures(actual, info, scan.seenUntil());
    FailureText text = failures.expecting("receive these pieces, among others:");
    listed(text, wanted);
    List<T> split = came.isEmpty() ? List.of() : split(came);
    if (came.isEmpty()) {
      text.line(arrivals.words());
    } else {
      listed(text.line(arrivals.words() + "; the pieces of all:"), shown(came, split));
      listed(text.line("missing:"), missing(wanted, split));
    }
    AssertionError error =
        AssertionErrors.of(
            info,
            text.causes(failures.causes().addLosses().addUnread()),
            joined(wanted),
            joined(came.isEmpty() ? split : shown(came, split)));
    UnmetExpectation.now(error, holding(missing(wanted, split)), failures.view())
        .reportWhenClosed(actual);
    return error;
  }

  /** A datagram that holds one of these pieces by itself. */
  private Expectation holding(List<T> missing) {
    return Expectation.matching(
        datagram -> splitQuietly(datagram).stream().anyMatch(missing::contains));
  }

  private List<T> splitQuietly(CapturedDatagram datagram) {
    try {
      return Objects.requireNonNull(pieces.of(List.of(datagram)));
    } catch (Throwable notByItself) {
      return List.of();
    }
  }

  private static void listed(FailureText text, List<?> pieces) {
    text.few(pieces, pieces.size(), each -> text.line("  " + words(each)));
  }

  private static String words(Object piece) {
    return piece instanceof String text
        ? Words.quoted(text)
        : Words.printable(Thrown.text(piece), LONGEST_PIECE);
  }

  private static String joined(List<?> pieces) {
    return String.join("\n", pieces.stream().limit(1000).map(Thrown::text).toList());
  }

  private void consume(List<CapturedDatagram> came) {
    long taken =
        new PeerReceiver(actual)
            .consumeAll(came.stream().mapToLong(CapturedDatagram::index).toArray());
    if (taken >= 0) {
      throw failures()
          .of(
              failures()
                  .expecting("receive these pieces")
                  .line("but another thread took a datagram of them meanwhile"));
    }
  }

  private PeerFailures failures() {
    return new PeerFailures(actual, info);
  }
}
