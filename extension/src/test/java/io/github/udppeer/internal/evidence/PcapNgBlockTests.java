package io.github.udppeer.internal.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PcapNgBlockTests {

  private static byte[] written(PcapNgBlock block) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    block.writeTo(file);
    return file.toByteArray();
  }

  @Test
  void withoutOptionsHasNoEndOfOptions() throws IOException {
    assertThat(HexFormat.of().formatHex(written(new PcapNgBlock(6).int32(1).int16(2).int16(3))))
        .isEqualTo("00000006" + "00000014" + "00000001" + "0002" + "0003" + "00000014");
  }

  @ParameterizedTest
  @CsvSource({"'', ''", "01, 01000000", "0102, 01020000", "010203, 01020300", "01020304, 01020304"})
  void fillsBytesUpTo32Bits(String digits, String padded) throws IOException {
    byte[] bytes = HexFormat.of().parseHex(digits);

    String block = HexFormat.of().formatHex(written(new PcapNgBlock(6).bytes(bytes)));

    assertThat(block.substring(16, block.length() - 8)).isEqualTo(padded);
  }

  @ParameterizedTest
  @CsvSource({
    "0, x, 1",
    "65534, x, 65535",
    "65535, x, 65535",
    "65533, é, 65535",
    "65534, é, 65534"
  })
  void cutsAnOptionThatIsTooLongBeforeACharacter(int before, String last, int kept)
      throws IOException {
    byte[] block = written(new PcapNgBlock(6).option(1, "x".repeat(before) + last));

    int length = ByteBuffer.wrap(block).getShort(10) & 0xffff;
    assertThat(length).isEqualTo(kept);
    assertThat(block).hasSize(12 + 4 + (kept + 3) / 4 * 4 + 4);
  }
}
