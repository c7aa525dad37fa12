package io.github.udppeer;

import static io.github.udppeer.Arguments.given;

import io.github.udppeer.UnmetExpectation.Missing;
import io.github.udppeer.core.Thrown;
import io.github.udppeer.report.HexDump;
import io.github.udppeer.report.PartPlace;
import io.github.udppeer.report.PeerNames;
import io.github.udppeer.report.Words;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.AbstractByteArrayAssert;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.AssertFactory;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.InstanceOfAssertFactory;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on one datagram. None of them waits or consumes.
 *
 * <p>Texts are compared as UTF-8, byte for byte. A failure tells the expectation, the bytes with
 * the first difference marked, what else is pending on the peer, and the timeline of the test.
 */
public class DatagramAssert extends AbstractAssert<DatagramAssert, Datagram> {

  private static final int LONGEST_WORDS = 300;
  private static final String ADDRESS = "give it an address or a peer";
  private static final String PAYLOAD =
      "give it the whole payload; for an empty one, say isEmpty()";
  private static final String ASSERT_FACTORY =
      "give it a factory, such as InstanceOfAssertFactories.INTEGER";
  private static final String PART = "give it a part of the payload";

  private final long referenceNanos;
  private final String reference;
  private @Nullable FailureView view;

  DatagramAssert(Datagram actual) {
    this(actual, 0, "the peer was opened");
  }

  /** With another moment than the peer's opening to count {@link #arrivedWithin} from. */
  DatagramAssert(Datagram actual, long referenceNanos, String reference) {
    super(actual, DatagramAssert.class);
    this.referenceNanos = referenceNanos;
    this.reference = reference;
  }

  /**
   * Verifies that the datagram came from this address and port.
   *
   * @param source an address such as the one of the code under test
   * @return this
   */
  public DatagramAssert isFrom(SocketAddress source) {
    given(source, "isFrom", ADDRESS);
    return verifyAddress("come from", "came from", source, actual.source());
  }

  /**
   * Verifies that the datagram came from this peer.
   *
   * @param source another peer
   * @return this
   */
  public DatagramAssert isFrom(DatagramPeer source) {
    return isFrom(Datagram.addressOf(given(source, "isFrom", ADDRESS), actual.source()));
  }

  /**
   * Verifies that the datagram was sent to this address and port. Of a received datagram that is
   * the address that its peer is bound to.
   *
   * @param destination an address
   * @return this
   */
  public DatagramAssert isTo(SocketAddress destination) {
    given(destination, "isTo", ADDRESS);
    return verifyAddress("go to", "went to", destination, actual.destination());
  }

  /**
   * Verifies that the datagram was sent to this peer.
   *
   * @param destination a peer
   * @return this
   */
  public DatagramAssert isTo(DatagramPeer destination) {
    return isTo(Datagram.addressOf(given(destination, "isTo", ADDRESS), actual.destination()));
  }

  /**
   * Verifies that the payload is this text in UTF-8, to the byte.
   *
   * @param expected the whole text
   * @return this
   */
  public DatagramAssert hasText(String expected) {
    verifyBytes(
        "have text", utf8(given(expected, "hasText", PAYLOAD)), expected, actual::shownText);
    return this;
  }

  /**
   * Verifies that the payload is these bytes.
   *
   * @param expected the whole payload
   * @return this
   */
  public DatagramAssert hasPayload(byte[] expected) {
    given(expected, "hasPayload", PAYLOAD);
    int offset = Math.max(0, Arrays.mismatch(expected, actual.shown()));
    verifyBytes(
        "have payload", expected, dump(expected, offset), () -> dump(actual.shown(), offset));
    return this;
  }

  /**
   * Verifies that the payload begins with this text in UTF-8.
   *
   * @param prefix the beginning
   * @return this
   */
  public DatagramAssert startsWith(String prefix) {
    return startsWith(utf8(given(prefix, "startsWith", PART)));
  }

  /**
   * Verifies that the payload begins with these bytes.
   *
   * @param prefix the beginning
   * @return this
   */
  public DatagramAssert startsWith(byte[] prefix) {
    given(prefix, "startsWith", PART);
    if (!Payloads.startsWith(actual.payload(), prefix)) {
      Expected wanted = Expected.part(prefix, PartPlace.START);
      throw overtaken(
          AssertionErrors.of(
              info,
              expecting("start with:")
                  .difference(prefix, butWas(), actual)
                  .alsoPending(actual)
                  .causes(
                      causes()
                          .alike(wanted, actual)
                          .insteadOfStart(actual, prefix)
                          .strangeSource(actual)),
              dump(prefix, 0),
              dump(startOf(actual.shown(), prefix.length), 0)),
          wanted);
    }
    return this;
  }

