package io.github.udppeer;

import io.github.udppeer.core.Thrown;
import io.github.udppeer.report.PartPlace;
import io.github.udppeer.report.Words;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Tells of a datagram whether it is one that is meant, and says in words which those are: for the
 * script of a peer and for assertions. Immutable; nothing here waits or consumes.
 *
 * <p>Payloads are those that were kept: of a truncated datagram the part that the receive capacity
 * left. Texts are compared as UTF-8, byte for byte.
 */
public final class DatagramMatcher {

  private static final int LONGEST_DESCRIPTION = 200;
  private static final int MOST_BYTES_SHOWN = 16;

  private interface Test {
    boolean matches(Datagram datagram) throws Exception;
  }

  private final String description;
  private final Test test;
  private final Expected.Likeness likeness;

  private DatagramMatcher(String description, Test test) {
    this(description, test, Expected.Likeness.NONE);
  }

  private DatagramMatcher(String description, Test test, Expected.Likeness likeness) {
    this.description = description;
    this.test = test;
    this.likeness = likeness;
  }

  private static DatagramMatcher of(String description, Expected expected) {
    return new DatagramMatcher(description, expected.match()::test, expected.likeness());
  }

  /**
   * Matches every datagram.
   *
   * @return a matcher
   */
  public static DatagramMatcher anything() {
    return new DatagramMatcher("any datagram", datagram -> true);
  }

  /**
   * Matches a datagram with this text and nothing else.
   *
   * @param text the whole payload, in UTF-8
   * @return a matcher
   */
  public static DatagramMatcher text(String text) {
    byte[] bytes = Payloads.utf8(Objects.requireNonNull(text, "text"));
    return of("text " + Words.quoted(text), Expected.payload(bytes));
  }

  /**
   * Matches a datagram with these bytes and nothing else.
   *
   * @param payload the whole payload
   * @return a matcher
   */
  public static DatagramMatcher payload(byte[] payload) {
    byte[] bytes = payload.clone();
    return of("payload " + hex(bytes), Expected.payload(bytes));
  }

  /**
   * Matches a datagram that begins with this text.
   *
   * @param prefix the beginning, in UTF-8
   * @return a matcher
   */
  public static DatagramMatcher startsWith(String prefix) {
    return of(
        "a text starting with " + Words.quoted(Objects.requireNonNull(prefix, "prefix")),
        Expected.part(Payloads.utf8(prefix), PartPlace.START));
  }

  /**
   * Matches a datagram that begins with these bytes.
   *
   * @param prefix the beginning
   * @return a matcher
   */
  public static DatagramMatcher startsWith(byte[] prefix) {
    return of(
        "a payload starting with " + hex(prefix), Expected.part(prefix.clone(), PartPlace.START));
  }

  /**
   * Matches a datagram that ends with this text.
   *
   * @param suffix the end, in UTF-8
   * @return a matcher
   */
  public static DatagramMatcher endsWith(String suffix) {
    byte[] bytes = Payloads.utf8(Objects.requireNonNull(suffix, "suffix"));
    return of("a text ending with " + Words.quoted(suffix), Expected.part(bytes, PartPlace.END));
  }

  /**
   * Matches a datagram that contains this text.
   *
   * @param part the text, in UTF-8
   * @return a matcher
   */
  public static DatagramMatcher contains(String part) {
    byte[] bytes = Payloads.utf8(Objects.requireNonNull(part, "part"));
    return of("a text containing " + Words.quoted(part), Expected.part(bytes, PartPlace.ANYWHERE));
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
    return new DatagramMatcher(
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
    return new DatagramMatcher(
        "a datagram from " + words, datagram -> source.equals(datagram.source()));
  }

  /**
   * Matches a datagram from this peer.
   *
   * @param source another peer
   * @return a matcher
   */
  public static DatagramMatcher sentFrom(DatagramPeer source) {
    Objects.requireNonNull(source, "source");
    return new DatagramMatcher(
        "a datagram from " + source, datagram -> Datagram.isAddressOf(source, datagram.source()));
  }

  /**
   * Matches a datagram by a function of its own.
   *
   * @param description what it looks for, in words for the failure
   * @param match tells of a datagram whether it is meant; what it throws fails the test
   * @return a matcher
   */
  public static DatagramMatcher matching(String description, Predicate<? super Datagram> match) {
    Objects.requireNonNull(match, "match");
    return new DatagramMatcher(words(description), match::test);
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
    return new DatagramMatcher(
        "a datagram decoded to " + words(Thrown.text(expected)),
        datagram -> expected.equals(decoder.decode(datagram.payload())));
  }

  /**
   * Matches a datagram by what it is decoded to.
   *
   * @param decoder makes the value; what it throws fails the test
   * @param description what is looked for, in words for the failure
   * @param match tells of the value whether it is meant; what it throws fails the test
   * @param <T> the value's type
   * @return a matcher
   */
  public static <T> DatagramMatcher decoded(
      DatagramDecoder<? extends T> decoder, String description, Predicate<? super T> match) {
    Objects.requireNonNull(decoder, "decoder");
    Objects.requireNonNull(match, "match");
    return new DatagramMatcher(
        words(description), datagram -> match.test(decoder.decode(datagram.payload())));
  }

  /**
   * Matches what both match; the other is asked only where this one matches.
   *
   * @param other the other matcher
   * @return a matcher
   */
  public DatagramMatcher and(DatagramMatcher other) {
    Objects.requireNonNull(other, "other");
    return new DatagramMatcher(
        description + " and " + other.description,
        datagram -> matches(datagram) && other.matches(datagram),
        datagram -> likenessOfTheOne(datagram, other));
  }

  /**
   * Matches what one of the two matches; the other is asked only where this one does not match.
   *
   * @param other the other matcher
   * @return a matcher
   */
  public DatagramMatcher or(DatagramMatcher other) {
    Objects.requireNonNull(other, "other");
    return new DatagramMatcher(
        description + " or " + other.description,
        datagram -> matches(datagram) || other.matches(datagram),
        datagram -> likeness.in(datagram).or(() -> other.likeness.in(datagram)));
  }

  /**
   * Matches what this one does not match.
   *
   * @return a matcher
   */
  public DatagramMatcher negate() {
    return new DatagramMatcher("anything but " + description, datagram -> !matches(datagram));
  }

  /** May run a user's function, and throws what that throws. */
  boolean matches(Datagram datagram) throws Exception {
    return test.matches(datagram);
  }

  /** The same for a look afterwards, when a failure has its own words already. */
  boolean matchesQuietly(Datagram datagram) {
    try {
      return test.matches(datagram);
    } catch (Throwable notForThisOne) {
      return false;
    }
  }

  /** Where both fail, what differs is not all of it. */
  private Optional<String> likenessOfTheOne(Datagram datagram, DatagramMatcher other) {
    if (matchesQuietly(datagram)) {
      return other.likeness.in(datagram);
    }
    return other.matchesQuietly(datagram) ? likeness.in(datagram) : Optional.empty();
  }

  /** Says in what a datagram is like one that matches; empty where it is not, or does match. */
  Optional<String> likeness(Datagram datagram) {
    return likeness.in(datagram);
  }

  /** Says which datagrams are meant: {@code text "PING"}. */
  @Override
  public String toString() {
    return description;
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
