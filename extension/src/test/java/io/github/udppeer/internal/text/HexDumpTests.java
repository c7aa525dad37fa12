package io.github.udppeer.internal.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HexDumpTests {

  private static final String[] ROWS = {
    "  0000  00 01 02 03 04 05 06 07  08 09 0a 0b 0c 0d 0e 0f  |................|",
    "  0010  10 11 12 13 14 15 16 17  18 19 1a 1b 1c 1d 1e 1f  |................|",
    "  0020  20 21 22 23 24 25 26 27  28 29 2a 2b 2c 2d 2e 2f  | !\"#$%&'()*+,-./|",
    "  0030  30 31 32 33 34 35 36 37  38 39 3a 3b 3c 3d 3e 3f  |0123456789:;<=>?|",
    "  0040  40 41 42 43 44 45 46 47  48 49 4a 4b 4c 4d 4e 4f  |@ABCDEFGHIJKLMNO|",
    "  0050  50 51 52 53 54 55 56 57  58 59 5a 5b 5c 5d 5e 5f  |PQRSTUVWXYZ[\\]^_|",
    "  0060  60 61 62 63 64 65 66 67  68 69 6a 6b 6c 6d 6e 6f  |`abcdefghijklmno|",
    "  0070  70 71 72 73 74 75 76 77  78 79 7a 7b 7c 7d 7e 7f  |pqrstuvwxyz{|}~.|",
  };

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  @Nested
  class Rows {

    @Test
    void showOffsetHexAndAscii() {
      assertThat(HexDump.of(utf8("PONG 0042 ok\r\n")))
          .containsExactly(
              "  0000  50 4f 4e 47 20 30 30 34  32 20 6f 6b 0d 0a        |PONG 0042 ok..|");
    }

    @Test
    void ofNothingAreNone() {
      assertThat(HexDump.of(new byte[0])).isEmpty();
      assertThat(HexDump.around(new byte[0], 0)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "16, 1", "17, 2", "32, 2", "64, 4"})
    void areAsManyAsNeeded(int length, int rows) {
      assertThat(HexDump.of(bytes(length))).hasSize(rows);
    }

    @Test
    void areFourAtMostAndTheRestIsTold() {
      assertThat(HexDump.of(bytes(64))).containsExactly(Arrays.copyOf(ROWS, 4));
      assertThat(HexDump.of(bytes(65)))
          .startsWith(Arrays.copyOf(ROWS, 4))
          .hasSize(5)
          .last()
          .isEqualTo("  (bytes 0 to 63 of 65)");
    }

    @Test
    void showEveryByteInTwoDigits() {
      byte[] bytes = {(byte) 0x80, (byte) 0xff, 0x7e, 0x7f, 0x20, 0x1f};

      assertThat(HexDump.of(bytes))
          .containsExactly("  0000  80 ff 7e 7f 20 1f                                 |..~. .|");
    }

    @Test
    void keepTheirColumnsAtTheLongestDatagram() {
      assertThat(HexDump.around(new byte[65_527], 65_526))
          .containsExactly(
              "  ffc0  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|",
              "  ffd0  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|",
              "  ffe0  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|",
              "  fff0  00 00 00 00 00 00 00                              |.......|",
              "  (bytes 65,472 to 65,526 of 65,527)");
    }
  }

  @Nested
  class RowsRoundAnOffset {

    @ParameterizedTest
    @CsvSource({
      "0,   0, 0 to 63",
      "31,  0, 0 to 63",
      "32,  1, 16 to 79",
      "47,  1, 16 to 79",
      "48,  2, 32 to 95",
      "64,  3, 48 to 111",
      "80,  4, 64 to 127",
      "127, 4, 64 to 127",
      "500, 4, 64 to 127",
    })
    void beginWithTheOneBeforeIt(int offset, int firstRow, String shown) {
      List<String> expected =
          IntStream.range(firstRow, firstRow + 4).mapToObj(row -> ROWS[row]).toList();

      assertThat(HexDump.around(bytes(128), offset))
          .hasSize(5)
          .startsWith(expected.toArray(String[]::new))
          .endsWith("  (bytes " + shown + " of 128)");
    }
  }

  @Nested
  class AMark {

    @ParameterizedTest
    @CsvSource({"0, 8", "1, 11", "7, 29", "8, 33", "12, 45"})
    void standsUnderItsByte(int offset, int column) {
      List<String> lines = HexDump.marked(bytes(16), offset, "here");

      assertThat(lines).containsExactly(ROWS[0], " ".repeat(column) + "^^ here");
      assertThat(ROWS[0].substring(column, column + 2)).isEqualTo("%02x".formatted(offset));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 15, 16, 40, 63, 64, 100, 127})
    void standsUnderTheRowOfItsByte(int offset) {
      List<String> lines = HexDump.marked(bytes(128), offset, "here");
      int mark = lines.indexOf(lines.stream().filter(l -> l.contains("^^")).findFirst().get());
      int column = lines.get(mark).indexOf("^^");

      assertThat(lines).hasSize(6);
      assertThat(lines.get(mark - 1).substring(column, column + 2))
          .isEqualTo("%02x".formatted(offset));
    }

    @Test
    void behindTheLastByteStandsWhereTheNextWouldBe() {
      assertThat(HexDump.marked(utf8("PONG"), 4, "ends"))
          .containsExactly(
              "  0000  50 4f 4e 47                                       |PONG|",
              "                    ^^ ends");
    }

    @Test
    void behindAFullRowStandsBehindIt() {
      assertThat(HexDump.marked(bytes(16), 16, "ends"))
          .containsExactly(ROWS[0], " ".repeat(57) + "^^ ends");
    }

    @Test
    void inNothingStandsAtTheBeginning() {
      assertThat(HexDump.marked(new byte[0], 0, "ends")).containsExactly("        ^^ ends");
    }

    @Test
    void hasItsRemarkBelowWhereItWouldLeaveThePage() {
      String fits = "x".repeat(100 - 54 - 3);

      assertThat(HexDump.marked(bytes(16), 15, fits))
          .containsExactly(ROWS[0], " ".repeat(54) + "^^ " + fits);
      assertThat(HexDump.marked(bytes(16), 15, fits + "x"))
          .containsExactly(ROWS[0], " ".repeat(54) + "^^", " ".repeat(56) + fits + "x");
      assertThat(HexDump.marked(bytes(16), 15, "x".repeat(99)))
          .containsExactly(ROWS[0], " ".repeat(54) + "^^", "  " + "x".repeat(99));
    }
  }
}
