package io.github.udppeer.internal.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** In what two payloads differ that a reader would take for the same. */
public final class PayloadLikeness {

  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final List<Charset> OTHERS = List.of(ISO_8859_1, UTF_16LE, UTF_16BE);
  private static final List<Integer> NUMBER_SIZES = List.of(2, 4, 8);

  private final byte[] expected;
  private final byte[] actual;

  private PayloadLikeness(byte[] expected, byte[] actual) {
    this.expected = expected;
    this.actual = actual;
  }

  /** Returns what is all that differs; empty where nothing does, or something else too. */
  public static Optional<String> between(byte[] expected, byte[] actual) {
    if (Arrays.equals(expected, actual)) {
      return Optional.empty();
    }
    PayloadLikeness both = new PayloadLikeness(expected, actual);
    return both.end().or(both::byteOrderMark).or(both::charset).or(both::letters).or(both::number);
  }

  /** Returns which number is the other way round, if that is all that differs. */
  static Optional<String> byteOrder(byte[] expected, byte[] actual) {
    return new PayloadLikeness(expected, actual).number();
  }

  private Optional<String> end() {
    int end = contentLength(expected);
    if (end == 0
        || end != contentLength(actual)
        || !Arrays.equals(expected, 0, end, actual, 0, end)) {
      return Optional.empty();
    }
    String wanted = tail(expected, end);
    String was = tail(actual, end);
    return Optional.of("the end: expected " + wanted + ", was " + was);
  }

  private static String tail(byte[] payload, int start) {
    int end = payload.length;
    while (end > start && payload[end - 1] == 0) {
      end--;
    }
    String text =
        end == start ? "" : Words.quoted(new String(payload, start, end - start, ISO_8859_1));
    String zeros = end == payload.length ? "" : Words.zeroBytes(payload.length - end);
    if (text.isEmpty()) {
      return zeros.isEmpty() ? "none" : zeros;
    }
    return zeros.isEmpty() ? text : text + " and " + zeros;
  }

  /** The length without line ends, blanks and the zero bytes that end strings in C. */
  private static int contentLength(byte[] payload) {
    int length = payload.length;
    while (length > 0 && "\r\n\t \0".indexOf(payload[length - 1]) >= 0) {
      length--;
    }
    return length;
  }

  private Optional<String> byteOrderMark() {
    String mark = "a UTF-8 byte order mark (ef bb bf) at the start, which ";
    if (isMarked(actual, expected)) {
      return Optional.of(mark + "was not expected");
    }
    return isMarked(expected, actual) ? Optional.of(mark + "is missing") : Optional.empty();
  }

  private static boolean isMarked(byte[] marked, byte[] plain) {
    return marked.length == plain.length + MARK.length
        && Arrays.equals(marked, 0, MARK.length, MARK, 0, MARK.length)
        && Arrays.equals(marked, MARK.length, marked.length, plain, 0, plain.length);
  }

  private Optional<String> charset() {
    Optional<String> was = encodingOf(actual, expected);
    return was.isPresent()
        ? was.map(name -> "the charset: expected UTF-8, was " + name)
        : encodingOf(expected, actual).map(name -> "the charset: expected " + name + ", was UTF-8");
  }

  /** The charset in which the one payload is the text that the other one is in UTF-8. */
  private static Optional<String> encodingOf(byte[] other, byte[] utf8) {
    Optional<String> text = decoded(utf8);
    if (text.isEmpty() || text.get().isEmpty()) {
      return Optional.empty();
    }
    return OTHERS.stream()
        .filter(charset -> isEncoded(text.get(), charset, other))
        .map(Charset::name)
        .findFirst();
  }

  private static boolean isEncoded(String text, Charset charset, byte[] payload) {
    CharBuffer characters = CharBuffer.wrap(text);
    return charset.newEncoder().canEncode(characters)
        && (Arrays.equals(text.getBytes(charset), payload)
            || Arrays.equals(("\uFEFF" + text).getBytes(charset), payload));
  }

  private Optional<String> letters() {
    Optional<String> wanted = decoded(expected);
    Optional<String> was = decoded(actual);
    return wanted.isPresent() && was.isPresent() && wanted.get().equalsIgnoreCase(was.get())
        ? Optional.of("upper and lower case")
        : Optional.empty();
  }

  private static Optional<String> decoded(byte[] payload) {
    try {
      return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString());
    } catch (CharacterCodingException noText) {
      return Optional.empty();
    }
  }

  private Optional<String> number() {
    if (expected.length != actual.length) {
      return Optional.empty();
    }
    int first = Arrays.mismatch(expected, actual);
    int last = lastDifference();
    return NUMBER_SIZES.stream().flatMap(size -> numberOf(size, first, last).stream()).findFirst();
  }

  private int lastDifference() {
    int last = expected.length - 1;
    while (expected[last] == actual[last]) {
      last--;
    }
    return last;
  }

  private Optional<String> numberOf(int size, int first, int last) {
    for (int start = Math.max(0, last - size + 1); start <= first; start++) {
      if (start + size <= expected.length && isReversed(start, size)) {
        return Optional.of(
            String.format(
                Locale.ROOT, "the byte order of the %d bytes at offset %,d", size, start));
      }
    }
    return Optional.empty();
  }

  /** Letters in another order are a typing error rather than a number. */
  private boolean isReversed(int start, int size) {
    boolean text = true;
    for (int i = 0; i < size; i++) {
      if (expected[start + i] != actual[start + size - 1 - i]) {
        return false;
      }
      text &= expected[start + i] >= ' ' && expected[start + i] <= '~';
    }
    return !text;
  }
}
