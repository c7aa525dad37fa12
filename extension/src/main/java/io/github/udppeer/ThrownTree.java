package io.github.udppeer;

import io.github.udppeer.core.Thrown;
import java.util.List;
import org.opentest4j.MultipleFailuresError;

/**
 * An exception, its causes, what was suppressed, and what it collects, each once however they are
 * linked.
 */
final class ThrownTree {

  private ThrownTree() {}

  static List<Throwable> of(Throwable thrown) {
    return Thrown.withCauses(
        thrown,
        each -> each instanceof MultipleFailuresError several ? several.getFailures() : List.of());
  }
}
