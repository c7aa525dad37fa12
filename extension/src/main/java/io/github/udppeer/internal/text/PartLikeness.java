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
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * In what a payload has a part that was looked for in vain: with other line ends, in another letter
 * case, or in another charset. What is so short that it may be there by chance is no likeness.
 */
public final class PartLikeness {

  private static final List<Charset> OTHERS = List.of(UTF_16LE, UTF_16BE, ISO_8859_1);
  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final String LINE_END = "\r\n|\n|\r";
  private static final int LEAST_AT_ITS_PLACE = 2;
  private static final int LEAST_ANYWHERE = 3;

  private final byte[] part;
  private final byte[] payload;
  private final PartPlace place;
  private final int least;

  private PartLikeness(byte[] part, byte[] payload, PartPlace place) {
    this.part = part;
    this.payload = payload;
    this.place = place;
    this.least = place == PartPlace.ANYWHERE ? LEAST_ANYWHERE : LEAST_AT_ITS_PLACE;
  }

  /** Returns what is all that differs; empty where nothing does, or something else too. */
  public static Optional<String> of(byte[] part, byte[] payload, PartPlace place) {
    PartLikeness both = new PartLikeness(part, payload, place);
    if (both.find(part) >= 0) {
      return Optional.empty();
    }
    return both.mark().or(both::lineEnds).or(both::letters).or(both::charset).or(both::byteOrder);
  }

  private Optional<String> mark() {
    boolean isBehindMark =
        place == PartPlace.START
            && startsWith(payload, 0, MARK)
            && startsWith(payload, MARK.length, part);
    return isBehindMark
        ? Optional.of("a UTF-8 byte order mark (ef bb bf) before it")
        : Optional.empty();
  }

  private Optional<String> lineEnds() {
    String text = new String(part, ISO_8859_1);
    List<String> ends =
        Pattern.compile(LINE_END).matcher(text).results().map(it -> it.group()).toList();
    String[] lines = text.split(LINE_END, -1);
    if (ends.isEmpty() || text.length() - String.join("", ends).length() < least) {
      return Optional.empty();
    }
    Matcher found = matcher(pattern(lines), new String(payload, ISO_8859_1));
    if (!found.find()) {
      return Optional.empty();
    }
    for (int number = 0; number < ends.size(); number++) {
      String was = found.group(number + 1);
      if (!was.equals(ends.get(number))) {
        return Optional.of(
            "the line ends: expected " + quoted(ends.get(number)) + ", was " + quoted(was));
      }
    }
    return Optional.empty();
  }

  private static String pattern(String[] lines) {
    return String.join("(" + LINE_END + "|\\z)", Arrays.stream(lines).map(Pattern::quote).toList());
  }

  private static String quoted(String end) {
    return end.isEmpty() ? "none" : Words.quoted(end);
  }

  private Optional<String> letters() {
    Optional<String> wanted = decoded(part, UTF_8);
    Optional<String> text = decoded(payload, UTF_8);
    Charset charset = wanted.isPresent() && text.isPresent() ? UTF_8 : ISO_8859_1;
    String sought = new String(part, charset);
    if (sought.length() < least || sought.chars().filter(Character::isLetter).count() < 2) {
      return Optional.empty();
    }
    String whole = new String(payload, charset);
    String pattern = "(?i" + (charset.equals(UTF_8) ? "u" : "") + ":" + Pattern.quote(sought) + ")";
    Matcher found = matcher(pattern, whole);
    return found.find()
        ? Optional.of(
            "upper and lower case" + at(whole.substring(0, found.start()).getBytes(charset).length))
        : Optional.empty();
  }

  private Matcher matcher(String pattern, String text) {
    return Pattern.compile(place.anchored(pattern)).matcher(text);
  }

  private Optional<String> charset() {
    for (Charset other : OTHERS) {
      Optional<String> found = inPlaceOf(UTF_8, other).or(() -> inPlaceOf(other, UTF_8));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** Whether the part is text in the one charset, and the payload has that text in the other. */
  private Optional<String> inPlaceOf(Charset expected, Charset actual) {
    Optional<byte[]> sought =
        decoded(part, expected)
            .filter(text -> text.length() >= LEAST_AT_ITS_PLACE && isText(text))
            .flatMap(text -> encoded(text, actual))
            .filter(bytes -> bytes.length >= LEAST_ANYWHERE);
    int offset = sought.map(this::findMarked).orElse(-1);
    return offset < 0
        ? Optional.empty()
        : Optional.of("the charset: expected " + expected + ", was " + actual + at(offset));
  }

  /** Where the part has its place, that may hold a number the other way round. */
  private Optional<String> byteOrder() {
    int start = place == PartPlace.END ? payload.length - part.length : 0;
    return place == PartPlace.ANYWHERE || part.length > payload.length
        ? Optional.empty()
        : PayloadLikeness.byteOrder(part, Arrays.copyOfRange(payload, start, start + part.length));
  }

  private static boolean isText(String text) {
    return text.codePoints()
        .allMatch(
            point -> Character.isWhitespace(point) || Words.isPrintable(Character.toString(point)));
  }

  /** At the start, a byte order mark may come before it. */
  private int findMarked(byte[] bytes) {
    boolean isMarked =
        place == PartPlace.START
            && startsWith(payload, 2, bytes)
            && ((payload[0] ^ payload[1]) & 0xff) == 1;
    return isMarked ? 2 : find(bytes);
  }

  private String at(int offset) {
    return place == PartPlace.ANYWHERE ? ", at offset " + Words.number(offset) : "";
  }

  private int find(byte[] bytes) {
    int last = payload.length - bytes.length;
    int first = place == PartPlace.END ? Math.max(0, last) : 0;
    int end = place == PartPlace.START ? Math.min(0, last) : last;
    for (int start = first; start <= end; start++) {
      if (startsWith(payload, start, bytes)) {
        return start;
      }
    }
    return -1;
  }

  private static boolean startsWith(byte[] payload, int start, byte[] bytes) {
    int end = start + bytes.length;
    return end <= payload.length && Arrays.equals(payload, start, end, bytes, 0, bytes.length);
  }

  private static Optional<String> decoded(byte[] bytes, Charset charset) {
    try {
      return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException noText) {
      return Optional.empty();
    }
  }

  private static Optional<byte[]> encoded(String text, Charset charset) {
    return charset.newEncoder().canEncode(CharBuffer.wrap(text))
        ? Optional.of(text.getBytes(charset))
        : Optional.empty();
  }
}
