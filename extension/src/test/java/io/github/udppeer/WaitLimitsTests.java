package io.github.udppeer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaitLimitsTests {

  private static WaitLimits from(Map<String, String> parameters) {
    return WaitLimits.from(name -> Optional.ofNullable(parameters.get(name)));
  }

  @Nested
  class FromParameters {

    @Test
    void thatAreNotSetGivesTheDefaults() {
      assertThat(from(Map.of()))
          .isEqualTo(WaitLimits.DEFAULT)
          .isEqualTo(new WaitLimits(Duration.ofSeconds(2), 1));
    }

    @ParameterizedTest
    @CsvSource({
      "2 s,    PT2S",
      "2s,     PT2S",
      "500 ms, PT0.5S",
      "500ms,  PT0.5S",
      "1 m,    PT1M",
      "0 s,    PT0S",
      "' 3 s ', PT3S",
      "999999999 m, PT16666666H39M",
    })
    void readsATimeout(String value, Duration expected) {
      assertThat(from(Map.of("udppeer.receive.timeout", value)))
          .isEqualTo(new WaitLimits(expected, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "s", "", "-1 s", "1.5 s", "2 seconds", "PT2S", "1 s 5 ms", "2 S"})
    void refusesAnotherTimeout(String value) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> from(Map.of("udppeer.receive.timeout", value)))
          .withMessage(
              "udppeer.receive.timeout is \""
                  + value
                  + "\", but must be a number and a unit: 500 ms, 2 s, or 1 m");
    }

    @ParameterizedTest
    @CsvSource({"2.5, 2.5", "1, 1", "0.25, 0.25", "1000, 1000", "' 3 ', 3"})
    void readsAScale(String value, double expected) {
      assertThat(from(Map.of("udppeer.timeout.scale", value)))
          .isEqualTo(new WaitLimits(Duration.ofSeconds(2), expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "", "2,5", "3x"})
    void refusesWhatIsNoScale(String value) {
      refusesScale(value, "a number such as 2.5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1000.1", "NaN", "Infinity"})
    void refusesAScaleOutOfRange(String value) {
      refusesScale(value, "more than 0 and at most 1000");
    }

    private void refusesScale(String value, String form) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> from(Map.of("udppeer.timeout.scale", value)))
          .withMessage("udppeer.timeout.scale is \"" + value + "\", but must be " + form);
    }

    @Test
    void needsParameters() {
      assertThatNullPointerException()
          .isThrownBy(() -> WaitLimits.from(null))
          .withMessage("parameters");
    }
  }

  @Nested
  class OfValues {

    @Test
    void refusesANegativeTimeout() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new WaitLimits(Duration.ofMillis(-1), 1))
          .withMessage("the receive timeout must not be negative, but was PT-0.001S");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 1000.1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesAScaleOutOfRange(double scale) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new WaitLimits(Duration.ofSeconds(2), scale))
          .withMessage("the timeout scale must be more than 0 and at most 1000, but was " + scale);
    }
  }

  @Nested
  class Scaling {

    @ParameterizedTest
    @CsvSource({
      "1,    PT0.25S, PT0.25S",
      "2.5,  PT2S,    PT5S",
      "0.5,  PT0.25S, PT0.125S",
      "1000, PT0S,    PT0S",
      "3,    PT0.000000001S, PT0.000000003S",
    })
    void multipliesEveryLimit(double scale, Duration limit, Duration expected) {
      assertThat(new WaitLimits(Duration.ofSeconds(2), scale).scaled(limit)).isEqualTo(expected);
    }

    @Test
    void keepsAVeryLongLimitLong() {
      Duration longest = Duration.ofSeconds(Long.MAX_VALUE);

      assertThat(WaitLimits.DEFAULT.scaled(longest)).isEqualTo(longest);
      assertThat(new WaitLimits(Duration.ZERO, 2).scaled(longest))
          .isGreaterThan(Duration.ofDays(100 * 365));
    }
  }
}
