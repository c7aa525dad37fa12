package io.github.udppeer;

import static io.github.udppeer.internal.assertj.GivenArguments.given;

import io.github.udppeer.internal.check.DatagramCheck;
import io.github.udppeer.internal.check.PayloadAssert;
import io.github.udppeer.internal.check.Representations;
import io.github.udppeer.internal.check.VisibleRepresentation;
import io.github.udppeer.internal.failure.EvidenceDescription;
import io.github.udppeer.internal.text.HexPattern;
import io.github.udppeer.internal.text.Payloads;
import java.net.SocketAddress;
import java.time.Duration;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.AbstractByteArrayAssert;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.AssertFactory;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.InstanceOfAssertFactory;

/**
 * Assertions on one datagram. None of them waits or consumes.
 *
 * <p>Texts are compared as UTF-8, byte for byte. A failure shows the expectation, the bytes with
 * the first difference marked, what else is pending on the peer, and the timeline of the test.
 *
 * @since 0.1.0
 */
public class DatagramAssert extends AbstractAssert<DatagramAssert, Datagram> {

  private static final String ADDRESS = "give it an address or a peer";
  private static final String PAYLOAD =
      "give it the whole payload; for an empty one, say isEmpty()";
  private static final String ASSERT_FACTORY =
      "give it a factory, such as InstanceOfAssertFactories.INTEGER";
  private static final String PART = "give it a part of the payload";

  private final DatagramCheck check;

  DatagramAssert(Datagram actual) {
    this(actual, 0, "the peer was opened");
  }

  /** With another moment than the peer's opening to count {@link #arrivedWithin} from. */
  DatagramAssert(Datagram actual, long referenceNanos, String reference) {
    super(actual, DatagramAssert.class);
    this.check = new DatagramCheck(actual.captured(), info, referenceNanos, reference);
  }

  /**
   * Verifies that the datagram came from this address and port.
   *
   * <pre>{@code
   * client.sendTo(server, "PING");
   * assertThat(server.receive()).isFrom(client.address()); // passes
   * client.sendTo(server, "PING");
   * assertThat(server.receive()).isFrom(other.address()); // fails
   * }</pre>
   *
   * @param source an address such as the one of the code under test
   * @return this
   * @throws AssertionError if it does not hold
   */
  public DatagramAssert isFrom(SocketAddress source) {
    check.isFrom(given(source, "isFrom", ADDRESS));
    return this;
  }

  /**
   * Verifies that the datagram came from this peer.
   *
   * <pre>{@code
   * client.sendTo(server, "PING");
   * assertThat(server).peeks().isFrom(client); // passes
   * assertThat(server).peeks().isFrom(other); // fails
   * }</pre>
   *
   * @param source another peer
   * @return this
   * @throws AssertionError if it does not hold
   */
  public DatagramAssert isFrom(DatagramPeer source) {
    check.isFrom(given(source, "isFrom", ADDRESS).peer());
    return this;
  }

  /**
   * Verifies that the datagram was sent to this address and port. Of a received datagram that is
   * the address that its peer is bound to.
   *
   * <pre>{@code
   * client.sendTo(server, "PING");
   * assertThat(client.sent().get(0)).isTo(server.address()); // passes
   * assertThat(client.sent().get(0)).isTo(other.address()); // fails
   * }</pre>
   *
   * @param destination an address
   * @return this
   * @throws AssertionError if it does not hold
   */
  public DatagramAssert isTo(SocketAddress destination) {
    check.isTo(given(destination, "isTo", ADDRESS));
    return this;
  }

  /**
   * Verifies that the datagram was sent to this peer.
   *
   * <pre>{@code
   * client.sendTo(server, "PING");
   * assertThat(client.sent().get(0)).isTo(server); // passes
   * assertThat(client.sent().get(0)).isTo(other); // fails
   * }</pre>
   *
   * @param destination a peer
   * @return this
   * @throws AssertionError if it does not hold
   */
  public DatagramAssert isTo(DatagramPeer destination) {
    check.isTo(given(destination, "isTo", ADDRESS).peer());
    return this;
  }

  /**
   * Verifies that the payload is this text in UTF-8, to the byte.
   *
   * <pre>{@code
   * client.sendTo(server, "PING");
   * assertThat(server).peeks().hasText("PING"); // passes
   * assertThat(server).peeks().hasText("ping"); // fails
   * }</pre>
   *
   * @param expected the whole text
   * @return this
   * @throws AssertionError if it does not hold
   */
  public DatagramAssert hasText(String expected) {
    check.hasText(given(expected, "hasText", PAYLOAD));
    return this;
  }

