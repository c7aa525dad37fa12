package io.github.udppeer;

import io.github.udppeer.internal.assertj.GivenArguments;
import io.github.udppeer.internal.core.Thrown;
import io.github.udppeer.internal.failure.Expectation;
import io.github.udppeer.internal.peer.DatagramPredicate;
import io.github.udppeer.internal.peer.Peer;
import io.github.udppeer.internal.text.HexPattern;
import io.github.udppeer.internal.text.PartPlace;
import io.github.udppeer.internal.text.Payloads;
import io.github.udppeer.internal.text.Words;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a datagram matches, and says in words which those are: for the script of a peer
 * and for assertions. Immutable; nothing here waits or consumes.
 *
 * <p>Payloads are those that were kept: of a truncated datagram the part that the receive capacity
 * left. Texts are compared as UTF-8, byte for byte.
 *
 * @since 0.1.0
 */
public final class DatagramMatcher {

  private static final int LONGEST_DESCRIPTION = 200;
  private static final int MOST_BYTES_SHOWN = 16;

  private final Expectation expectation;

  private DatagramMatcher(Expectation expectation) {
    this.expectation = expectation;
  }

  private static DatagramMatcher of(String description, DatagramPredicate test) {
    return new DatagramMatcher(Expectation.matching(description, test));
  }

  /**
   * Matches every datagram.
   *
   * @return a matcher
   */
  public static DatagramMatcher anything() {
    return of("any datagram", datagram -> true);
  }

  /**
   * Matches a datagram with this text and nothing else.
   *
   * @param text the whole payload, in UTF-8
   * @return a matcher
   */
  public static DatagramMatcher text(String text) {
    byte[] bytes = Payloads.utf8(Objects.requireNonNull(text, "text"));
    return new DatagramMatcher(Expectation.payload("text " + Words.quoted(text), bytes));
  }

  /**
   * Matches a datagram with these bytes and nothing else.
   *
   * @param payload the whole payload
   * @return a matcher
   */
  public static DatagramMatcher payload(byte[] payload) {
    byte[] bytes = payload.clone();
    return new DatagramMatcher(Expectation.payload("payload " + hex(bytes), bytes));
  }

  /**
   * Matches a datagram that begins with this text.
   *
   * @param prefix the beginning, in UTF-8
   * @return a matcher
   */
  public static DatagramMatcher startsWith(String prefix) {
    byte[] bytes = Payloads.utf8(Objects.requireNonNull(prefix, "prefix"));
    return part("a text starting with " + Words.quoted(prefix), bytes, PartPlace.START);
  }

  /**
   * Matches a datagram that begins with these bytes.
   *
   * @param prefix the beginning
   * @return a matcher
   */
  public static DatagramMatcher startsWith(byte[] prefix) {
    return part("a payload starting with " + hex(prefix), prefix.clone(), PartPlace.START);
  }

  /**
   * Matches a datagram that ends with this text.
   *
   * @param suffix the end, in UTF-8
   * @return a matcher
   */
  public static DatagramMatcher endsWith(String suffix) {
    byte[] bytes = Payloads.utf8(Objects.requireNonNull(suffix, "suffix"));
    return part("a text ending with " + Words.quoted(suffix), bytes, PartPlace.END);
  }

  /**
   * Matches a datagram that ends with these bytes.
   *
   * @param suffix the end
   * @return a matcher
   */
  public static DatagramMatcher endsWith(byte[] suffix) {
    return part("a payload ending with " + hex(suffix), suffix.clone(), PartPlace.END);
  }

  /**
   * Matches a datagram that contains this text.
   *
   * @param part the text, in UTF-8
   * @return a matcher
   */
  public static DatagramMatcher contains(String part) {
    byte[] bytes = Payloads.utf8(Objects.requireNonNull(part, "part"));
    return part("a text containing " + Words.quoted(part), bytes, PartPlace.ANYWHERE);
  }

  /**
   * Matches a datagram that contains these bytes, one after another.
   *
   * @param part the bytes
   * @return a matcher
   */
  public static DatagramMatcher contains(byte[] part) {
    return part("a payload containing " + hex(part), part.clone(), PartPlace.ANYWHERE);
  }

