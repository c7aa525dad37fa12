package io.github.udppeer;

import static io.github.udppeer.Arguments.given;

import io.github.udppeer.core.LogCounts;
import io.github.udppeer.report.KernelLook;
import io.github.udppeer.report.Words;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.assertj.core.annotation.CheckReturnValue;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.ListAssert;

/**
 * Assertions on a peer. The verb tells whether one consumes: {@code receives…} takes what it names,
 * {@code has…}, {@code peeks} and the others only look.
 *
 * <p>What waits, waits until its datagrams have come, and at most until its limit: the peer's
 * receive time-out unless the call names one, times the group's scale. What does not wait is exact
 * all the same: a datagram whose sending on this machine has returned is seen.
 *
 * <p>Every assertion that consumes throws {@link PeerClosedException} on a closed peer, and {@link
 * ReceiveInterruptedException} when its thread is interrupted while it waits.
 */
public class DatagramPeerAssert extends AbstractAssert<DatagramPeerAssert, DatagramPeer> {

  private static final String SOURCE = "give it the address or the peer that the datagram is from";
  private static final String REQUEST = "give it the payload to send, empty if that is meant";
  private static final String DURATION = "give it a duration, such as Duration.ofSeconds(5)";

  private final Duration limit;

  DatagramPeerAssert(DatagramPeer actual) {
    this(actual, actual.receiveTimeout());
  }

  private DatagramPeerAssert(DatagramPeer actual, Duration limit) {
    super(actual, DatagramPeerAssert.class);
    this.limit = limit;
  }

  /**
   * Gives the assertions that follow, and wait, another limit than the peer's receive time-out.
   *
   * @param newLimit how long at most, zero not to wait; it is scaled
   * @return an assertion on the same peer under the same description
   */
  @CheckReturnValue
  public DatagramPeerAssert within(Duration newLimit) {
    given(newLimit, "within", DURATION);
    return new DatagramPeerAssert(actual, newLimit).as(info.description());
  }

  /**
   * Verifies that a datagram comes, and consumes it. Waits.
   *
   * @return an assertion on the first pending datagram
   */
  public DatagramAssert receives() {
    return receivesWithin(limit);
  }

  /**
   * Verifies that a datagram comes within a limit, and consumes it. Waits.
   *
   * @param ownLimit how long at most, zero not to wait
   * @return an assertion on the first pending datagram
   */
  public DatagramAssert receivesWithin(Duration ownLimit) {
    Optional<Datagram> datagram =
        actual.receiver().receiveWithin(given(ownLimit, "receivesWithin", DURATION));
    if (datagram.isEmpty()) {
      throw failuresOfNone().nothingCame(ownLimit);
    }
    return navigate(datagram.get());
  }

  /**
   * Verifies that a datagram from this address comes, and consumes it; others stay pending. Waits.
   *
   * @param source the address and port
   * @return an assertion on that datagram
   */
  public DatagramAssert receivesFrom(SocketAddress source) {
    return receivesFrom(words(given(source, "receivesFrom", SOURCE)), source::equals);
  }

  /**
   * Verifies that a datagram from this peer comes, and consumes it; others stay pending. Waits.
   *
   * @param source another peer
   * @return an assertion on that datagram
   */
  public DatagramAssert receivesFrom(DatagramPeer source) {
    given(source, "receivesFrom", SOURCE);
    return receivesFrom(
        words(source.reachableAddress(actual.address().getAddress())),
        seen -> Datagram.isAddressOf(source, seen));
  }

  /**
   * Verifies that a datagram comes that matches, and consumes it; others stay pending. Waits. The
   * predicate runs in the calling thread; what it throws fails the assertion.
   *
   * @param description what is looked for, for the failure
   * @param match tells of a datagram whether it is the one
   * @return an assertion on that datagram
   */
  public DatagramAssert receivesMatching(String description, Predicate<? super Datagram> match) {
    given(description, "receivesMatching", "give it words for what is looked for");
    given(match, "receivesMatching", "give it a predicate; for any datagram, say receives()");
    String which = "a datagram matching " + PeerFailures.described(description);
    return receivesOne(
        new Wanted(which, Expected.matching(match), false, 0),
        (view, entry) ->
            failures().test(match, actual.receiver().datagram(view, entry), description));
  }

