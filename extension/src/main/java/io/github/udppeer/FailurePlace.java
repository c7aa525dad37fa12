package io.github.udppeer;

import io.github.udppeer.FailedAssertions.Failed;
import io.github.udppeer.report.Exchange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

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
            .filter(failed -> withCauses(thrown).stream().anyMatch(failed.error()::equals))
            .toList();
  }

  /** The assertions of this library that the exception tells of. */
  List<Failed> assertions() {
    return assertions;
  }

  Exchange.Failure told() {
    long nanos = assertions.stream().mapToLong(Failed::nanos).findFirst().orElse(seenNanos);
    return new Exchange.Failure(nanos, place(), text());
  }

  private String text() {
    String message = thrown.getMessage();
    return thrown instanceof AssertionError && message != null ? message : thrown.toString();
  }

  private String place() {
    Class<?> outermost = test;
    while (outermost.getEnclosingClass() != null) {
      outermost = outermost.getEnclosingClass();
    }
    String prefix = outermost.getName();
    return withCauses(thrown).stream()
        .flatMap(each -> Stream.of(each.getStackTrace()))
        .filter(frame -> frame.getClassName().startsWith(prefix))
        .filter(frame -> frame.getFileName() != null)
        .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
        .findFirst()
        .orElse("");
  }

  /** The exception, its causes and what was suppressed, each once however they are linked. */
  private static List<Throwable> withCauses(Throwable thrown) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Throwable> all = new ArrayList<>();
    Deque<Throwable> next = new ArrayDeque<>(List.of(thrown));
    while (!next.isEmpty()) {
      Throwable each = next.remove();
      if (seen.add(each)) {
        all.add(each);
        next.addAll(List.of(each.getSuppressed()));
        if (each.getCause() != null) {
          next.add(each.getCause());
        }
      }
    }
    return all;
  }
}
