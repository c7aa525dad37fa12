package io.github.udppeer.internal.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PartLikenessTests {

  private static final PartPlace START = PartPlace.START;
  private static final PartPlace END = PartPlace.END;
  private static final PartPlace ANYWHERE = PartPlace.ANYWHERE;

  @ParameterizedTest
  @MethodSource
  void saysWhatIsAllThatDiffers(PartPlace place, byte[] part, byte[] payload, String difference) {
    assertThat(PartLikeness.of(part, payload, place)).hasValue(difference);
  }

  static Stream<Arguments> saysWhatIsAllThatDiffers() {
    String letters = "upper and lower case";
    return Stream.of(
        set("case inside", ANYWHERE, utf8("Größe"), utf8("die GRÖßE"), letters + ", at offset 4"),
        set("case behind", ANYWHERE, utf8("two"), utf8("é Two"), letters + ", at offset 3"),
        set("case at the start", START, utf8("ok"), utf8("OK then"), letters),
        set("case at the end", END, utf8("ok"), utf8("all OK"), letters),
        set(
            "case among bytes",
            ANYWHERE,
            utf8("ping"),
            latin("\u00ff PING \u00e4"),
            letters + ", at offset 2"),
        set(
            "line ends",
            ANYWHERE,
            utf8("a b\nc"),
            utf8("x a b\r\nc y"),
            ends("\"\\n\"", "\"\\r\\n\"")),
        set("Unix line ends", START, utf8("GET\r\n"), utf8("GET\n"), ends("\"\\r\\n\"", "\"\\n\"")),
        set(
            "the shortest line",
            START,
            utf8("ab\n"),
            utf8("ab\r\n"),
            ends("\"\\n\"", "\"\\r\\n\"")),
        set(
            "the shortest line anywhere",
            ANYWHERE,
            utf8("abc\n"),
            utf8("abc\r"),
            ends("\"\\n\"", "\"\\r\"")),
        set("no line end", END, utf8("GET\r\n"), utf8("> GET"), ends("\"\\r\\n\"", "none")),
        set(
            "old line ends",
            ANYWHERE,
            utf8("one\ntwo\n"),
            utf8("one\rtwo\r"),
            ends("\"\\n\"", "\"\\r\"")),
        set(
            "UTF-16LE",
            ANYWHERE,
            utf8("ok"),
            "all ok".getBytes(UTF_16LE),
            was("UTF-16LE") + ", at offset 8"),
        set("UTF-16BE", START, utf8("ok"), "ok then".getBytes(UTF_16BE), was("UTF-16BE")),
        set("marked", START, utf8("ok"), "\uFEFFok then".getBytes(UTF_16LE), was("UTF-16LE")),
        set("Latin-1", END, utf8("größe"), latin("die größe"), was("ISO-8859-1")),
        set(
            "UTF-8 unexpectedly",
            ANYWHERE,
            latin("größe"),
            utf8("die größe"),
            "the charset: expected ISO-8859-1, was UTF-8, at offset 4"),
        set(
            "two letters in three bytes",
            END,
            latin("aé"),
            utf8("> aé"),
            "the charset: expected ISO-8859-1, was UTF-8"),
        set(
            "blanks in UTF-16LE",
            START,
            utf8("a b\n"),
            "a b\n".getBytes(UTF_16LE),
            was("UTF-16LE")),
        set(
            "a number alone",
            START,
            new byte[] {0, 0, 0, 42},
            new byte[] {42, 0, 0, 0},
            "the byte order of the 4 bytes at offset 0"),
        set(
            "a number at the end",
            END,
            new byte[] {0, 0, 0, 42},
            new byte[] {1, 42, 0, 0, 0},
            "the byte order of the 4 bytes at offset 0"),
        set(
            "a number",
            START,
            new byte[] {0, 0, 0, 42},
            new byte[] {42, 0, 0, 0, 1},
            "the byte order of the 4 bytes at offset 0"),
        set(
            "a mark",
            START,
            utf8("ok"),
            utf8("\uFEFFok then"),
            "a UTF-8 byte order mark (ef bb bf) before it"));
  }

  @ParameterizedTest
  @MethodSource
  void saysNothingOfWhatMayBeChance(PartPlace place, byte[] part, byte[] payload) {
    assertThat(PartLikeness.of(part, payload, place)).isEmpty();
  }

  static Stream<Arguments> saysNothingOfWhatMayBeChance() {
    return Stream.of(
        none("found", ANYWHERE, utf8("ok"), utf8("all ok")),
        none("found at the start", ANYWHERE, utf8("two"), utf8("two TWO")),
        none("empty behind a mark", START, utf8(""), utf8("\uFEFF")),
        none("two bytes in another charset", START, utf8("éö"), latin("éö")),
        none("no text", START, new byte[] {1, 2}, "\1\2".getBytes(UTF_16LE)),
        none("no mark of a charset", START, utf8("ok"), latin("\1\1o\0k\0")),
        none("empty", ANYWHERE, utf8(""), utf8("all ok")),
        none("no payload", ANYWHERE, utf8("ok"), utf8("")),
        none("other text", ANYWHERE, utf8("two"), utf8("one, three")),
        none("two letters anywhere", ANYWHERE, utf8("ok"), utf8("all OK")),
        none("one letter", START, utf8("a"), utf8("A")),
        none("numbers", ANYWHERE, utf8("123"), utf8("124")),
        none("elsewhere than at the start", START, utf8("two"), utf8("one TWO")),
        none("elsewhere than at the end", END, utf8("one"), utf8("ONE two")),
        none("a line end alone", ANYWHERE, utf8("\n"), utf8("a\rb")),
        none("one letter and a line end", ANYWHERE, utf8("a\n"), utf8("a\rb")),
        none("one accent among bytes", ANYWHERE, utf8("é"), latin("\u0001é\u0002")),
        none("longer than the payload", END, utf8("a long part"), utf8("A")));
  }

  private static Arguments set(
      String name, PartPlace place, byte[] part, byte[] payload, String difference) {
    return argumentSet(name, place, part, payload, difference);
  }

  private static Arguments none(String name, PartPlace place, byte[] part, byte[] payload) {
    return argumentSet(name, place, part, payload);
  }

  private static String ends(String expected, String was) {
    return "the line ends: expected " + expected + ", was " + was;
  }

  private static String was(String charset) {
    return "the charset: expected UTF-8, was " + charset;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] latin(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
