package io.github.udppeer.internal.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PayloadLikenessTests {

  @ParameterizedTest
  @MethodSource
  void saysWhatIsAllThatDiffers(byte[] expected, byte[] actual, String difference) {
    assertThat(PayloadLikeness.between(expected, actual)).hasValue(difference);
  }

  static Stream<Arguments> saysWhatIsAllThatDiffers() {
    return Stream.of(
        argumentSet("line end missing", utf8("ok\n"), utf8("ok"), end("\"\\n\"", "none")),
        argumentSet("line end too many", utf8("ok"), utf8("ok\r\n"), end("none", "\"\\r\\n\"")),
        argumentSet("other line end", utf8("ok\n"), utf8("ok\r\n"), end("\"\\n\"", "\"\\r\\n\"")),
        argumentSet("end of a string in C", utf8("ok"), utf8("ok\0"), end("none", "1 zero byte")),
        argumentSet(
            "a buffer's rest",
            utf8("ok"),
            utf8("ok" + "\0".repeat(13)),
            end("none", "13 zero bytes")),
        argumentSet(
            "line end and a buffer's rest",
            utf8("ok\n"),
            utf8("ok\r\n\0\0"),
            end("\"\\n\"", "\"\\r\\n\" and 2 zero bytes")),
        argumentSet("letter case", utf8("Größe 1"), utf8("GRÖßE 1"), "upper and lower case"),
        argumentSet("mark", utf8("ok"), utf8("\uFEFFok"), mark("was not expected")),
        argumentSet("no mark", utf8("\uFEFFok"), utf8("ok"), mark("is missing")),
        argumentSet("Latin-1", utf8("Größe"), "Größe".getBytes(ISO_8859_1), was("ISO-8859-1")),
        argumentSet("UTF-16LE", utf8("ok"), "ok".getBytes(UTF_16LE), was("UTF-16LE")),
        argumentSet("UTF-16BE", utf8("ok"), "ok".getBytes(UTF_16BE), was("UTF-16BE")),
        argumentSet("marked", utf8("ok"), "\uFEFFok".getBytes(UTF_16LE), was("UTF-16LE")),
        argumentSet(
            "UTF-8 unexpectedly",
            "Größe".getBytes(ISO_8859_1),
            utf8("Größe"),
            "the charset: expected ISO-8859-1, was UTF-8"),
        argumentSet("two bytes", hex("0001ff"), hex("0100ff"), order(2, 0)),
        argumentSet("four bytes", hex("ff0000002a"), hex("ff2a000000"), order(4, 1)),
        argumentSet("eight bytes", hex("0000000000000102"), hex("0201000000000000"), order(8, 0)));
  }

  @ParameterizedTest
  @MethodSource
  void saysNothingOfOtherDifferences(byte[] expected, byte[] actual) {
    assertThat(PayloadLikeness.between(expected, actual)).isEmpty();
  }

  static Stream<Arguments> saysNothingOfOtherDifferences() {
    return Stream.of(
        argumentSet("equal", utf8("ok"), utf8("ok")),
        argumentSet("both empty", utf8(""), utf8("")),
        argumentSet("empty", utf8("ok"), utf8("")),
        argumentSet("only blanks", utf8("\n"), utf8("\r\n")),
        argumentSet("other text", utf8("ok"), utf8("no")),
        argumentSet("case and end", utf8("ok\n"), utf8("OK")),
        argumentSet("letters swapped", utf8("the"), utf8("teh")),
        argumentSet("no text", hex("ff"), hex("fe")),
        argumentSet("blank and letter swapped", utf8(" a"), utf8("a ")),
        argumentSet("tilde and letter swapped", utf8("~a"), utf8("a~")),
        argumentSet("a number and a byte", hex("000105"), hex("010007")),
        argumentSet("two numbers", hex("00010002"), hex("01000200")),
        argumentSet("numbers that differ", hex("00000001"), hex("02000000")),
        argumentSet("longer", hex("0001"), hex("010000")));
  }

  private static String end(String expected, String was) {
    return "the end: expected " + expected + ", was " + was;
  }

  private static String mark(String how) {
    return "a UTF-8 byte order mark (ef bb bf) at the start, which " + how;
  }

  private static String was(String charset) {
    return "the charset: expected UTF-8, was " + charset;
  }

  private static String order(int bytes, int offset) {
    return "the byte order of the %d bytes at offset %d".formatted(bytes, offset);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
