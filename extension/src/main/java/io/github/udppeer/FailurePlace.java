package io.github.udppeer;

import io.github.udppeer.FailedAssertions.Failed;
import io.github.udppeer.core.Thrown;
import io.github.udppeer.report.Exchange;
import io.github.udppeer.report.Timeline;
import java.util.List;

/** Where and when a test failed, as far as its exception and the peers can tell. */
final class FailurePlace {

  private final Throwable thrown;
  private final Class<?> test;
  private final List<Failed> assertions;
  private final long seenNanos = System.nanoTime();

  FailurePlace(Throwable thrown, Class<?> test, List<Failed> assertions) {
    this.thrown = thrown;
    this.test = test;
    this.assertions =
        assertions.stream()
            .filter(failed -> ThrownTree.of(thrown).stream().anyMatch(failed.error()::equals))
            .toList();
  }

  /** The assertions of this library that the exception tells of. */
  List<Failed> assertions() {
    return assertions;
  }

  /** Whether what was thrown has the timeline in its words, or anything that it collects has. */
  boolean hasTimeline() {
    return ThrownTree.of(thrown).stream().map(Thrown::message).anyMatch(Timeline::isIn);
  }

  Exchange.Failure told() {
    long nanos = assertions.stream().mapToLong(Failed::nanos).findFirst().orElse(seenNanos);
    return new Exchange.Failure(nanos, place(), text());
  }

  private String text() {
    String message = Thrown.message(thrown);
    return thrown instanceof AssertionError && !message.isEmpty() ? message : Thrown.words(thrown);
  }

  private String place() {
    Class<?> outermost = test;
    while (outermost.getEnclosingClass() != null) {
      outermost = outermost.getEnclosingClass();
    }
    String prefix = outermost.getName();
    return ThrownTree.of(thrown).stream()
        .flatMap(each -> Thrown.trace(each).stream())
        .filter(frame -> frame.getClassName().startsWith(prefix))
        .filter(frame -> frame.getFileName() != null)
        .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
        .findFirst()
        .orElse("");
  }
}
