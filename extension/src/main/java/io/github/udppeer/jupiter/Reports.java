package io.github.udppeer.jupiter;

import io.github.udppeer.ExchangeReport;
import io.github.udppeer.internal.core.Thrown;
import io.github.udppeer.internal.text.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;
import org.opentest4j.TestAbortedException;

/** Writes what the peers of a test exchanged, and says what they do when a test hangs. */
final class Reports {

  private static final int LONGEST_WORDS = 300;

  private Reports() {}

  /** Writes at once what a failed test left: its own {@code @AfterEach} methods may clear peers. */
  static void afterTestMethod(ExtensionContext context) {
    if (failure(context).isPresent()) {
      atEnd(context);
    }
  }

  /**
   * Reports the exchange, and writes it where that is wanted; for a test whose failure JUnit knows,
   * or a class.
   */
  static void atEnd(ExtensionContext context) {
    PeerScope scope = PeerScope.existing(context);
    Optional<Throwable> failure = failure(context);
    if (scope != null
        && (failure.isPresent() || scope.whenToReport().includes(false))
        && scope.reported().compareAndSet(false, true)) {
      report(context, scope, failure.orElse(null));
    }
  }

  /** Returns what a test threw, with the timeline where AssertJ could not say it. */
  static Throwable withTimeline(ExtensionContext context, Throwable thrown) {
    PeerScope scope = PeerScope.nearest(context);
    return scope == null ? thrown : scope.group().withTimeline(thrown);
  }

  /**
   * Reports and writes what a failure left that JUnit does not show to extensions afterwards: that
   * of a constructor, and that of a dynamic test, which uses the peers of its factory.
   */
  static <T> T proceed(Invocation<T> invocation, ExtensionContext context) throws Throwable {
    try {
      return invocation.proceed();
    } catch (TestAbortedException aborted) {
      throw aborted;
    } catch (Throwable thrown) {
      PeerScope scope = PeerScope.nearest(context);
      if (scope != null
          && Stream.of(thrown.getSuppressed()).noneMatch(ReportNote.class::isInstance)) {
        report(context, scope, thrown);
      }
      throw thrown;
    }
  }

  private static Optional<Throwable> failure(ExtensionContext context) {
    Optional<Throwable> thrown = context.getExecutionException();
    return thrown.orElse(null) instanceof TestAbortedException ? Optional.empty() : thrown;
  }

  private static void report(
      ExtensionContext context, PeerScope scope, @Nullable Throwable failure) {
    ExchangeReport report = ExchangeReport.of(scope.group(), title(context));
    if (failure == null) {
      page(context, scope, report, false).ifPresent(page -> page.publish(context));
      return;
    }
    report.failedWith(failure, ReportFolder.testClass(context).orElse(Object.class));
    String summary = summary(report);
    Optional<Page> page = page(context, scope, report, true);
    String words =
        Stream.of(page.map(Page::words).orElse(""), summary)
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("\n\n"));
    if (!words.isEmpty()) {
      failure.addSuppressed(
          new ReportNote(words, page.map(Page::unwritten).filter(Thrown::canBeShown).orElse(null)));
    }
  }

  /** Whatever goes wrong must not hide why the test failed. */
  private static String summary(ExchangeReport report) {
    try {
      return report.summary();
    } catch (RuntimeException | Error broken) {
      return "the exchange could not be described: " + broken.getClass().getName();
    }
  }

  /** The words on a page, and why it could not be written, if so. */
  private record Page(String words, @Nullable Throwable unwritten) {
    void publish(ExtensionContext context) {
      if (unwritten != null) {
        context.publishReportEntry("udp-peer", words);
      }
    }
  }

  private static Optional<Page> page(
      ExtensionContext context, PeerScope scope, ExchangeReport report, boolean failed) {
    if (scope.group().isEmpty() || !scope.whenToReport().includes(failed)) {
      return Optional.empty();
    }
    scope.hang().ifPresent(state -> report.note("When the time-out struck", state));
    try {
      String name = ReportFolder.nameOf(context);
      Path page =
          ReportFolder.write(
              context, folder -> report.writeTo(folder, ReportFolder.unused(folder, name)));
      return Optional.of(new Page("exchange: " + page.toAbsolutePath().toUri(), null));
    } catch (IOException | RuntimeException | OutOfMemoryError unwritten) {
      String words =
          "the exchange could not be written: "
              + Words.printable(Thrown.words(unwritten), LONGEST_WORDS);
      return Optional.of(new Page(words, unwritten));
    }
  }

  /** Prints the peers' state, as JUnit does the threads', while there still is something to see. */
  static void beforeInterrupt(ExtensionContext context) {
    PeerScope scope = PeerScope.nearest(context);
    if (scope == null || scope.hang().isPresent() || scope.group().isEmpty()) {
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

  /**
   * Words for a failure that has been thrown already: suppressed exceptions are all that can be
   * added to one, and every tool prints them. It has no trace, for it comes from nowhere in the
   * test.
   */
  static final class ReportNote extends RuntimeException {

    private static final long serialVersionUID = 1;

    ReportNote(String message, @Nullable Throwable cause) {
      super(message, cause, false, false);
    }

    /** Returns the words alone: the class would help nobody. */
    @Override
    @SuppressWarnings("OverrideThrowableToString")
    public String toString() {
      return String.valueOf(getMessage());
    }
  }
}
