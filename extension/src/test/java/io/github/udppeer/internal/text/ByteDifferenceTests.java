package io.github.udppeer.internal.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteDifferenceTests {

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "PONG", "größe"})
  void ofEqualPayloadsIsNone(String text) {
    assertThat(ByteDifference.between(utf8(text), utf8(text))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PONG | PING | 1 | first difference at offset 1: expected 4f, was 49",
        "PONG | pong | 0 | first difference at offset 0: expected 50, was 70",
        "PONG | PON  | 3 | first difference at offset 3: the datagram ends, 1 byte missing",
        "PONG | ''   | 0 | first difference at offset 0: the datagram ends, 4 bytes missing",
        "PON  | PONG | 3 | first difference at offset 3: 1 byte more than expected",
        "''   | PONG | 0 | first difference at offset 0: 4 bytes more than expected",
        "PONG | PIN  | 1 | first difference at offset 1: expected 4f, was 49",
      })
  void isTheFirst(String expected, String actual, int offset, String remark) {
    assertThat(ByteDifference.between(utf8(expected), utf8(actual)))
        .contains(new ByteDifference(offset, remark));
  }

  @Test
  void showsBytesUnsigned() {
    assertThat(ByteDifference.between(new byte[] {(byte) 0xff}, new byte[] {(byte) 0x80}))
        .get()
        .extracting(ByteDifference::remark)
        .isEqualTo("first difference at offset 0: expected ff, was 80");
  }

  @Test
  void farBehindHasItsOffsetInGroups() {
    byte[] one = new byte[65_507];
    byte[] other = one.clone();
    other[65_506] = 1;

    assertThat(ByteDifference.between(one, other))
        .contains(
            new ByteDifference(65_506, "first difference at offset 65,506: expected 00, was 01"));
  }

  @ParameterizedTest
  @CsvSource({"PONG, PONG, 4", "PONG, PING, 3", "PONG, PO, 2", "PONG, xxxx, 0", "'', PONG, 0"})
  void equalBytesAreCountedInTheirPlaces(String one, String other, int count) {
    assertThat(ByteDifference.equalBytes(utf8(one), utf8(other))).isEqualTo(count);
    assertThat(ByteDifference.equalBytes(utf8(other), utf8(one))).isEqualTo(count);
  }
}
