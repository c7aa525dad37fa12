package io.github.udppeer.internal.failure;

import io.github.udppeer.internal.core.Thrown;
import java.util.List;
import org.opentest4j.MultipleFailuresError;

/**
 * An exception, its causes, what was suppressed, and what it collects, each once however they are
 * linked.
 */
public final class ThrownTree {

  private ThrownTree() {}

  public static List<Throwable> of(Throwable thrown) {
    return Thrown.withCauses(
        thrown,
        each -> each instanceof MultipleFailuresError several ? several.getFailures() : List.of());
  }
}
