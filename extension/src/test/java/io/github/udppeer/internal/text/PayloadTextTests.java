package io.github.udppeer.internal.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayloadTextTests {

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 20, empty",
    "00, 20, 1 zero byte",
    "000000, 20, 3 zero bytes",
    "4f4b, 20, '\"OK\"'",
    "4f4b4f4b4f4b, 7, '\"OK\"...'",
    "ffffffffff, 14, ff ff ff ff ff",
    "ffffffffff, 13, ff ff ff...",
    "ffffffffff, 12, ff ff ff...",
    "ffffffffff, 11, ff ff...",
    "ffffffffff, 0, ff...",
  })
  void beginsWithAsMuchAsThereIsRoomFor(String digits, int room, String beginning) {
    assertThat(PayloadText.beginning(hex(digits), room)).isEqualTo(beginning);
  }

  @Nested
  class AsText {

    private Optional<String> text(int letters, String digits) {
      byte[] end = hex(digits);
      byte[] bytes = Arrays.copyOf("x".repeat(letters).getBytes(UTF_8), letters + end.length);
      System.arraycopy(end, 0, bytes, letters, end.length);
      return PayloadText.text(bytes);
    }

    @Test
    void hasFewControlCharacters() {
      assertThat(text(7, "01")).hasValue("xxxxxxx\u0001");
      assertThat(text(6, "01")).isEmpty();
      assertThat(text(1, "0d0a09")).hasValue("x\r\n\t");
    }

    @Test
    void mayEndWithinACharacterWhereItWasCut() {
      assertThat(text(254, "c3a9")).hasValue("x".repeat(254) + "é");
      assertThat(text(255, "c3")).hasValue("x".repeat(255));
      assertThat(text(253, "f09f93")).hasValue("x".repeat(253));
    }

    @Test
    void mayNotEndWithinACharacterWhereItWasNotCut() {
      assertThat(text(254, "c3")).isEmpty();
      assertThat(text(0, "c3")).isEmpty();
    }

    @Test
    void endsWithNothingElse() {
      assertThat(text(252, "ffffffff")).isEmpty();
    }
  }

  @Test
  void hasNoRowForNothing() {
    assertThat(PayloadText.rows(hex("41".repeat(17)), 16)).hasLineCount(1);
    assertThat(PayloadText.rows(hex("41".repeat(32)), 99))
        .endsWith("\n0010  41 41 41 41 41 41 41 41  41 41 41 41 41 41 41 41  |AAAAAAAAAAAAAAAA|\n");
  }

  @Test
  void standsInRowsOfSixteenBytes() {
    assertThat(PayloadText.rows(hex("1f207e7f80" + "41".repeat(13)), 17))
        .isEqualTo(
            """
            0000  1f 20 7e 7f 80 41 41 41  41 41 41 41 41 41 41 41  |. ~..AAAAAAAAAAA|
            0010  41                                                |A|
            """);
  }
}
