package io.github.udppeer.jupiter;

import io.github.udppeer.ExchangeReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** Writes what the peers of a test exchanged, and says what they do when a test hangs. */
final class Reports {

  private Reports() {}

  /** Writes at once what a failed test left: its own {@code @AfterEach} methods may clear peers. */
  static void afterTestMethod(ExtensionContext context) {
    if (failure(context).isPresent()) {
      atEnd(context);
    }
  }

  /** Writes where that is wanted; for a test whose failure JUnit knows by now, or a class. */
  static void atEnd(ExtensionContext context) {
    PeerScope scope = PeerScope.existing(context);
    Optional<Throwable> failure = failure(context);
    if (scope != null
        && scope.whenToReport().includes(failure.isPresent())
        && !scope.group().peers().isEmpty()
        && scope.reported().compareAndSet(false, true)) {
      write(context, scope, failure.orElse(null));
    }
  }

  private static Optional<Throwable> failure(ExtensionContext context) {
    Optional<Throwable> thrown = context.getExecutionException();
    return thrown.orElse(null) instanceof TestAbortedException ? Optional.empty() : thrown;
  }

  private static void write(
      ExtensionContext context, PeerScope scope, @Nullable Throwable failure) {
    ExchangeReport report = ExchangeReport.of(scope.group(), title(context));
    if (failure != null) {
      report.failedWith(failure, context.getRequiredTestClass());
    }
    scope.hang().ifPresent(state -> report.note("When the time-out struck", state));
    try {
      String name = ReportFolder.nameOf(context);
      Path page = ReportFolder.write(context, folder -> report.writeTo(folder, name));
      if (failure != null) {
        failure.addSuppressed(new ReportNote("exchange: " + page.toAbsolutePath().toUri()));
      }
    } catch (IOException | RuntimeException unwritten) {
      tell(context, failure, unwritten);
    }
  }

  /** What cannot be written must not fail a test, nor hide why it failed. */
  private static void tell(
      ExtensionContext context, @Nullable Throwable failure, Exception unwritten) {
    String words = "the exchange could not be written: " + unwritten;
    if (failure == null) {
      context.publishReportEntry("udp-peer", words);
    } else {
      failure.addSuppressed(new ReportNote(words, unwritten));
    }
  }

  /** Prints the peers' state, as JUnit does the threads', while there still is something to see. */
  static void beforeInterrupt(ExtensionContext context) {
    PeerScope scope = PeerScope.nearest(context);
    if (scope == null || scope.hang().isPresent() || scope.group().peers().isEmpty()) {
      return;
    }
    String state = ExchangeReport.of(scope.group(), title(context)).state();
    scope.hangs(state);
    System.out.println(state);
  }

  /** The display names from the outermost class to the test. */
  private static String title(ExtensionContext context) {
    return Stream.iterate(
            Optional.of(context),
            Optional::isPresent,
            it -> it.flatMap(ExtensionContext::getParent))
        .flatMap(Optional::stream)
        .filter(it -> it.getParent().isPresent())
        .map(ExtensionContext::getDisplayName)
        .reduce((inner, outer) -> outer + " › " + inner)
        .orElse("");
  }
}