  /**
   * Verifies that a datagram comes that matches, and consumes it; others stay pending. Waits.
   *
   * @param matcher which datagram
   * @return an assertion on that datagram
   */
  public DatagramAssert receivesMatching(DatagramMatcher matcher) {
    given(matcher, "receivesMatching", "give it a matcher; for any datagram, say receives()");
    ExpectedDatagram expected = ExpectedDatagram.matching(matcher);
    return receivesOne(
        new Wanted(expected.words(), expected.expected(), false, 0),
        (view, entry) -> failures().test(matcher, actual.receiver().datagram(view, entry)));
  }

  /**
   * Verifies that the next datagrams have these texts, in this order, and consumes them. Waits, but
   * fails as soon as one comes that differs; then none is consumed.
   *
   * @param texts the whole text of each, in UTF-8
   * @return this
   */
  public DatagramPeerAssert receivesInOrder(String... texts) {
    sequence().inOrder(ExpectedDatagram.texts(Arguments.texts("receivesInOrder", texts)));
    return this;
  }

  /**
   * Verifies that the next datagrams match these, each its own, in this order, and consumes them.
   * Waits, but fails as soon as one comes that does not; then none is consumed.
   *
   * @param first which datagram
   * @param others which further ones
   * @return this
   */
  public DatagramPeerAssert receivesInOrder(DatagramMatcher first, DatagramMatcher... others) {
    sequence().inOrder(Arguments.matchers("receivesInOrder", first, others));
    return this;
  }

  /**
   * Verifies that the next datagrams have these texts, in whatever order, and consumes them. Waits,
   * but fails as soon as one comes that is none of them; then none is consumed.
   *
   * @param texts the whole text of each, in UTF-8; a text given twice must come twice
   * @return this
   */
  public DatagramPeerAssert receivesInAnyOrder(String... texts) {
    sequence().inAnyOrder(ExpectedDatagram.texts(Arguments.texts("receivesInAnyOrder", texts)));
    return this;
  }

  /**
   * Verifies that the next datagrams match these, each its own, in whatever order, and consumes
   * them. A datagram that fits several leaves its place where another needs it. Waits, but fails as
   * soon as one comes for which no place can be made; then none is consumed.
   *
   * @param first which datagram
   * @param others which further ones
   * @return this
   */
  public DatagramPeerAssert receivesInAnyOrder(DatagramMatcher first, DatagramMatcher... others) {
    sequence().inAnyOrder(Arguments.matchers("receivesInAnyOrder", first, others));
    return this;
  }