  /**
   * Verifies that the payload contains this text in UTF-8.
   *
   * @param part the text
   * @return this
   */
  public DatagramAssert contains(String part) {
    return contains(utf8(given(part, "contains", PART)));
  }

  /**
   * Verifies that the payload contains these bytes, one after another.
   *
   * @param part the bytes
   * @return this
   */
  public DatagramAssert contains(byte[] part) {
    given(part, "contains", PART);
    if (!Payloads.contains(actual.payload(), part)) {
      Expected wanted = Expected.part(part, PartPlace.ANYWHERE);
      throw overtaken(
          AssertionErrors.of(
              info,
              expecting("contain:")
                  .bytes(part)
                  .line(butWasWithout(part))
                  .datagram(actual)
                  .alsoPending(actual)
                  .causes(
                      causes()
                          .alike(wanted, actual)
                          .repeated(List.of(actual))
                          .strangeSource(actual)),
              dump(part, 0),
              dump(actual.shown(), 0)),
          wanted);
    }
    return this;
  }

  /**
   * Verifies the length of the payload as it was kept.
   *
   * @param expected bytes
   * @return this
   */
  public DatagramAssert hasLength(int expected) {
    if (actual.length() != expected) {
      throw AssertionErrors.of(
          info, shown("have " + Words.bytes(expected), butWas()), expected, actual.length());
    }
    return this;
  }

  /**
   * Verifies the length of the payload as it was sent, whether or not all of it was kept.
   *
   * @param expected bytes
   * @return this
   */
  public DatagramAssert hasWireLength(int expected) {
    if (actual.wireLength() != expected) {
      throw AssertionErrors.of(
          info,
          shown("have " + Words.bytes(expected) + " on the wire", butWas()),
          expected,
          actual.wireLength());
    }
    return this;
  }

  /**
   * Verifies that the datagram was sent without any payload.
   *
   * @return this
   */
  public DatagramAssert isEmpty() {
    return verify(actual.wireLength() == 0, "be empty");
  }

  /**
   * Verifies that the receiving buffer was too small and cut the datagram. An exact fit is not
   * truncation.
   *
   * @return this
   */
  public DatagramAssert isTruncated() {
    return verify(actual.isTruncated(), "be truncated", butWasWhole());
  }

  /**
   * Verifies that the datagram was cut, and to this length.
   *
   * @param expected bytes that were kept
   * @return this
   */
  public DatagramAssert isTruncatedTo(int expected) {
    return verify(
        actual.isTruncated() && actual.length() == expected,
        "be truncated to " + Words.bytes(expected),
        butWasWhole());
  }

  /**
   * Verifies that the datagram was received whole.
   *
   * @return this
   */
  public DatagramAssert isNotTruncated() {
    return verify(!actual.isTruncated(), "be whole");
  }

  /**
   * Verifies that a buffer of this size takes the datagram, as it was sent, without truncation.
   *
   * @param buffer bytes
   * @return this
   */
  public DatagramAssert fitsInto(int buffer) {
    return verify(actual.wireLength() <= buffer, "fit into a buffer of " + Words.bytes(buffer));
  }

  /**
   * Verifies that the datagram was captured no later than this after the peer was opened; of the
   * reply of an exchange, after the request was sent. The limit is scaled as every limit is.
   *
   * @param limit the time it may have taken
   * @return this
   */
  public DatagramAssert arrivedWithin(Duration limit) {
    given(limit, "arrivedWithin", "give it a duration, such as Duration.ofMillis(50)");
    Duration scaled = actual.peer().receiver().scaled(limit);
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
    return this;
  }

  /**
   * Goes on with AssertJ's assertions on the payload as it was kept.
   *
   * @return an assertion under the same description
   */
  public AbstractByteArrayAssert<?> payload() {
    return continuing(new PayloadAssert(actual.payload()), "the payload of");
  }

  /**
   * Goes on with AssertJ's assertions on the payload read as UTF-8.
   *
   * @return an assertion under the same description
   */
  public AbstractStringAssert<?> text() {
    return continuing(Assertions.assertThat(actual.text()), "the text of");
  }

  /**
   * Decodes the payload and continues with assertions on the value, such as {@code
   * decodedBy(Message::new, ObjectAssert::new)}.
   *
   * @param decoder makes the value; what it throws fails the assertion
   * @param assertFactory makes the assertion: a constructor, or AssertJ's {@code assertThat}
   * @param <T> the value's type
   * @param <A> the assertion's type, an assertion on such values
   * @return an assertion under the same description
   */
  public <T, A extends AbstractAssert<?, ? super T>> A decodedBy(
      DatagramDecoder<? extends T> decoder, AssertFactory<T, A> assertFactory) {
    return decoded(decoder, given(assertFactory, "decodedBy", ASSERT_FACTORY));
  }

