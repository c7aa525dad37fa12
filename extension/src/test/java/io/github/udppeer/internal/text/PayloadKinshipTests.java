package io.github.udppeer.internal.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayloadKinshipTests {

  private static byte[] bytes(String text) {
    return text.replace('0', '\0').getBytes(ISO_8859_1);
  }

  @ParameterizedTest
  @CsvSource({
    "PING, P, ING, true",
    "PING, PIN, G, true",
    "PING 42, PING, ' 42', true",
    "PIN, P, IN, false",
    "PING, '', PING, false",
    "PING, PING, '', false",
    "PINGS, PI, NG, false",
    "PIN, PI, NG, false",
    "PING, PX, NG, false",
    "PING, PI, XG, false",
  })
  void findsOutWhatTwoAreTogether(String whole, String first, String second, boolean together) {
    assertThat(PayloadKinship.isTogether(bytes(whole), bytes(first), bytes(second)))
        .isEqualTo(together);
  }

  /** A 0 stands for a zero byte. */
  @ParameterizedTest
  @CsvSource({
    "the least, ab, abXY, zzXY, 2",
    "a longer one, ab, abXYZ, zzXYZW, 2",
    "behind filling, ab, ab00X, zz00X, 2",
    "behind blanks, ab, 'ab X', 'zz X', 2",
    "one byte, ab, abX, zzX, -1",
    "shorter than expected, abcd, ab, zzzz, -1",
    "nothing expected, '', XY, XY, -1",
    "longer than what was before, ab, abXY, zzX, -1",
    "other than expected, ab, aXXY, zzXY, -1",
    "other bytes, ab, abXY, zzXZ, -1",
    "what was expected before, ab, abXY, abXY, -1",
    "zero bytes, ab, ab00, zz00, -1",
    "blanks, ab, 'ab  ', 'zz  ', -1",
    "both, ab, 'ab 0', 'zz 0', -1",
  })
  void findsTheTailOfWhatWasBefore(
      String what, String expected, String actual, String before, int offset) {
    assertThat(PayloadKinship.staleTail(bytes(expected), bytes(actual), bytes(before)))
        .as(what)
        .isEqualTo(offset < 0 ? OptionalInt.empty() : OptionalInt.of(offset));
  }

  @ParameterizedTest
  @CsvSource({
    "the least, OK, PINGS, PING, 4",
    "the request itself, OK, PING, PING, 4",
    "most of it, OK, PING 1, PING 2, 5",
    "expected for two bytes less, PIxx, PINGS, PING, 4",
    "expected for one byte less, PINx, PINGS, PING, 0",
    "too few, OK, PINS, PING, 0",
    "nothing, OK, OK, PING, 0",
  })
  void findsTheStartOfTheRequest(
      String what, String expected, String actual, String request, int same) {
    assertThat(PayloadKinship.requestsStart(bytes(expected), bytes(actual), bytes(request)))
        .as(what)
        .isEqualTo(same);
  }
}
