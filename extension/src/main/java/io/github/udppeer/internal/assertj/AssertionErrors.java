package io.github.udppeer.internal.assertj;

import java.util.Optional;
import org.assertj.core.api.SoftAssertionsProvider;
import org.assertj.core.api.WritableAssertionInfo;
import org.opentest4j.AssertionFailedError;

/**
 * Makes the error of a failed assertion, under its description.
 *
 * <p>AssertJ's own failure methods put the message through a formatter; a payload with a percent
 * sign must not get there.
 */
public final class AssertionErrors {

  private AssertionErrors() {}

  public static AssertionError of(WritableAssertionInfo info, FailureWords words) {
    return surfacing(ofScript(info, words), words);
  }

  public static AssertionError of(
      WritableAssertionInfo info, FailureWords words, Object expected, Object actual) {
    return surfacing(
        atCaller(new AssertionFailedError(message(info, words), expected, actual), words), words);
  }

  /** For what went wrong in a script, which no other such error may take the place of. */
  public static AssertionError ofScript(WritableAssertionInfo info, FailureWords words) {
    return atCaller(new AssertionFailedError(message(info, words)), words);
  }

  /** What went wrong in a script comes first: it may be why the assertion failed. */
  private static AssertionError surfacing(AssertionError error, FailureWords words) {
    Optional<AssertionError> script = words.takeMishaps();
    script.ifPresent(first -> first.addSuppressed(error));
    return script.orElse(error);
  }

  /** Lets the trace begin where the test asserts: soft assertions print its first line. */
  private static AssertionError atCaller(AssertionError error, FailureWords words) {
    error.setStackTrace(CallSite.fromOutside(error.getStackTrace()));
    words.failed(error);
    return error;
  }

  private static String message(WritableAssertionInfo info, FailureWords words) {
    String overriding = info.overridingErrorMessage();
    String message = overriding == null ? words.render() : overriding;
    String description = info.descriptionText();
    String start = isCollected() ? "\n" : "";
    return start
        + words.visible(description.isEmpty() ? message : "[" + description + "]\n" + message);
  }

  /** AssertJ heads each failure that it collects with words that need a line of their own. */
  private static boolean isCollected() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames.anyMatch(
                    frame ->
                        frame.getMethodName().equals("check")
                            && frame
                                .getClassName()
                                .equals(SoftAssertionsProvider.class.getName())));
  }
}
