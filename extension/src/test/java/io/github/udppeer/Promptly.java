package io.github.udppeer;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Awaits what comes within microseconds: by default a tenth of a second would pass each time. */
public final class Promptly {

  private Promptly() {}

  public static ConditionFactory await() {
    return Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1));
  }
}
