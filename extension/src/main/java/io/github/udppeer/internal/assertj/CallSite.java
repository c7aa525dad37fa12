package io.github.udppeer.internal.assertj;

import java.security.CodeSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The line of a test that calls this library. To find it costs time; so only what is strict, whose
 * failure comes when no line of the test is left in any trace, shows where it was declared.
 */
public final class CallSite {

  private static final StackWalker WALKER =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private CallSite() {}

  /** Returns {@code PingTests.java:24}, or an empty text where no line is known. */
  public static String outside() {
    return WALKER.walk(
        frames ->
            frames
                .filter(frame -> !isInside(frame.getDeclaringClass()))
                .findFirst()
                .map(CallSite::words)
                .orElse(""));
  }

  /** Returns {@code opened at PingTests.java:24}, or an empty text where no line is known. */
  public static String opened() {
    String place = outside();
    return place.isEmpty() ? "" : "opened at " + place;
  }

  /**
   * Returns a trace of this thread from where it was outside, AssertJ's frames being inside too.
   */
  public static StackTraceElement[] fromOutside(StackTraceElement[] trace) {
    String outside =
        WALKER.walk(
            frames ->
                frames
                    .map(StackWalker.StackFrame::getDeclaringClass)
                    .filter(caller -> !isInside(caller) && !isOfAssertJ(caller))
                    .findFirst()
                    .map(Class::getName)
                    .orElse(""));
    int first = 0;
    while (first < trace.length && !trace[first].getClassName().equals(outside)) {
      first++;
    }
    return first == trace.length ? trace : Arrays.copyOfRange(trace, first, trace.length);
  }

  private static boolean isOfAssertJ(Class<?> caller) {
    return caller.getName().startsWith("org.assertj.core.api.");
  }

  /** Whether a class is of this library, or of the JDK. */
  private static boolean isInside(Class<?> caller) {
    CodeSource source = sourceOf(caller);
    return source == null || Objects.equals(source, sourceOf(CallSite.class));
  }

  private static @Nullable CodeSource sourceOf(Class<?> type) {
    return type.getProtectionDomain().getCodeSource();
  }

  private static String words(StackWalker.StackFrame frame) {
    String file = frame.getFileName();
    return file == null || frame.getLineNumber() < 0
        ? ""
        : String.format(Locale.ROOT, "%s:%d", file, frame.getLineNumber());
  }
}
