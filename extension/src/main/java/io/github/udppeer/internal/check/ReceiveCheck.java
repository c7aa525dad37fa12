package io.github.udppeer.internal.check;

import io.github.udppeer.internal.core.CaptureView.LogCounts;
import io.github.udppeer.internal.core.Deadline;
import io.github.udppeer.internal.failure.AnswersElsewhere;
import io.github.udppeer.internal.failure.BoundLate;
import io.github.udppeer.internal.failure.ExchangeRequest;
import io.github.udppeer.internal.failure.Expectation;
import io.github.udppeer.internal.failure.FailureText;
import io.github.udppeer.internal.failure.LikelyCauses;
import io.github.udppeer.internal.failure.PeerFailures;
import io.github.udppeer.internal.kernel.KernelLook;
import io.github.udppeer.internal.kernel.UnreachedDatagrams;
import io.github.udppeer.internal.peer.CapturedDatagram;
import io.github.udppeer.internal.peer.Peer;
import io.github.udppeer.internal.peer.PeerReceiver;
import io.github.udppeer.internal.peer.PeerText;
import io.github.udppeer.internal.peer.PendingScan;
import io.github.udppeer.internal.text.Words;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.assertj.core.api.WritableAssertionInfo;

/** What a test verifies of the datagrams that a peer receives. */
public final class ReceiveCheck {

  /** By then a request has arrived, and most replies are there. */
  private static final Duration SOON = Duration.ofMillis(1);

  private final Peer peer;
  private final WritableAssertionInfo info;
  private final Duration limit;

  public ReceiveCheck(Peer peer, WritableAssertionInfo info, Duration limit) {
    this.peer = peer;
    this.info = info;
    this.limit = limit;
  }

  /** Takes the first pending datagram. */
  public CapturedDatagram next() {
    Optional<CapturedDatagram> datagram =
        new PeerReceiver(peer).next(true, peer.patience().deadline(limit));
    if (datagram.isEmpty()) {
      throw failuresOfNone().nothingCame(limit);
    }
    return datagram.get();
  }

  /** Looks at the first pending datagram. */
  public CapturedDatagram peeked() {
    return new PeerReceiver(peer)
        .next(false, Deadline.now())
        .orElseThrow(() -> failuresOfNone().nothingToPeek());
  }

  /** Takes the first that comes from this address. */
  public CapturedDatagram from(SocketAddress source) {
    return from(words(source), source::equals);
  }

  /** Takes the first that another peer has sent. */
  public CapturedDatagram from(Peer source) {
    return from(
        words(source.reachableAddress(peer.address().getAddress())),
        seen -> CapturedDatagram.isAddressOf(source, seen));
  }

  private CapturedDatagram from(String words, Predicate<InetSocketAddress> source) {
    return one(
        Expectation.matching(
            "a datagram from " + words, datagram -> source.test(datagram.source())),
        true,
        (view, entry) -> source.test(view.address(entry)));
  }

  /** Takes the first that a matcher matches. */
  public CapturedDatagram matching(Expectation wanted) {
    return one(
        wanted,
        false,
        (view, entry) -> failures().test(wanted, CapturedDatagram.received(peer, view, entry)));
  }

  private CapturedDatagram one(
      Expectation wanted, boolean isFromSomewhere, PendingScan.Match match) {
    PendingScan scan = new PendingScan(peer, 0, peer.patience().deadline(limit));
    return scan.takeNext(match)
        .orElseThrow(() -> failures(scan.seenUntil()).noneMatched(wanted, isFromSomewhere, limit));
  }

  /** Takes the reply to a request. */
  public CapturedDatagram replyTo(ExchangeRequest sent) {
    String which =
        sent.isToMany()
            ? "a reply to the request to " + words(sent.destination()) + ", whoever sends it"
            : "a reply from " + words(sent.destination()) + " after the request";
    Expectation wanted =
        Expectation.matching(which, datagram -> sent.isAnsweredFrom(datagram.source()))
            .from(sent.firstIndex());
    Deadline deadline = peer.patience().deadline(limit);
    Optional<CapturedDatagram> quick = replies(sent, deadline.within(SOON)).takeNext(answers(sent));
    if (quick.isPresent()) {
      return quick.get();
    }
    UnreachedDatagrams soonAfter = UnreachedDatagrams.now();
    PendingScan scan = replies(sent, deadline);
    return scan.takeNext(answers(sent))
        .orElseThrow(
            () ->
                failures(scan.seenUntil())
                    .knowing(new AnswersElsewhere(sent).facts())
                    .knowing(BoundLate.facts(sent, soonAfter))
                    .noneMatched(wanted, !sent.isToMany(), limit));
  }

  private PendingScan replies(ExchangeRequest sent, Deadline deadline) {
    return new PendingScan(peer, sent.firstIndex(), deadline);
  }

  private static PendingScan.Match answers(ExchangeRequest sent) {
    return (view, entry) -> sent.isAnsweredFrom(view.address(entry));
  }

  /** How long after the peer was opened a request was sent. */
  public static long nanosSinceOpened(ExchangeRequest sent) {
    return sent.sentNanos() - sent.peer().socket().openedNanos();
  }

  private String words(SocketAddress address) {
    return address instanceof InetSocketAddress inet
        ? PeerText.names(peer).address(inet)
        : address.toString();
  }

  /** The datagrams that come from now on, or wait, several at once. */
  public SequenceCheck sequence() {
    return new SequenceCheck(peer, info, limit, 0);
  }

  /** Nothing comes until the limit. */
  public void nothing() {
    Optional<CapturedDatagram> came =
        new PendingScan(peer, 0, peer.patience().deadline(limit)).next();
    peer.context().throwMishaps(); // with which the wait has ended early
    if (came.isPresent()) {
      String time = Words.duration(peer.patience().scaled(limit));
      throw failures().pending("receive nothing for " + time, came.get());
    }
  }

  /** Nothing is pending, as this expectation has it. */
  public void nothingPending(String expectation) {
    LogCounts seen = peer.history().counts();
    if (seen.pending() != 0) {
      throw failures(seen.appended()).count(expectation, 0, PeerFailures.PENDING);
    }
  }

  /** So many datagrams are pending. */
  public void pending(int count) {
    LogCounts seen = peer.history().counts();
    if (seen.pending() != count) {
      String expectation = "have " + Words.datagrams(count) + " pending";
      throw failures(seen.appended()).count(expectation, count, PeerFailures.PENDING);
    }
  }

  /** So many datagrams were received. */
  public void received(int count) {
    LogCounts seen = peer.history().counts();
    if (seen.held() != count) {
      String expectation = "have received " + Words.datagrams(count);
      throw failures(seen.appended()).count(expectation, count, PeerFailures.RECEIVED);
    }
  }

  /** No payload came twice from one source. */
  public void nothingTwice() {
    RepetitionCheck.on(peer, failures());
  }

  /** Neither the kernel nor the log dropped anything. */
  public void nothingLost() {
    List<String> lost = LikelyCauses.lost(peer, new KernelLook());
    if (!lost.isEmpty()) {
      FailureText text =
          failures().expecting("have lost nothing").line("but datagrams were dropped:");
      lost.forEach(fact -> text.line("  " + fact));
      throw failures().of(text);
    }
  }

  private PeerFailures failures() {
    return new PeerFailures(peer, info);
  }

  private PeerFailures failures(long seenUntil) {
    return new PeerFailures(peer, info, seenUntil);
  }

  /** Of an assertion that found nothing at the cursor. */
  private PeerFailures failuresOfNone() {
    return failures(peer.history().firstPending());
  }
}
