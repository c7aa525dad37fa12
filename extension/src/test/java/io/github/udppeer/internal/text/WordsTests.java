package io.github.udppeer.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTests {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "999, 999",
    "1000, '1,000'",
    "-999, -999",
    "-1000, '-1,000'",
    "65507, '65,507'",
    "-1234, '-1,234'"
  })
  void numbersAreGrouped(long number, String words) {
    assertThat(Words.number(number)).isEqualTo(words);
  }

  @Test
  void oneIsSingular() {
    assertThat(Words.bytes(0)).isEqualTo("0 bytes");
    assertThat(Words.bytes(1)).isEqualTo("1 byte");
    assertThat(Words.bytes(65_507)).isEqualTo("65,507 bytes");
    assertThat(Words.datagrams(1)).isEqualTo("1 datagram");
    assertThat(Words.datagrams(4_744)).isEqualTo("4,744 datagrams");
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S,          0 ms",
    "PT0.000000999S, 0 ms",
    "PT0.000001S,   0.001 ms",
    "PT0.0015S,     1.5 ms",
    "PT0.1S,        100 ms",
    "PT0.25S,       250 ms",
    "PT0.999999S,   999.999 ms",
    "PT1S,          1 s",
    "PT1.5S,        1.5 s",
    "PT10S,         10 s",
    "PT2M,          120 s",
    "PT30H,         108000 s",
    "PT999999999S,  999999999 s",
    "PT1000000000S, '1,000,000,000 s'",
  })
  void durationsHaveTheirUnit(Duration duration, String words) {
    assertThat(Words.duration(duration)).isEqualTo(words);
  }

  @Test
  void aDurationMayBeLongerThanAnyLife() {
    assertThat(Words.duration(Duration.ofSeconds(Long.MAX_VALUE)))
        .isEqualTo("9,223,372,036,854,775,807 s");
  }

  @Nested
  class Addresses {

    @ParameterizedTest
    @CsvSource({
      "7f000001, 127.0.0.1:8125",
      "00000000, 0.0.0.0:8125",
      "00000000000000000000000000000001, [::1]:8125",
      "00000000000000000000000000000000, [::]:8125",
      "fe800000000000000000000000000001, [fe80::1]:8125",
      "20010db8000000000001000000000001, [2001:db8::1:0:0:1]:8125",
      "20010db8000000000001000000000000, [2001:db8:0:0:1::]:8125",
      "20010db8000000010000000000000001, [2001:db8:0:1::1]:8125",
      "20010db8000000010001000100010001, [2001:db8:0:1:1:1:1:1]:8125",
      "20010db8000000000000000000000000, [2001:db8::]:8125",
      "00010002000300040005000600070008, [1:2:3:4:5:6:7:8]:8125",
      "ff150000000000000000000000d30001, [ff15::d3:1]:8125",
      "00000000000100000000000000000000, [0:0:1::]:8125",
    })
    void areLiterals(String bytes, String words) throws UnknownHostException {
      InetAddress address = InetAddress.getByAddress(HexFormat.of().parseHex(bytes));

      assertThat(Words.address(new InetSocketAddress(address, 8125))).isEqualTo(words);
    }

    @Test
    void keepTheirScope() throws UnknownHostException {
      InetAddress scoped =
          Inet6Address.getByAddress(
              null, HexFormat.of().parseHex("fe800000000000000000000000000000"), 1);

      assertThat(Words.address(new InetSocketAddress(scoped, 53))).isEqualTo("[fe80::%1]:53");
    }

    @Test
    void withANameShowTheNumber() throws UnknownHostException {
      InetAddress named = InetAddress.getByAddress("statsd.example", new byte[] {127, 0, 0, 1});

      assertThat(Words.address(new InetSocketAddress(named, 8125))).isEqualTo("127.0.0.1:8125");
    }

    @Test
    void thatAreNotResolvedShowTheName() {
      assertThat(Words.address(InetSocketAddress.createUnresolved("statsd.example", 8125)))
          .isEqualTo("statsd.example:8125");
    }
  }

  @Nested
  class Quotes {

    @Test
    void escapeWhatCannotBeSeen() {
      assertThat(Words.quoted("a\r\n\t\"b\"\\\0\u001b\u007f\u2028"))
          .isEqualTo("\"a\\r\\n\\t\\\"b\\\"\\\\\\u0000\\u001b\\u007f\\u2028\"");
      assertThat(Words.quoted("\u202e\u200b\u0085")).isEqualTo("\"\\u202e\\u200b\\u0085\"");
    }

    @Test
    void leaveWhatCanBeSeen() {
      assertThat(Words.quoted("größe 100% 日本 \uD83D\uDCE1 \uFFFD"))
          .isEqualTo("\"größe 100% 日本 \uD83D\uDCE1 \uFFFD\"");
      assertThat(Words.quoted("")).isEqualTo("\"\"");
    }

    @Test
    void escapeHalfACharacter() {
      assertThat(Words.quoted("a\uD83D")).isEqualTo("\"a\\ud83d\"");
    }

    @Test
    void fitTheirRoomToTheLast() {
      assertThat(Words.quoted("x".repeat(58))).isEqualTo("\"" + "x".repeat(58) + "\"").hasSize(60);
      assertThat(Words.quoted("x".repeat(59)))
          .isEqualTo("\"" + "x".repeat(55) + "\"...")
          .hasSize(60);
      assertThat(Words.quoted("12345678", 10)).isEqualTo("\"12345678\"");
      assertThat(Words.quoted("123456789", 10)).isEqualTo("\"12345\"...");
    }

    @Test
    void areNotCutWithinAnEscape() {
      assertThat(Words.quoted("1234\n67890", 10)).isEqualTo("\"1234\"...");
      assertThat(Words.quoted("123\n567890", 10)).isEqualTo("\"123\\n\"...");
      assertThat(Words.quoted("\u0000\u0000", 5)).isEqualTo("\"\"...");
    }
  }

  @Nested
  class Folding {

    @Test
    void leavesALineOfThePagesWidth() {
      String line = "a".repeat(49) + " " + "b".repeat(50);

      assertThat(Words.folded(line)).containsExactly(line);
      assertThat(Words.folded("")).containsExactly("");
    }

    @Test
    void breaksAWiderLineAtABlank() {
      assertThat(Words.folded("a".repeat(49) + " " + "b".repeat(51)))
          .containsExactly("a".repeat(49), "    " + "b".repeat(51));
      assertThat(Words.folded("a".repeat(100) + " b")).containsExactly("a".repeat(100), "    b");
    }

    @Test
    void breaksAsOftenAsNeeded() {
      assertThat(Words.folded("word ".repeat(50).strip()))
          .hasSize(3)
          .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100))
          .satisfies(lines -> assertThat(String.join("", lines).split(" +")).hasSize(50));
    }

    @Test
    void keepsANumberWithItsUnit() {
      assertThat(Words.folded("a".repeat(80) + " into 1,400,000,000 bytes"))
          .containsExactly("a".repeat(80) + " into", "    1,400,000,000 bytes");
    }

    @Test
    void leavesALineWithoutABlank() {
      String word = "a".repeat(120);

      assertThat(Words.folded(word)).containsExactly(word);
      assertThat(Words.folded(" " + word)).containsExactly(" " + word);
      assertThat(Words.folded("  " + word)).containsExactly("  " + word);
    }

    @Test
    void keepsLinesApart() {
      assertThat(Words.folded("one\ntwo\n")).containsExactly("one", "two", "");
    }
  }

  @Nested
  class ATextOfSomebodyElses {

    @ParameterizedTest
    @CsvSource({"abcd, 4, abcd", "abcde, 4, abcd...", "abcdefghi, 4, abcd...", "'', 0, ''"})
    void hasNoMoreThanItsRoom(String text, int most, String printable) {
      assertThat(Words.printable(text, most)).isEqualTo(printable);
    }

    @Test
    void isOneLineOfWhatCanBeSeen() {
      assertThat(Words.printable("a \"b\" \\ c\nd\u0007\uD83D\uDCE1", 40))
          .isEqualTo("a \"b\" \\ c\\nd\\u0007\uD83D\uDCE1");
    }

    @Test
    void canBePrintedUnlessItHasMoreLinesOrMovesTheCursor() {
      assertThat(Words.isPrintable("größe \uD83D\uDCE1")).isTrue();
      assertThat(Words.isPrintable("a\n")).isFalse();
      assertThat(Words.isPrintable("\u001b[2J")).isFalse();
    }
  }

  @Test
  void aTextThatCanBeSeenStaysTheSame() {
    String text = "one\ntwo \"three\"";

    assertThat(Words.visible(text)).isSameAs(text);
    assertThat(Words.visible("\u0007")).isEqualTo("\\u0007");
  }

  @Test
  void whatTurnsLettersOrMovesTheCursorIsVisible() {
    assertThat(Words.visible("a\u202e \u001b[2J\r\t\"b\\\nline"))
        .isEqualTo("a\\u202e \\u001b[2J\\r\\t\"b\\\nline");
  }
}
