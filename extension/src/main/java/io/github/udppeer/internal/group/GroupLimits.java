package io.github.udppeer.internal.group;

import java.time.Duration;

/**
 * How long the peers of a group wait.
 *
 * @param receiveTimeout for which nothing else is said
 * @param scale by what every limit is multiplied
 */
public record GroupLimits(Duration receiveTimeout, double scale) {

  public Duration scaled(Duration limit) {
    if (scale == 1) {
      return limit;
    }
    double nanos = limit.getSeconds() * 1e9 + limit.getNano();
    return Duration.ofNanos((long) (nanos * scale)); // a sum too large for a long becomes its most
  }
}
