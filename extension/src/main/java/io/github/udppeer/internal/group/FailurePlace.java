package io.github.udppeer.internal.group;

import io.github.udppeer.internal.core.Thrown;
import io.github.udppeer.internal.evidence.Exchange;
import io.github.udppeer.internal.failure.ThrownTree;
import io.github.udppeer.internal.peer.FailedAssertions.Failed;
import io.github.udppeer.internal.text.Words;
import io.github.udppeer.internal.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;

/** Where and when a test failed, as far as its exception and the peers can show. */
final class FailurePlace {

  /** What is shown of a failure's words. */
  private static final int LONGEST = 100_000;

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

  /** The assertions of this library that the exception reports. */
  List<Failed> assertions() {
    return assertions;
  }

  /** Whether what was thrown has the timeline in its words, or anything that it collects has. */
  boolean hasTimeline() {
    return ThrownTree.of(thrown).stream().map(Thrown::message).anyMatch(Timeline::isIn);
  }

  /**
   * Says it for a report.
   *
   * @param isRedacting whether somebody hides parts of payloads, which any exception but this
   *     library's own may quote
   */
  Exchange.Failure described(boolean isRedacting) {
    long nanos = assertions.stream().mapToLong(Failed::nanos).findFirst().orElse(seenNanos);
    return new Exchange.Failure(nanos, place(), text(isRedacting));
  }

  private String text(boolean isRedacting) {
    String words = isRedacting ? ownWords() : words(thrown);
    int left = words.length() - LONGEST;
    return left <= 0
        ? words
        : words.substring(0, LONGEST) + "...\nand " + Words.number(left) + " more characters";
  }

  private static String words(Throwable each) {
    String message = Thrown.message(each);
    return each instanceof AssertionError && !message.isEmpty() ? message : Thrown.words(each);
  }

  /** What assertions of this library say, which has no more of a payload than people may see. */
  private String ownWords() {
    List<String> words = new ArrayList<>();
    if (assertions.stream().noneMatch(failed -> failed.error().equals(thrown))) {
      words.add(thrown.getClass().getName());
    }
    assertions.forEach(failed -> words.add(words(failed.error())));
    return String.join("\n\n", words);
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
