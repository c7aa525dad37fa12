package io.github.udppeer.core;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Awaits what comes within microseconds: by default a tenth of a second would pass each time. */
final class Promptly {

  private Promptly() {}

  static ConditionFactory await() {
    return Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1));
  }
}