  /**
   * Verifies that the payload is these bytes.
   *
   * <pre>{@code
   * client.sendTo(server, new byte[] {1, 2});
   * assertThat(server).peeks().hasPayload(new byte[] {1, 2}); // passes
   * assertThat(server).peeks().hasPayload(new byte[] {1}); // fails
   * }</pre>
   *
   * @param expected the whole payload
   * @return this
   * @throws AssertionError if it does not hold
   */
  public DatagramAssert hasPayload(byte[] expected) {
    check.hasPayload(given(expected, "hasPayload", PAYLOAD));
    return this;
  }

  /**
   * Verifies that the payload begins with this text in UTF-8.
   *
   * <pre>{@code
   * client.sendTo(server, "load:0.7");
   * assertThat(server).peeks().startsWith("load:"); // passes
   * assertThat(server).peeks().startsWith("heat:"); // fails
   * }</pre>
   *
   * @param prefix the beginning
   * @return this
   * @throws AssertionError if it does not hold
   */
  public DatagramAssert startsWith(String prefix) {
    return startsWith(Payloads.utf8(given(prefix, "startsWith", PART)));
  }

  /**
   * Verifies that the payload begins with these bytes.
   *
   * <pre>{@code
   * client.sendTo(server, new byte[] {1, 2, 3});
   * assertThat(server).peeks().startsWith(new byte[] {1, 2}); // passes
   * assertThat(server).peeks().startsWith(new byte[] {2}); // fails
   * }</pre>
   *
   * @param prefix the beginning
   * @return this
   * @throws AssertionError if it does not hold
   */
  public DatagramAssert startsWith(byte[] prefix) {
    check.startsWith(given(prefix, "startsWith", PART));
    return this;
  }

  /**
   * Verifies that the payload contains this text in UTF-8.
   *
   * <pre>{@code
   * client.sendTo(server, "load:0.7|g");
   * assertThat(server).peeks().contains("0.7"); // passes
   * assertThat(server).peeks().contains("0.8"); // fails
   * }</pre>
   *
   * @param part the text
   * @return this
   * @throws AssertionError if it does not hold
   */
  public DatagramAssert contains(String part) {
    return contains(Payloads.utf8(given(part, "contains", PART)));
  }

  /**
   * Verifies that the payload contains these bytes, one after another.
   *
   * <pre>{@code
   * client.sendTo(server, new byte[] {1, 2, 3});
   * assertThat(server).peeks().contains(new byte[] {2, 3}); // passes
   * assertThat(server).peeks().contains(new byte[] {3, 2}); // fails
   * }</pre>
   *
   * @param part the bytes
   * @return this
   * @throws AssertionError if it does not hold
   */
  public DatagramAssert contains(byte[] part) {
    check.contains(given(part, "contains", PART));
    return this;
  }

  /**
   * Verifies the payload by hexadecimal digits. A dot stands for any digit, and three dots at the
   * end for any number of further bytes. Blanks between bytes may be left out.
   *
   * <pre>{@code
   * client.sendTo(server, new byte[] {0x1f, 42, 8});
   * assertThat(server).peeks().hasHex("1f .. 08"); // passes
   * assertThat(server).peeks().hasHex("1f 8b ..."); // fails
   * }</pre>
   *
   * @param pattern the digits
   * @return this
   * @throws AssertionError if it does not hold
   * @throws IllegalArgumentException if these are no bytes
   */
  public DatagramAssert hasHex(String pattern) {
    check.hasHex(HexPattern.of(given(pattern, "hasHex", PART)));
    return this;
  }

  /**
   * Verifies the length of the payload as it was kept.
   *
   * <pre>{@code
   * client.sendTo(small, "four bytes"); // small receives 4
   * assertThat(small).peeks().hasLength(4); // passes
   * assertThat(small).peeks().hasLength(10); // fails
   * }</pre>
   *
   * @param expected bytes
   * @return this
   * @throws AssertionError if it does not hold
   */
  public DatagramAssert hasLength(int expected) {
    check.hasLength(expected);
    return this;
  }

  /**
   * Verifies the length of the payload as it was sent, whether or not all of it was kept.
   *
   * <pre>{@code
   * client.sendTo(small, "four bytes"); // small receives 4
   * assertThat(small).peeks().hasWireLength(10); // passes
   * assertThat(small).peeks().hasWireLength(4); // fails
   * }</pre>
   *
   * @param expected bytes
   * @return this
   * @throws AssertionError if it does not hold
   */
  public DatagramAssert hasWireLength(int expected) {
    check.hasWireLength(expected);
    return this;
  }

