package io.github.udppeer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/** Payloads that break a message which is not careful with them. */
final class AwkwardPayloads {

  private static final int COLUMNS = 100;

  private AwkwardPayloads() {}

  /** For {@code @MethodSource}. */
  static Stream<Named<byte[]>> all() {
    return Stream.of(
        Named.of("empty", new byte[0]),
        Named.of("format characters", utf8("100% %n %s %d %% %1$tY {0} \\n")),
        Named.of("control characters", utf8("\0\u0007\b\t\n\u000b\f\r\u001b[31m\u007f")),
        Named.of("line ends", utf8("one\ntwo\r\nthree\rfour\u0085five\u2028six\u2029")),
        Named.of("invalid UTF-8", new byte[] {(byte) 0xc3, 0x28, (byte) 0xff, (byte) 0x80, 'a'}),
        Named.of("writing direction", utf8("\u202etxt.exe\u202c \u200b")),
        Named.of("beyond the basic plane", utf8("\uD83D\uDCE1 ".repeat(50))),
        Named.of("quotes and backslashes", utf8("\"a\\b\" ".repeat(40))),
        Named.of("the longest", longest()));
  }

  /** Verifies that a message is readable anywhere: no control characters, no wide lines. */
  static void verifyReadable(String message) {
    assertThat(message.split("\n", -1))
        .allSatisfy(
            line -> {
              assertThat(line).hasSizeLessThanOrEqualTo(COLUMNS);
              assertThat(line.codePoints().mapToObj(Character::getType))
                  .doesNotContain(
                      (int) Character.CONTROL,
                      (int) Character.FORMAT,
                      (int) Character.SURROGATE,
                      (int) Character.LINE_SEPARATOR,
                      (int) Character.PARAGRAPH_SEPARATOR);
            });
  }

  private static byte[] longest() {
    byte[] bytes = new byte[65_507];
    Arrays.fill(bytes, (byte) '%');
    return bytes;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
