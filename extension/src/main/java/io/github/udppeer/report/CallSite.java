package io.github.udppeer.report;

import java.security.CodeSource;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The line of a test that calls this library. To find it costs time; so only what is strict, whose
 * failure comes when no line of the test is left in any trace, is told where it was declared.
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
