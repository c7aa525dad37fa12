package io.github.udppeer;

import io.github.udppeer.report.Words;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.assertj.core.annotation.CheckReturnValue;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
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

  DatagramPeerAssert(DatagramPeer actual) {
    super(actual, DatagramPeerAssert.class);
  }

  /**
   * Verifies that a datagram comes, and consumes it. Waits.
   *
   * @return an assertion on the first pending datagram
   */
  public DatagramAssert receives() {
    return receivesWithin(actual.receiveTimeout());
  }

  /**
   * Verifies that a datagram comes within a limit, and consumes it. Waits.
   *
   * @param limit how long at most, zero not to wait
   * @return an assertion on the first pending datagram
   */
  public DatagramAssert receivesWithin(Duration limit) {
    Optional<Datagram> datagram = actual.receiver().receiveWithin(limit);
    return navigate(datagram.orElseThrow(() -> nothingCame("receive a datagram", limit)));
  }

  /**
   * Verifies that a datagram from this address comes, and consumes it; others stay pending. Waits.
   *
   * @param source the address and port
   * @return an assertion on that datagram
   */
  public DatagramAssert receivesFrom(SocketAddress source) {
    return receivesOne(
        "from " + words(source), (view, entry) -> view.address(entry).equals(source));
  }

  /**
   * Verifies that a datagram from this peer comes, and consumes it; others stay pending. Waits.
   *
   * @param source another peer
   * @return an assertion on that datagram
   */
  public DatagramAssert receivesFrom(DatagramPeer source) {
    return receivesOne(
        "from " + words(source.reachableAddress(actual.address().getAddress())),
        (view, entry) -> Datagram.isAddressOf(source, view.address(entry)));
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
    Objects.requireNonNull(match, "match");
    return receivesOne(
        "matching " + description,
        (view, entry) -> matches(actual.receiver().datagram(view, entry), description, match));
  }

  /**
   * Verifies that the next datagrams have these texts, in this order, and consumes them. Waits, but
   * fails as soon as one comes that differs; then none is consumed.
   *
   * @param texts the whole text of each, in UTF-8
   * @return this
   */
  public DatagramPeerAssert receivesInOrder(String... texts) {
    new SequenceCheck(actual, info).inOrder(atLeastOne("receivesInOrder", texts));
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
    new SequenceCheck(actual, info).inAnyOrder(atLeastOne("receivesInAnyOrder", texts));
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
          "receivesExactly needs 1 or more, but was %d; for none, say hasNothingPending()"
              .formatted(count));
    }
    new SequenceCheck(actual, info).exactly(count);
    return this;
  }

  /**
   * Verifies that nothing is pending and nothing comes for the whole of this time. Waits the time
   * out, and fails as soon as a datagram is there; consumes none.
   *
   * @param period how long, scaled as every limit is
   * @return this
   */
  public DatagramPeerAssert receivesNothingFor(Duration period) {
    Optional<Datagram> came = new PendingScan(actual, 0, actual.receiver().deadline(period)).next();
    if (came.isPresent()) {
      String time = Words.duration(actual.receiver().scaled(period));
      throw AssertionErrors.of(
          info,
          expecting("receive nothing for " + time)
              .line("but this is pending:")
              .datagram(came.get())
              .alsoPending(came.get()));
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
   * Verifies how many datagrams are pending. Neither waits nor consumes.
   *
   * @param count how many
   * @return this
   */
  public DatagramPeerAssert hasPending(int count) {
    if (actual.history().counts().pending() != count) {
      List<Datagram> pending = actual.pending();
      throw count("have " + Words.datagrams(count) + " pending", pending, count, "pending");
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
    return navigate(actual.peek().orElseThrow(this::nothingToPeek));
  }

  /**
   * Verifies how many datagrams were received since the peer was opened or cleared, consumed or
   * not. Neither waits nor consumes.
   *
   * @param count how many
   * @return this
   */
  public DatagramPeerAssert hasReceived(int count) {
    if (actual.history().counts().held() != count) {
      List<Datagram> received = actual.received();
      throw count("have received " + Words.datagrams(count), received, count, "received");
    }
    return this;
  }

  /**
   * Goes on with AssertJ's assertions on every datagram received since the peer was opened or
   * cleared, consumed or not. Neither waits nor consumes.
   *
   * @return an assertion under the same description
   */
  public ListAssert<Datagram> received() {
    return Assertions.assertThat(actual.received()).as(info.description());
  }

  /**
   * Verifies that neither the kernel nor the capture log dropped a datagram of this peer. Neither
   * waits nor consumes. Where the system does not count its drops, only those of the log can be
   * seen.
   *
   * @return this
   */
  public DatagramPeerAssert lostNothing() {
    List<String> lost = FailureText.lost(actual.statistics());
    if (!lost.isEmpty()) {
      FailureText text = expecting("have lost nothing").line("but datagrams were dropped:");
      lost.forEach(fact -> text.line("  " + fact));
      throw AssertionErrors.of(info, text);
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
    return exchanges(request.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Begins an exchange: a request that this peer sends, and the reply that must come.
   *
   * @param request the payload
   * @return the exchange, to be completed by its address
   */
  @CheckReturnValue
  public DatagramExchange exchanges(byte[] request) {
    return new DatagramExchange(this, actual, request.clone());
  }

  /** Takes the reply to a request: the first datagram from there after it was sent. */
  DatagramAssert receivesReply(SocketAddress from, long firstIndex, Duration sent) {
    String words = "a reply from " + words(from) + " after the request";
    Duration limit = actual.receiveTimeout();
    Datagram reply =
        new PendingScan(actual, firstIndex, actual.receiver().deadline(limit))
            .takeNext((view, entry) -> view.address(entry).equals(from))
            .orElseThrow(() -> noneMatched(words, limit));
    return new DatagramAssert(reply, sent.toNanos(), "the request was sent").as(info.description());
  }

  private static String words(SocketAddress address) {
    return address instanceof InetSocketAddress inet ? Words.address(inet) : address.toString();
  }

  private static List<String> atLeastOne(String method, String... texts) {
    if (texts.length == 0) {
      throw new IllegalArgumentException(
          method + " needs a text or more; for none, say hasNothingPending()");
    }
    return List.of(texts);
  }

  private boolean matches(
      Datagram datagram, String description, Predicate<? super Datagram> match) {
    try {
      return match.test(datagram);
    } catch (RuntimeException thrown) {
      AssertionError error =
          AssertionErrors.of(
              info,
              expecting("receive a datagram matching " + description)
                  .line("but the predicate threw " + thrown + "; the datagram is:")
                  .datagram(datagram));
      error.initCause(thrown);
      throw error;
    }
  }

  private DatagramAssert receivesOne(String which, PendingScan.Match match) {
    Duration limit = actual.receiveTimeout();
    return navigate(
        new PendingScan(actual, 0, actual.receiver().deadline(limit))
            .takeNext(match)
            .orElseThrow(() -> noneMatched("a datagram " + which, limit)));
  }

  private DatagramAssert navigate(Datagram datagram) {
    return new DatagramAssert(datagram).as(info.description());
  }

  private DatagramPeerAssert verifyNothingPending(String expectation) {
    if (actual.history().counts().pending() != 0) {
      throw count(expectation, actual.pending(), 0, "pending");
    }
    return this;
  }

  private AssertionError nothingCame(String expectation, Duration limit) {
    String time = Words.duration(actual.receiver().scaled(limit));
    return AssertionErrors.of(
        info, expecting(expectation).line("but nothing came within " + time).losses());
  }

  private AssertionError noneMatched(String which, Duration limit) {
    List<Datagram> pending = actual.pending();
    if (pending.isEmpty()) {
      return nothingCame("receive " + which, limit);
    }
    String time = Words.duration(actual.receiver().scaled(limit));
    return AssertionErrors.of(
        info,
        expecting("receive " + which)
            .line("but after " + time + " only other datagrams are pending:")
            .list(pending)
            .losses());
  }

  private AssertionError nothingToPeek() {
    return AssertionErrors.of(
        info, expecting("have a datagram to peek at").line("but nothing is pending").losses());
  }

  private AssertionError count(
      String expectation, List<Datagram> datagrams, int expected, String state) {
    FailureText text = expecting(expectation);
    if (datagrams.isEmpty()) {
      text.line("but none is " + state);
    } else {
      text.line(
              "but %s %s %s:"
                  .formatted(
                      Words.number(datagrams.size()), datagrams.size() == 1 ? "is" : "are", state))
          .list(datagrams);
    }
    return AssertionErrors.of(info, text.losses(), expected, datagrams.size());
  }

  private FailureText expecting(String expectation) {
    return new FailureText(actual).line("Expecting " + actual + " to " + expectation);
  }
}