  /**
   * Verifies that the datagram was sent without any payload.
   *
   * <pre>{@code
   * client.sendTo(server, "");
   * assertThat(server).receives().isEmpty(); // passes
   * client.sendTo(server, " ");
   * assertThat(server).receives().isEmpty(); // fails
   * }</pre>
   *
   * @return this
   * @throws AssertionError if it does not hold
   */
  public DatagramAssert isEmpty() {
    check.isEmpty();
    return this;
  }

  /**
   * Verifies that the receiving buffer was too small and cut the datagram. An exact fit is not
   * truncation.
   *
   * <pre>{@code
   * client.sendTo(small, "four bytes"); // small receives 4
   * assertThat(small).receives().isTruncated(); // passes
   * client.sendTo(small, "four");
   * assertThat(small).receives().isTruncated(); // fails: it just fits
   * }</pre>
   *
   * @return this
   * @throws AssertionError if it does not hold
   */
  public DatagramAssert isTruncated() {
    check.isTruncated();
    return this;
  }

  /**
   * Verifies that the datagram was cut, and to this length.
   *
   * <pre>{@code
   * client.sendTo(small, "four bytes"); // small receives 4
   * assertThat(small).peeks().isTruncatedTo(4); // passes
   * assertThat(small).peeks().isTruncatedTo(5); // fails
   * }</pre>
   *
   * @param expected bytes that were kept
   * @return this
   * @throws AssertionError if it does not hold
   */
  public DatagramAssert isTruncatedTo(int expected) {
    check.isTruncatedTo(expected);
    return this;
  }

  /**
   * Verifies that the datagram was received whole.
   *
   * <pre>{@code
   * client.sendTo(small, "four"); // small receives 4
   * assertThat(small).receives().isNotTruncated(); // passes
   * client.sendTo(small, "four bytes");
   * assertThat(small).receives().isNotTruncated(); // fails
   * }</pre>
   *
   * @return this
   * @throws AssertionError if it does not hold
   */
  public DatagramAssert isNotTruncated() {
    check.isNotTruncated();
    return this;
  }

  /**
   * Verifies that a buffer of this size takes the datagram, as it was sent, without truncation.
   *
   * <pre>{@code
   * client.sendTo(server, "PING");
   * assertThat(server).peeks().fitsInto(4); // passes
   * assertThat(server).peeks().fitsInto(3); // fails
   * }</pre>
   *
   * @param buffer bytes
   * @return this
   * @throws AssertionError if it does not hold
   */
  public DatagramAssert fitsInto(int buffer) {
    check.fitsInto(buffer);
    return this;
  }

  /**
   * Verifies that the datagram was captured no later than this after the peer was opened; of the
   * reply of an exchange, after the request was sent. The limit is scaled as every limit is.
   *
   * <pre>{@code
   * server.on("PING").reply("PONG");
   * server.on("SLOW").after(ofMillis(30)).reply("DONE");
   * assertThat(client).exchanges("PING").with(server).arrivedWithin(ofSeconds(5)); // passes
   * assertThat(client).exchanges("SLOW").with(server).arrivedWithin(ofMillis(20)); // fails
   * }</pre>
   *
   * @param limit the time it may have taken
   * @return this
   * @throws AssertionError if it does not hold
   */
  public DatagramAssert arrivedWithin(Duration limit) {
    check.arrivedWithin(
        given(limit, "arrivedWithin", "give it a duration, such as Duration.ofMillis(50)"));
    return this;
  }

  /**
   * Continues with AssertJ's assertions on the payload as it was kept.
   *
   * @return an assertion under the same description
   */
  public AbstractByteArrayAssert<?> payload() {
    return continuing(new PayloadAssert(actual.payload()), "the payload of");
  }

  /**
   * Continues with AssertJ's assertions on the payload read as UTF-8.
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
    T value = check.<T>decoded(decoder::decode);
    A next = continuing(assertFactory.createAssert(value), "what was decoded of");
    representation().decoded(value, decoder::decode).useIn(next);
    return next;
  }

  private <A extends AbstractAssert<?, ?>> A continuing(A next, String what) {
    next.getWritableAssertionInfo()
        .description(EvidenceDescription.of(info, what, actual.captured()));
    representation().useIn(next);
    return next;
  }

  private VisibleRepresentation representation() {
    return Representations.of(actual.captured());
  }

  /**
   * Returns to the peer that received or sent the datagram.
   *
   * @return an assertion on the peer under the same description
   */
  public DatagramPeerAssert returnToPeer() {
    return new DatagramPeerAssert(new DatagramPeer(actual.captured().peer()))
        .as(info.description());
  }
}
