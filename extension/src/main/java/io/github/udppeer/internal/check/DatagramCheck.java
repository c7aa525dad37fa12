package io.github.udppeer.internal.check;

import io.github.udppeer.internal.assertj.AssertionErrors;
import io.github.udppeer.internal.core.Thrown;
import io.github.udppeer.internal.failure.Expectation;
import io.github.udppeer.internal.failure.FailureText;
import io.github.udppeer.internal.failure.FailureView;
import io.github.udppeer.internal.failure.LikelyCauses;
import io.github.udppeer.internal.failure.PeerFailures;
import io.github.udppeer.internal.failure.TruncationWords;
import io.github.udppeer.internal.failure.UnmetExpectation;
import io.github.udppeer.internal.failure.UnmetExpectation.Missing;
import io.github.udppeer.internal.peer.CapturedDatagram;
import io.github.udppeer.internal.peer.Peer;
import io.github.udppeer.internal.peer.PeerText;
import io.github.udppeer.internal.text.HexDump;
import io.github.udppeer.internal.text.HexPattern;
import io.github.udppeer.internal.text.PartPlace;
import io.github.udppeer.internal.text.Payloads;
import io.github.udppeer.internal.text.Words;
import io.github.udppeer.internal.timeline.PeerNames;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.assertj.core.api.WritableAssertionInfo;
import org.jspecify.annotations.Nullable;

/** What a test verifies of one datagram. */
public final class DatagramCheck {

  private static final int LONGEST_WORDS = 300;

  private final CapturedDatagram actual;
  private final WritableAssertionInfo info;
  private final long referenceNanos;
  private final String reference;
  private @Nullable FailureView view;

  /** With the moment to count {@link #arrivedWithin} from. */
  public DatagramCheck(
      CapturedDatagram actual, WritableAssertionInfo info, long referenceNanos, String reference) {
    this.actual = actual;
    this.info = info;
    this.referenceNanos = referenceNanos;
    this.reference = reference;
  }

  public void isFrom(SocketAddress source) {
    verifyAddress("come from", "came from", source, actual.source());
  }

  public void isFrom(Peer source) {
    isFrom(CapturedDatagram.addressOf(source, actual.source()));
  }

  public void isTo(SocketAddress destination) {
    verifyAddress("go to", "went to", destination, actual.destination());
  }

  public void isTo(Peer destination) {
    isTo(CapturedDatagram.addressOf(destination, actual.destination()));
  }

  public void hasText(String expected) {
    verifyBytes("have text", Payloads.utf8(expected), expected, actual::shownText);
  }

  public void hasPayload(byte[] expected) {
    int offset = Math.max(0, Arrays.mismatch(expected, actual.shown()));
    verifyBytes(
        "have payload", expected, dump(expected, offset), () -> dump(actual.shown(), offset));
  }

  public void startsWith(byte[] prefix) {
    if (!Payloads.startsWith(actual.payload(), prefix)) {
      Expectation wanted = Expectation.part(prefix, PartPlace.START);
      throw overtaken(
          AssertionErrors.of(
              info,
              expecting("start with:")
                  .difference(prefix, TruncationWords.butWas(actual), actual)
                  .alsoPending(actual)
                  .causes(
                      causes()
                          .addLikeness(wanted, actual)
                          .addInsteadOfStart(actual, prefix)
                          .addStrangeSource(actual)),
              dump(prefix, 0),
              dump(startOf(actual.shown(), prefix.length), 0)),
          wanted);
    }
  }

  public void contains(byte[] part) {
    if (!Payloads.contains(actual.payload(), part)) {
      Expectation wanted = Expectation.part(part, PartPlace.ANYWHERE);
      throw overtaken(
          AssertionErrors.of(
              info,
              expecting("contain:")
                  .bytes(part)
                  .line(TruncationWords.butWasWithout(actual, part))
                  .datagram(actual)
                  .alsoPending(actual)
                  .causes(
                      causes()
                          .addLikeness(wanted, actual)
                          .addRepeated(List.of(actual))
                          .addStrangeSource(actual)),
              dump(part, 0),
              dump(actual.shown(), 0)),
          wanted);
    }
  }

  public void hasHex(HexPattern wanted) {
    if (!wanted.matches(actual.payload())) {
      String butWas = TruncationWords.butWas(actual);
      Optional<String> difference =
          actual.isTruncated() ? Optional.empty() : wanted.difference(actual.shown());
      throw AssertionErrors.of(
          info,
          shown("have payload " + wanted, difference.map(it -> "but " + it + ":").orElse(butWas)));
    }
  }

  public void hasLength(int expected) {
    if (actual.length() != expected) {
      throw AssertionErrors.of(
          info,
          shown("have " + Words.bytes(expected), TruncationWords.butWas(actual)),
          expected,
          actual.length());
    }
  }

  public void hasWireLength(int expected) {
    if (actual.wireLength() != expected) {
      throw AssertionErrors.of(
          info,
          shown("have " + Words.bytes(expected) + " on the wire", TruncationWords.butWas(actual)),
          expected,
          actual.wireLength());
    }
  }

  public void isEmpty() {
    verify(actual.wireLength() == 0, "be empty");
  }

  public void isTruncated() {
    verify(actual.isTruncated(), "be truncated", TruncationWords.butWasWhole(actual));
  }

