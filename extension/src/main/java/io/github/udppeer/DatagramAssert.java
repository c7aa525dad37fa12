package io.github.udppeer;

import io.github.udppeer.report.HexDump;
import io.github.udppeer.report.Words;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.AbstractByteArrayAssert;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.AssertFactory;
import org.assertj.core.api.Assertions;

/**
 * Assertions on one datagram. None of them waits or consumes.
 *
 * <p>Texts are compared as UTF-8, byte for byte. A failure tells the expectation, the bytes with
 * the first difference marked, what else is pending on the peer, and the timeline of the test.
 */
public class DatagramAssert extends AbstractAssert<DatagramAssert, Datagram> {

  private final long referenceNanos;
  private final String reference;

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
    return verifyAddress("come from", "came from", source, actual.source());
  }

  /**
   * Verifies that the datagram came from this peer.
   *
   * @param source another peer
   * @return this
   */
  public DatagramAssert isFrom(DatagramPeer source) {
    return isFrom(Datagram.addressOf(source, actual.source()));
  }

  /**
   * Verifies that the datagram was sent to this address and port. Of a received datagram that is
   * the address that its peer is bound to.
   *
   * @param destination an address
   * @return this
   */
  public DatagramAssert isTo(SocketAddress destination) {
    return verifyAddress("go to", "went to", destination, actual.destination());
  }

  /**
   * Verifies that the datagram was sent to this peer.
   *
   * @param destination a peer
   * @return this
   */
  public DatagramAssert isTo(DatagramPeer destination) {
    return isTo(Datagram.addressOf(destination, actual.destination()));
  }

  /**
   * Verifies that the payload is this text in UTF-8, to the byte.
   *
   * @param expected the whole text
   * @return this
   */
  public DatagramAssert hasText(String expected) {
    verifyBytes("have text", utf8(expected), expected, actual::shownText);
    return this;
  }

  /**
   * Verifies that the payload is these bytes.
   *
   * @param expected the whole payload
   * @return this
   */
  public DatagramAssert hasPayload(byte[] expected) {
    int offset = Math.max(0, Arrays.mismatch(expected, actual.payload()));
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
    return startsWith(utf8(prefix));
  }

  /**
   * Verifies that the payload begins with these bytes.
   *
   * @param prefix the beginning
   * @return this
   */
  public DatagramAssert startsWith(byte[] prefix) {
    byte[] payload = actual.payload();
    if (!Arrays.equals(prefix, Arrays.copyOf(payload, Math.min(prefix.length, payload.length)))) {
      throw AssertionErrors.of(
          info, expecting("start with:").difference(prefix, butWas(), actual).alsoPending(actual));
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
    return contains(utf8(part));
  }

  /**
   * Verifies that the payload contains these bytes, one after another.
   *
   * @param part the bytes
   * @return this
   */
  public DatagramAssert contains(byte[] part) {
    if (!Payloads.contains(actual.payload(), part)) {
      throw AssertionErrors.of(
          info,
          expecting("contain:").bytes(part).line(butWas()).datagram(actual).alsoPending(actual));
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
    Duration scaled = actual.peer().receiver().scaled(limit);
    Duration took = actual.sinceOpened().minusNanos(referenceNanos);
    if (took.compareTo(scaled) > 0) {
      throw AssertionErrors.of(
          info,
          expecting("arrive within " + Words.duration(scaled) + " after " + reference)
              .line("but it took " + Words.duration(took) + ":")
              .datagram(actual)
              .alsoPending(actual));
    }
    return this;
  }

  /**
   * Goes on with AssertJ's assertions on the payload as it was kept.
   *
   * @return an assertion under the same description
   */
  public AbstractByteArrayAssert<?> payload() {
    return Assertions.assertThat(actual.payload()).as(info.description());
  }

  /**
   * Goes on with AssertJ's assertions on the payload read as UTF-8.
   *
   * @return an assertion under the same description
   */
  public AbstractStringAssert<?> text() {
    return Assertions.assertThat(actual.text()).as(info.description());
  }

  /**
   * Decodes the payload and goes on with assertions on the value, such as {@code
   * decodedBy(Message::new, ObjectAssert::new)} or one of AssertJ's {@code
   * InstanceOfAssertFactories}.
   *
   * @param decoder makes the value; what it throws fails the assertion
   * @param assertFactory makes the assertion
   * @param <T> the value's type
   * @param <A> the assertion's type
   * @return an assertion under the same description
   */
  public <T, A extends AbstractAssert<?, ?>> A decodedBy(
      DatagramDecoder<? extends T> decoder, AssertFactory<T, A> assertFactory) {
    A next = assertFactory.createAssert(decoded(decoder));
    next.getWritableAssertionInfo().description(info.description());
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

  private <T> T decoded(DatagramDecoder<? extends T> decoder) {
    try {
      return decoder.decode(actual.payload());
    } catch (Exception failure) {
      AssertionError error =
          AssertionErrors.of(
              info,
              expecting("be decoded")
                  .line("but the decoder threw " + failure + "; the bytes are:")
                  .datagram(actual)
                  .alsoPending(actual));
      error.initCause(failure);
      throw error;
    }
  }

  private DatagramAssert verifyAddress(
      String expectation, String did, SocketAddress expected, InetSocketAddress address) {
    if (!expected.equals(address)) {
      String wanted =
          expected instanceof InetSocketAddress inet ? Words.address(inet) : expected.toString();
      throw AssertionErrors.of(
          info,
          expecting(expectation + " " + wanted)
              .line("but it " + did + " " + Words.address(address) + ":")
              .datagram(actual)
              .alsoPending(actual),
          wanted,
          Words.address(address));
    }
    return this;
  }

  private void verifyBytes(
      String expectation, byte[] expected, Object expectedValue, Supplier<?> actualValue) {
    if (!Arrays.equals(expected, actual.payload())) {
      throw AssertionErrors.of(
          info,
          expecting(expectation + ":")
              .difference(expected, butWas(expected), actual)
              .alsoPending(actual),
          expectedValue,
          actualValue.get());
    }
  }

  private DatagramAssert verify(boolean condition, String expectation) {
    return verify(condition, expectation, butWas());
  }

  private DatagramAssert verify(boolean condition, String expectation, String butWas) {
    if (!condition) {
      throw AssertionErrors.of(info, shown(expectation, butWas));
    }
    return this;
  }

  private FailureText shown(String expectation, String butWas) {
    return expecting(expectation).line(butWas).datagram(actual).alsoPending(actual);
  }

  private FailureText expecting(String expectation) {
    return new FailureText(actual.peer())
        .line(
            "Expecting the datagram %s by %s to %s"
                .formatted(actual.isReceived() ? "received" : "sent", actual.peer(), expectation));
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

  /** For what expects truncation: that it was not cut is the news then. */
  private String butWasWhole() {
    return actual.isTruncated() || !actual.isReceived()
        ? butWas()
        : "but it came whole (receiveCapacity = %s):".formatted(PeerText.capacity(actual.peer()));
  }

  private static String dump(byte[] payload, int offset) {
    return String.join("\n", HexDump.around(payload, offset));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
