package io.github.udppeer.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EphemeralRangeTests {

  private static final EphemeralRange IANA = new EphemeralRange(49_152, 65_535);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"32768\t60999\n", " 32768 60999"})
  void isReadFromTheSystemsFile(String text) throws IOException {
    assertThat(EphemeralRange.of(Files.writeString(folder.resolve("range"), text)))
        .isEqualTo(new EphemeralRange(32_768, 60_999));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "32768", "32768 60999 1", "132768 60999", "low high"})
  void isTheOneOfIanaWhereTheFileHasAnotherForm(String text) throws IOException {
    assertThat(EphemeralRange.of(Files.writeString(folder.resolve("range"), text))).isEqualTo(IANA);
  }

  @Test
  void isTheOneOfIanaWhereThereIsNoFile() {
    assertThat(EphemeralRange.of(folder.resolve("missing"))).isEqualTo(IANA);
  }

  @ParameterizedTest
  @CsvSource({"999, false", "1000, true", "1001, true", "2000, true", "2001, false"})
  void containsItsEnds(int port, boolean contains) {
    assertThat(new EphemeralRange(1000, 2000).contains(port)).isEqualTo(contains);
  }
}