  public void isTruncatedTo(int expected) {
    verify(
        actual.isTruncated() && actual.length() == expected,
        "be truncated to " + Words.bytes(expected),
        TruncationWords.butWasWhole(actual));
  }

  public void isNotTruncated() {
    verify(!actual.isTruncated(), "be whole");
  }

  public void fitsInto(int buffer) {
    verify(actual.wireLength() <= buffer, "fit into a buffer of " + Words.bytes(buffer));
  }

  public void arrivedWithin(Duration limit) {
    Duration scaled = actual.peer().patience().scaled(limit);
    Duration took = actual.sinceOpened().minusNanos(referenceNanos);
    if (took.compareTo(scaled) > 0) {
      throw AssertionErrors.of(
          info,
          expecting("arrive within " + Words.duration(scaled) + " after " + reference)
              .line(
                  actual.isTimeKnown()
                      ? "but it took " + Words.duration(took) + ":"
                      : "but it was found queued only after " + Words.duration(took) + ":")
              .datagram(actual)
              .alsoPending(actual),
          scaled,
          took);
    }
  }

  /** What the function makes of the payload; what it throws fails the assertion. */
  public <T> T decoded(Decoding<? extends T> decoder) {
    try {
      return decoder.decode(actual.payload());
    } catch (Throwable failure) {
      AssertionError error =
          AssertionErrors.of(
              info,
              expecting("be decoded")
                  .line("but the decoder threw " + thrown(failure) + "; the bytes are:")
                  .datagram(actual)
                  .alsoPending(actual));
      throw PeerFailures.withCause(error, failure, actual.peer());
    }
  }

  private String thrown(Throwable failure) {
    return Words.printable(PeerFailures.shown(failure, actual.peer()), LONGEST_WORDS);
  }

  private void verifyAddress(
      String expectation, String did, SocketAddress expected, InetSocketAddress address) {
    if (!expected.equals(address)) {
      boolean isInet = expected instanceof InetSocketAddress;
      String wanted = isInet ? Words.address((InetSocketAddress) expected) : Thrown.text(expected);
      String named = isInet ? names().address((InetSocketAddress) expected) : wanted;
      throw AssertionErrors.of(
          info,
          expecting(expectation + " " + named)
              .line("but it " + did + " " + names().address(address) + ":")
              .datagram(actual)
              .alsoPending(actual)
              .causes(causes().addSource(actual)),
          wanted,
          Words.address(address));
    }
  }

  private void verifyBytes(
      String expectation, byte[] expected, Object expectedValue, Supplier<?> actualValue) {
    if (!Arrays.equals(expected, actual.payload())) {
      FailureText text =
          expecting(expectation + ":")
              .difference(expected, TruncationWords.butWas(actual, expected), actual);
      Expectation wanted = Expectation.payload(expected);
      LikelyCauses causes = causes().addLikeness(wanted, actual);
      if (actual.isReceived()) { // among those received one that was sent has no place
        text.nearest(expected, actual);
        causes
            .addElsewhere(since(wanted))
            .addInstead(actual, List.of(expected))
            .addStrangeSource(actual);
      }
      throw overtaken(
          AssertionErrors.of(
              info, text.alsoPending(actual).causes(causes), expectedValue, actualValue.get()),
          wanted);
    }
  }

  /** What was expected may come yet, which is reported when the peer closes. */
  private AssertionError overtaken(AssertionError error, Expectation expected) {
    if (actual.isReceived()) {
      UnmetExpectation.Moment moment = UnmetExpectation.Moment.over(actual, failed());
      new UnmetExpectation(error, List.of(Missing.of(expected)), moment)
          .reportWhenClosed(actual.peer());
    }
    return error;
  }

  /** Before a request was sent, what its answer should be is another one's. */
  private Expectation since(Expectation wanted) {
    return Expectation.matching(
        each -> each.sinceOpened().toNanos() >= referenceNanos && wanted.isMetBy(each));
  }

  private void verify(boolean condition, String expectation) {
    verify(condition, expectation, TruncationWords.butWas(actual));
  }

  private void verify(boolean condition, String expectation, String butWas) {
    if (!condition) {
      throw AssertionErrors.of(info, shown(expectation, butWas), expectation, state());
    }
  }

  /** The other side of an IDE's comparison, where no value was expected. */
  private String state() {
    return Words.bytes(actual.length())
        + (actual.isTruncated() ? " of " + Words.bytes(actual.wireLength()) : ", whole");
  }

  private PeerNames names() {
    return PeerText.names(actual.peer());
  }

  private LikelyCauses causes() {
    return new LikelyCauses(failed());
  }

  private FailureText shown(String expectation, String butWas) {
    return expecting(expectation).line(butWas).datagram(actual).alsoPending(actual);
  }

  /** The moment of the failure that is being described. */
  private FailureView failed() {
    return Objects.requireNonNull(view, "expecting(...) comes first");
  }

  private FailureText expecting(String expectation) {
    FailureText text = new FailureText(actual.peer());
    view = text.view();
    return text.line(
        String.format(
            Locale.ROOT,
            "Expecting the datagram %s by %s to %s",
            actual.isReceived() ? "received" : "sent",
            actual.peer(),
            expectation));
  }

  private static String dump(byte[] payload, int offset) {
    return String.join("\n", HexDump.around(payload, offset));
  }

  private static byte[] startOf(byte[] payload, int most) {
    return Arrays.copyOf(payload, Math.min(most, payload.length));
  }
}
