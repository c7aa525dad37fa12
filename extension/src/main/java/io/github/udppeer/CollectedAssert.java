package io.github.udppeer;

import io.github.udppeer.core.Thrown;
import io.github.udppeer.report.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.ListAssert;

/**
 * An assertion on the pieces that a peer's pending datagrams hold together.
 *
 * @param <T> what a piece is
 */
public class CollectedAssert<T> extends AbstractAssert<CollectedAssert<T>, DatagramPeer> {

  private static final int LONGEST_PIECE = 200;
  private static final String PIECES_OF = "untilContains";
  private static final String PIECES = "give it the pieces that must come";

  private final DatagramSplitter<T> splitter;
  private final Duration limit;

  CollectedAssert(DatagramPeer actual, DatagramSplitter<T> splitter, Duration limit) {
    super(actual, CollectedAssert.class);
    this.splitter = splitter;
    this.limit = limit;
  }

  /**
   * Verifies that these pieces come, in whatever order and whatever comes beside them, and consumes
   * the datagrams that came until then; none if it fails. Waits.
   *
   * @param pieces the pieces, one or more; one given twice must come twice
   * @return AssertJ's assertion on all pieces that came, under the same description
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // they are only read
  public final ListAssert<T> untilContains(T... pieces) {
    List<T> wanted = given(Arrays.asList(Arguments.given(pieces, PIECES_OF, PIECES)));
    PendingScan scan = new PendingScan(actual, 0, actual.receiver().deadline(limit));
    List<Datagram> came = new ArrayList<>();
    Optional<Datagram> next = scan.next();
    while (next.isPresent()) {
      came.add(next.get());
      next = scan.nextAtOnce();
      if (next.isEmpty()) { // only then is it worth while to split them all
        List<T> split = split(came);
        if (missing(wanted, split).isEmpty()) {
          consume(came);
          return continuing(split);
        }
        next = scan.next();
      }
    }
    throw notAll(wanted, came, scan);
  }

  private ListAssert<T> continuing(List<T> split) {
    return new VisibleListAssert<>(split, VisibleRepresentation.of(actual))
        .as(Context.of(info, actual));
  }

  /** The pieces of what people may see. */
  private List<?> shown(List<Datagram> came, List<T> split) {
    if (!actual.options().isRedacting()) {
      return split;
    }
    try {
      return Objects.requireNonNull(splitter.split(came.stream().map(Datagram::asShown).toList()));
    } catch (Throwable unable) { // the redactor may leave nothing that can be split
      return List.of(RedactedParts.MARK);
    }
  }

  private static <T> List<T> given(List<T> pieces) {
    pieces.forEach(piece -> Arguments.given(piece, PIECES_OF, PIECES));
    if (pieces.isEmpty()) {
      throw new IllegalArgumentException("untilContains needs a piece or more");
    }
    return pieces;
  }

  private List<T> split(List<Datagram> came) {
    try {
      return Objects.requireNonNull(splitter.split(List.copyOf(came)), "the splitter made null");
    } catch (Throwable thrown) {
      Datagram last = came.get(came.size() - 1);
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

  private AssertionError notAll(List<T> wanted, List<Datagram> came, PendingScan scan) {
    String within = Words.duration(actual.receiver().scaled(limit));
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
            text.causes(failures.causes().losses().unread()),
            joined(wanted),
            joined(came.isEmpty() ? split : shown(came, split)));
    actual
        .history()
        .remember(UnmetExpectation.now(error, holding(missing(wanted, split)), failures.view()));
    return error;
  }

  /** A datagram that holds one of these pieces by itself. */
  private Expected holding(List<T> missing) {
    return Expected.matching(
        datagram -> splitQuietly(datagram).stream().anyMatch(missing::contains));
  }

  private List<T> splitQuietly(Datagram datagram) {
    try {
      return Objects.requireNonNull(splitter.split(List.of(datagram)));
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

  private void consume(List<Datagram> came) {
    long taken = actual.receiver().consumeAll(came.stream().mapToLong(Datagram::index).toArray());
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