  /**
   * Matches a datagram with these bytes, given as hexadecimal digits, and nothing else. A dot
   * stands for any digit, and three dots at the end for any number of further bytes: {@code "1f 8b
   * .. 08 ..."}. Blanks between bytes may be left out.
   *
   * @param pattern the digits
   * @return a matcher
   * @throws IllegalArgumentException if these are no bytes
   */
  public static DatagramMatcher hex(String pattern) {
    HexPattern wanted = HexPattern.of(Objects.requireNonNull(pattern, "pattern"));
    return of("payload " + wanted, datagram -> wanted.matches(datagram.payload()));
  }

  /**
   * Matches a datagram whose text, read as UTF-8, matches a regular expression as a whole.
   *
   * @param regex the regular expression, as {@link Pattern} has it
   * @return a matcher
   * @throws PatternSyntaxException if it is none
   */
  public static DatagramMatcher matchesPattern(String regex) {
    Pattern wanted = Pattern.compile(Objects.requireNonNull(regex, "regex"));
    return of(
        "a text matching " + Words.quoted(words(regex)),
        datagram -> wanted.matcher(Payloads.text(datagram.payload())).matches());
  }

  /**
   * Matches a datagram that begins with these bytes where the mask has its bits set; the other bits
   * may be any. A header with a changing identifier is matched so.
   *
   * @param value the bits to find
   * @param mask which bits count, as many bytes as the value has
   * @return a matcher
   * @throws IllegalArgumentException if the two differ in length
   */
  public static DatagramMatcher masked(byte[] value, byte[] mask) {
    if (value.length != mask.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "masked needs a mask as long as the value, but the value has %,d bytes and the mask"
                  + " %,d",
              value.length,
              mask.length));
    }
    byte[] wanted = value.clone();
    byte[] bits = mask.clone();
    return of(
        String.format(
            Locale.ROOT, "a payload starting with %s under mask %s", hex(wanted), hex(bits)),
        datagram -> Payloads.startsWith(datagram.payload(), wanted, bits));
  }

  /**
   * Matches a datagram from this address.
   *
   * @param source the address and port
   * @return a matcher
   */
  public static DatagramMatcher sentFrom(SocketAddress source) {
    Objects.requireNonNull(source, "source");
    String words =
        source instanceof InetSocketAddress inet ? Words.address(inet) : source.toString();
    return of("a datagram from " + words, datagram -> source.equals(datagram.source()));
  }

  /**
   * Matches a datagram from this peer.
   *
   * @param source another peer
   * @return a matcher
   */
  public static DatagramMatcher sentFrom(DatagramPeer source) {
    Peer peer = Objects.requireNonNull(source, "source").peer();
    return of("a datagram from " + peer, datagram -> datagram.isFrom(peer));
  }

  /**
   * Matches a datagram by a function of its own.
   *
   * @param description what it looks for, in words for the failure
   * @param match decides whether a datagram is meant; what it throws fails the test
   * @return a matcher
   */
  public static DatagramMatcher matching(String description, Predicate<? super Datagram> match) {
    Objects.requireNonNull(match, "match");
    return of(words(description), datagram -> match.test(new Datagram(datagram)));
  }

  /**
   * Matches a datagram that is decoded to this value.
   *
   * @param decoder makes the value; what it throws fails the test
   * @param expected the value, compared by {@code equals}
   * @param <T> the value's type
   * @return a matcher
   */
  public static <T> DatagramMatcher decoded(DatagramDecoder<? extends T> decoder, T expected) {
    Objects.requireNonNull(decoder, "decoder");
    Objects.requireNonNull(expected, "expected");
    return of(decodedTo(expected), datagram -> expected.equals(decoder.decode(datagram.payload())));
  }

  /**
   * Matches a datagram by what it is decoded to.
   *
   * @param decoder makes the value; what it throws fails the test
   * @param description what is looked for, in words for the failure
   * @param match decides whether the value is meant; what it throws fails the test
   * @param <T> the value's type
   * @return a matcher
   */
  public static <T> DatagramMatcher decoded(
      DatagramDecoder<? extends T> decoder, String description, Predicate<? super T> match) {
    Objects.requireNonNull(decoder, "decoder");
    Objects.requireNonNull(match, "match");
    return of(words(description), datagram -> match.test(decoder.decode(datagram.payload())));
  }

  /**
   * Matches a datagram that is decoded to this value. What the decoder refuses, by an exception,
   * does not match, and a failure counts it; an error that it throws fails the test.
   *
   * @param decoder makes the value
   * @param expected the value, compared by {@code equals}
   * @param <T> the value's type
   * @return a matcher
   */
  public static <T> DatagramMatcher decodable(DatagramDecoder<? extends T> decoder, T expected) {
    Objects.requireNonNull(decoder, "decoder");
    Objects.requireNonNull(expected, "expected");
    return new DatagramMatcher(
        Expectation.decodable(decodedTo(expected), decoder::decode, expected::equals));
  }

  /**
   * Matches a datagram by what it is decoded to. What the decoder refuses, by an exception, does
   * not match, and a failure counts it; an error that it throws fails the test.
   *
   * @param decoder makes the value
   * @param description what is looked for, in words for the failure
   * @param match decides whether the value is meant; what it throws fails the test
   * @param <T> the value's type
   * @return a matcher
   */
  public static <T> DatagramMatcher decodable(
      DatagramDecoder<? extends T> decoder, String description, Predicate<? super T> match) {
    Objects.requireNonNull(decoder, "decoder");
    Objects.requireNonNull(match, "match");
    return new DatagramMatcher(Expectation.decodable(words(description), decoder::decode, match));
  }

  /**
   * Matches what both match; the other is asked only where this one matches.
   *
   * @param other the other matcher
   * @return a matcher
   */
  public DatagramMatcher and(DatagramMatcher other) {
    Objects.requireNonNull(other, "other");
    return new DatagramMatcher(expectation.and(other.expectation));
  }

  /**
   * Matches what one of the two matches; the other is asked only where this one does not match.
   *
   * @param other the other matcher
   * @return a matcher
   */
  public DatagramMatcher or(DatagramMatcher other) {
    Objects.requireNonNull(other, "other");
    return new DatagramMatcher(expectation.or(other.expectation));
  }

  /**
   * Matches what this one does not match.
   *
   * @return a matcher
   */
  public DatagramMatcher negate() {
    return new DatagramMatcher(expectation.negated());
  }

  private static DatagramMatcher part(String description, byte[] part, PartPlace place) {
    return new DatagramMatcher(Expectation.part(description, part, place));
  }

  Expectation expectation() {
    return expectation;
  }

  /** What several matchers expect, that an assertion was given. */
  static List<Expectation> expectations(
      String assertion,
      @Nullable DatagramMatcher first,
      @Nullable DatagramMatcher @Nullable ... others) {
    String instead = "give it a matcher for each datagram";
    List<Expectation> expected = new ArrayList<>();
    expected.add(GivenArguments.given(first, assertion, instead).expectation);
    for (DatagramMatcher matcher : GivenArguments.given(others, assertion, instead)) {
      expected.add(GivenArguments.given(matcher, assertion, instead).expectation);
    }
    return expected;
  }

  /** Says which datagrams are meant: {@code text "PING"}. */
  @Override
  public String toString() {
    return expectation.toString();
  }

  private static String decodedTo(Object expected) {
    return "a datagram decoded to " + words(Thrown.text(expected));
  }

  private static String words(String description) {
    return Words.printable(Objects.requireNonNull(description, "description"), LONGEST_DESCRIPTION);
  }

  private static String hex(byte[] bytes) {
    HexFormat format = HexFormat.ofDelimiter(" ");
    String start = format.formatHex(bytes, 0, Math.min(bytes.length, MOST_BYTES_SHOWN));
    return bytes.length <= MOST_BYTES_SHOWN
        ? start
        : start + "... (" + Words.bytes(bytes.length) + ")";
  }
}