  /**
   * Verifies that this number of datagrams comes, and that no more are pending then, and consumes
   * them. Waits for them, not for further ones.
   *
   * @param count how many, 1 or more
   * @return this
   */
  public DatagramPeerAssert receivesExactly(int count) {
    if (count < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "receivesExactly needs 1 or more, but was %d; for none, say hasNothingPending()",
              count));
    }
    sequence().exactly(count);
    return this;
  }

  /**
   * Verifies that this number of datagrams comes, or more, and consumes all that are pending then.
   * Waits for that number, not for further ones.
   *
   * @param count how many, 1 or more
   * @return this
   */
  public DatagramPeerAssert receivesAtLeast(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("receivesAtLeast needs 1 or more, but was " + count);
    }
    sequence().atLeast(count);
    return this;
  }

  /**
   * Verifies that no more than this number of datagrams is pending or comes for the whole of this
   * time, and consumes them. Waits the time out, but fails as soon as there is one too many; then
   * none is consumed.
   *
   * @param count how many, 1 or more
   * @param period how long, scaled as every limit is
   * @return this
   */
  public DatagramPeerAssert receivesAtMost(int count, Duration period) {
    given(period, "receivesAtMost", DURATION);
    if (count < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "receivesAtMost needs 1 or more, but was %d; for none, say"
                  + " receivesNothingFor(period)",
              count));
    }
    new SequenceCheck(actual, info, period, 0).atMost(count);
    return this;
  }

  /**
   * Begins an assertion on the pieces that the payloads of all pending datagrams hold together, for
   * code that packs several messages into a datagram, or splits one over several. Nothing is waited
   * for or consumed before {@link CollectedAssert#untilContains} says what must be among them.
   *
   * @param splitter makes the pieces, such as {@link DatagramSplitter#lines()}
   * @param <T> what a piece is
   * @return the assertion, to be completed
   */
  @CheckReturnValue
  public <T> CollectedAssert<T> collects(DatagramSplitter<T> splitter) {
    given(splitter, "collects", "give it a splitter, such as DatagramSplitter.lines()");
    return new CollectedAssert<>(actual, splitter, limit).as(info.description());
  }

  /**
   * Verifies that nothing is pending and nothing comes for the whole of this time. Waits the time
   * out, and fails as soon as a datagram is there; consumes none.
   *
   * @param period how long, scaled as every limit is
   * @return this
   */
  public DatagramPeerAssert receivesNothingFor(Duration period) {
    given(period, "receivesNothingFor", DURATION);
    Optional<Datagram> came = new PendingScan(actual, 0, actual.receiver().deadline(period)).next();
    actual.group().throwScriptErrors(); // with which the wait has ended early
    if (came.isPresent()) {
      String time = Words.duration(actual.receiver().scaled(period));
      throw failures().pending("receive nothing for " + time, came.get());
    }
    return this;
  }

  /**
   * Verifies that no datagram is pending. Neither waits nor consumes.
   *
   * @return this
   */
  public DatagramPeerAssert hasNothingPending() {
    return verifyNothingPending("have nothing pending");
  }

  /**
   * Verifies that nothing is left to do: no datagram is pending but those that the peer's script
   * dealt with, each scripted reply was used, and each conversation came to its end. It is what a
   * strict peer verifies at the end of each test.
   *
   * <p>Waits only for functions of the script that are still running, at most for the receive
   * time-out and five seconds at least; consumes nothing.
   *
   * @return this
   */
  public DatagramPeerAssert isExhausted() {
    new Exhaustion(actual, info).verify();
    return this;
  }

  /**
   * Verifies how many datagrams are pending. Neither waits nor consumes.
   *
   * @param count how many
   * @return this
   */
  public DatagramPeerAssert hasPending(int count) {
    LogCounts seen = actual.history().counts();
    if (seen.pending() != count) {
      String expectation = "have " + Words.datagrams(count) + " pending";
      throw failures(seen.appended()).count(expectation, count, PeerFailures.PENDING);
    }
    return this;
  }

  /**
   * Verifies that {@code recvfrom} with {@code MSG_DONTWAIT} would fail with {@code EAGAIN}.
   * Neither waits nor consumes.
   *
   * @return this
   */
  public DatagramPeerAssert wouldBlock() {
    return verifyNothingPending("block on receive");
  }

  /**
   * Verifies that a datagram is pending, and leaves it so. Does not wait.
   *
   * @return an assertion on the first pending datagram
   */
  public DatagramAssert peeks() {
    return navigate(actual.peek().orElseThrow(() -> failuresOfNone().nothingToPeek()));
  }

  /**
   * Verifies how many datagrams were received since the peer was opened or cleared, consumed or
   * not. Neither waits nor consumes.
   *
   * @param count how many
   * @return this
   */
  public DatagramPeerAssert hasReceived(int count) {
    LogCounts seen = actual.history().counts();
    if (seen.held() != count) {
      String expectation = "have received " + Words.datagrams(count);
      throw failures(seen.appended()).count(expectation, count, PeerFailures.RECEIVED);
    }
    return this;
  }

  /**
   * Verifies that no datagram came again since the peer was opened or cleared, consumed or not: no
   * two have the same payload, as it was sent, and the same source. Neither waits nor consumes.
   *
   * @return this
   */
  public DatagramPeerAssert receivedNothingTwice() {
    RepetitionCheck.on(actual, failures());
    return this;
  }

  /**
   * Goes on with AssertJ's assertions on every datagram received since the peer was opened or
   * cleared, consumed or not. Neither waits nor consumes.
   *
   * <p>No two of them are {@linkplain Datagram equal}, so AssertJ's {@code doesNotHaveDuplicates()}
   * cannot fail here: use {@link #receivedNothingTwice()}.
   *
   * @return an assertion under the same description
   */
  public ListAssert<Datagram> received() {
    return new VisibleListAssert<>(actual.received(), VisibleRepresentation.of(actual))
        .as(Context.of(info, actual));
  }

  /**
   * Verifies that neither the kernel nor the capture log dropped a datagram of this peer. Neither
   * waits nor consumes. Where the system does not count its drops, only those of the log can be
   * seen.
   *
   * @return this
   */
  public DatagramPeerAssert lostNothing() {
    List<String> lost = LikelyCauses.lost(actual, new KernelLook());
    if (!lost.isEmpty()) {
      FailureText text =
          failures().expecting("have lost nothing").line("but datagrams were dropped:");
      lost.forEach(fact -> text.line("  " + fact));
      throw failures().of(text);
    }
    return this;
  }

  /**
   * Begins an exchange: a request that this peer sends, and the reply that must come. Nothing is
   * sent before {@link DatagramExchange#with} says where to.
   *
   * @param request a text, sent in UTF-8
   * @return the exchange, to be completed by its address
   */
  @CheckReturnValue
  public DatagramExchange exchanges(String request) {
    return exchanges(given(request, "exchanges", REQUEST).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Begins an exchange: a request that this peer sends, and the reply that must come.
   *
   * @param request the payload
   * @return the exchange, to be completed by its address
   */
  @CheckReturnValue
  public DatagramExchange exchanges(byte[] request) {
    return new DatagramExchange(this, actual, given(request, "exchanges", REQUEST).clone());
  }

  /** Takes the reply to a request: the first datagram from there after it was sent. */
  DatagramAssert receivesReply(ExchangeRequest sent) {
    Expected expected = Expected.matching(datagram -> sent.isAnsweredFrom(datagram.source()));
    String which =
        sent.isToMany()
            ? "a reply to the request to " + words(sent.destination()) + ", whoever sends it"
            : "a reply from " + words(sent.destination()) + " after the request";
    Wanted wanted = new Wanted(which, expected, !sent.isToMany(), sent.firstIndex());
    PendingScan scan =
        new PendingScan(actual, sent.firstIndex(), actual.receiver().deadline(limit));
    Datagram reply =
        scan.takeNext((view, entry) -> sent.isAnsweredFrom(view.address(entry)))
            .orElseThrow(() -> unanswered(sent, wanted, scan.seenUntil()));
    long nanos = sent.sentNanos() - actual.socket().openedNanos();
    return new DatagramAssert(reply, nanos, "the request was sent").as(info.description());
  }

  private AssertionError unanswered(ExchangeRequest sent, Wanted wanted, long seenUntil) {
    List<String> elsewhere = new AnswersElsewhere(sent).facts();
    return failures(seenUntil).knowing(elsewhere).noneMatched(wanted, limit);
  }

  private String words(SocketAddress address) {
    return address instanceof InetSocketAddress inet
        ? PeerText.names(actual).address(inet)
        : address.toString();
  }

  private DatagramAssert receivesFrom(String words, Predicate<InetSocketAddress> source) {
    Expected expected = Expected.matching(datagram -> source.test(datagram.source()));
    return receivesOne(
        new Wanted("a datagram from " + words, expected, true, 0),
        (view, entry) -> source.test(view.address(entry)));
  }

  private DatagramAssert receivesOne(Wanted wanted, PendingScan.Match match) {
    PendingScan scan = new PendingScan(actual, 0, actual.receiver().deadline(limit));
    return navigate(
        scan.takeNext(match)
            .orElseThrow(() -> failures(scan.seenUntil()).noneMatched(wanted, limit)));
  }

  private SequenceCheck sequence() {
    return new SequenceCheck(actual, info, limit, 0);
  }

  private DatagramAssert navigate(Datagram datagram) {
    return new DatagramAssert(datagram).as(info.description());
  }

  private DatagramPeerAssert verifyNothingPending(String expectation) {
    LogCounts seen = actual.history().counts();
    if (seen.pending() != 0) {
      throw failures(seen.appended()).count(expectation, 0, PeerFailures.PENDING);
    }
    return this;
  }

  private PeerFailures failures() {
    return new PeerFailures(actual, info);
  }

  /** Of an assertion that has seen what came before this index. */
  private PeerFailures failures(long seenUntil) {
    return new PeerFailures(actual, info, seenUntil);
  }

  /** Of an assertion that has found nothing: what is pending has come since. */
  private PeerFailures failuresOfNone() {
    return failures(actual.history().firstPending());
  }
}