  /**
   * Decodes the payload and continues with assertions on the value by one of AssertJ's {@link
   * org.assertj.core.api.InstanceOfAssertFactories InstanceOfAssertFactories}, such as {@code
   * decodedBy(Temperature::decode, INTEGER)} or {@code decodedBy(Names::decode,
   * list(String.class))}.
   *
   * @param decoder makes the value; what it throws fails the assertion
   * @param assertFactory makes the assertion, and fails where the value is of another type
   * @param <T> the value's type
   * @param <A> the assertion's type
   * @return an assertion under the same description
   */
  public <T, A extends AbstractAssert<?, ?>> A decodedBy(
      DatagramDecoder<? extends T> decoder, InstanceOfAssertFactory<?, A> assertFactory) {
    return decoded(decoder, given(assertFactory, "decodedBy", ASSERT_FACTORY));
  }

  private <T, A extends AbstractAssert<?, ?>> A decoded(
      DatagramDecoder<? extends T> decoder, AssertFactory<? super T, A> assertFactory) {
    given(decoder, "decodedBy", "give it a function from the payload");
    T value = decoded(decoder);
    A next = continuing(assertFactory.createAssert(value), "what was decoded of");
    VisibleRepresentation.of(actual).decoded(value, decoder).useIn(next);
    return next;
  }

  /** AssertJ's own assertions show values, and those may hold whatever a payload does. */
  private <A extends AbstractAssert<?, ?>> A continuing(A next, String what) {
    next.getWritableAssertionInfo().description(context(what));
    VisibleRepresentation.of(actual).useIn(next);
    return next;
  }

  /**
   * Returns to the peer that received or sent the datagram.
   *
   * @return an assertion on the peer under the same description
   */
  public DatagramPeerAssert returnToPeer() {
    return new DatagramPeerAssert(actual.peer()).as(info.description());
  }

  private static byte[] startOf(byte[] payload, int most) {
    return Arrays.copyOf(payload, Math.min(most, payload.length));
  }

  private <T> T decoded(DatagramDecoder<? extends T> decoder) {
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

  private Context context(String what) {
    return Context.of(info, what, actual);
  }

  private DatagramAssert verifyAddress(
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
              .causes(causes().source(actual)),
          wanted,
          Words.address(address));
    }
    return this;
  }

  private void verifyBytes(
      String expectation, byte[] expected, Object expectedValue, Supplier<?> actualValue) {
    if (!Arrays.equals(expected, actual.payload())) {
      FailureText text =
          expecting(expectation + ":").difference(expected, butWas(expected), actual);
      Expected wanted = Expected.payload(expected);
      LikelyCauses causes = causes().alike(wanted, actual);
      if (actual.isReceived()) { // among those received one that was sent has no place
        text.nearest(expected, actual);
        causes.elsewhere(since(wanted)).instead(actual, List.of(expected)).strangeSource(actual);
      }
      throw overtaken(
          AssertionErrors.of(
              info, text.alsoPending(actual).causes(causes), expectedValue, actualValue.get()),
          wanted);
    }
  }

  /** What was expected may come yet, which is told when the peer closes. */
  private AssertionError overtaken(AssertionError error, Expected expected) {
    if (actual.isReceived()) {
      UnmetExpectation.Moment moment = UnmetExpectation.Moment.over(actual, failed());
      actual
          .peer()
          .history()
          .remember(new UnmetExpectation(error, List.of(Missing.of(expected)), moment));
    }
    return error;
  }

  /** Before a request was sent, what its answer should be is another one's. */
  private Expected since(Expected wanted) {
    return Expected.matching(
        each -> each.sinceOpened().toNanos() >= referenceNanos && wanted.match().test(each));
  }

  private DatagramAssert verify(boolean condition, String expectation) {
    return verify(condition, expectation, butWas());
  }

  private DatagramAssert verify(boolean condition, String expectation, String butWas) {
    if (!condition) {
      throw AssertionErrors.of(info, shown(expectation, butWas), expectation, state());
    }
    return this;
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

  private String butWas(byte[] expected) {
    return PeerText.truncation(actual, expected)
        .map(words -> "but it came " + words + ":")
        .orElse("but was:");
  }

  private String butWas() {
    return PeerText.truncation(actual)
        .map(words -> "but it came " + words + ":")
        .orElse("but was:");
  }

  private String butWasWithout(byte[] part) {
    String words = butWas();
    return Payloads.contains(actual.whole(), part)
        ? words.substring(0, words.length() - 1) + "; whole, it contains that:"
        : words;
  }

  /** For what expects truncation: that it was not cut is the news then. */
  private String butWasWhole() {
    return actual.isTruncated() || !actual.isReceived()
        ? butWas()
        : String.format(
            Locale.ROOT,
            "but it came whole (receiveCapacity = %s):",
            PeerText.capacity(actual.peer()));
  }

  private static String dump(byte[] payload, int offset) {
    return String.join("\n", HexDump.around(payload, offset));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
