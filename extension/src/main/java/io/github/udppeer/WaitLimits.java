package io.github.udppeer;

import io.github.udppeer.internal.group.GroupLimits;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long the peers of a group wait.
 *
 * @param receiveTimeout the limit of a wait for which nothing else is said
 * @param scale by what every limit is multiplied, also those given in the test's own code: one
 *     figure makes a whole suite patient on a slow machine
 * @since 0.1.0
 */
public record WaitLimits(Duration receiveTimeout, double scale) {

  /** Two seconds, not scaled. */
  public static final WaitLimits DEFAULT = new WaitLimits(Duration.ofSeconds(2), 1);

  /** The configuration parameter for the receive time-out: {@value}, such as {@code 500 ms}. */
  public static final String RECEIVE_TIMEOUT_PARAMETER = "udppeer.receive.timeout";

  /** The configuration parameter for the scale of all limits: {@value}, such as {@code 2.5}. */
  public static final String SCALE_PARAMETER = "udppeer.timeout.scale";

  private static final double LARGEST_SCALE = 1000;

  /**
   * Checks the values.
   *
   * @param receiveTimeout zero or more
   * @param scale more than 0 and at most 1000
   * @throws IllegalArgumentException if the time-out is negative, or the scale is not between 0,
   *     exclusive, and 1000
   */
  public WaitLimits {
    if (receiveTimeout.isNegative()) {
      throw new IllegalArgumentException(
          "the receive timeout must not be negative, but was " + receiveTimeout);
    }
    if (!(scale > 0 && scale <= LARGEST_SCALE)) {
      throw new IllegalArgumentException(
          "the timeout scale must be more than 0 and at most 1000, but was " + scale);
    }
  }

  /**
   * Reads the limits from configuration parameters; what is not set keeps its default.
   *
   * @param parameters gives a parameter's value by its name
   * @return the limits
   * @throws IllegalArgumentException if a value does not have the form that it must have
   */
  public static WaitLimits from(Function<String, Optional<String>> parameters) {
    Objects.requireNonNull(parameters, "parameters");
    Optional<String> timeout = parameters.apply(RECEIVE_TIMEOUT_PARAMETER);
    Optional<String> factor = parameters.apply(SCALE_PARAMETER);
    return new WaitLimits(
        timeout.isPresent() ? parseDuration(timeout.get()) : DEFAULT.receiveTimeout,
        factor.isPresent() ? parseScale(factor.get()) : DEFAULT.scale);
  }

  /**
   * Returns a limit as it is waited for.
   *
   * @param limit a limit as it was written
   * @return the limit times the scale
   */
  public Duration scaled(Duration limit) {
    return ofGroup().scaled(limit);
  }

  GroupLimits ofGroup() {
    return new GroupLimits(receiveTimeout, scale);
  }

  private static Duration parseDuration(String value) {
    Matcher matcher = Pattern.compile("(\\d{1,9})\\s*(ms|s|m)").matcher(value.strip());
    if (!matcher.matches()) {
      throw invalid(RECEIVE_TIMEOUT_PARAMETER, value, "a number and a unit: 500 ms, 2 s, or 1 m");
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      default -> Duration.ofMinutes(number);
    };
  }

  private static double parseScale(String value) {
    try {
      double scale = Double.parseDouble(value.strip());
      if (scale > 0 && scale <= LARGEST_SCALE) {
        return scale;
      }
    } catch (NumberFormatException noNumber) {
      throw invalid(SCALE_PARAMETER, value, "a number such as 2.5");
    }
    throw invalid(SCALE_PARAMETER, value, "more than 0 and at most 1000");
  }

  private static IllegalArgumentException invalid(String parameter, String value, String form) {
    return new IllegalArgumentException(parameter + " is \"" + value + "\", but must be " + form);
  }
}
