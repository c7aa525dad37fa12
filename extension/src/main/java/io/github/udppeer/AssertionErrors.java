package io.github.udppeer;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.WritableAssertionInfo;
import org.opentest4j.AssertionFailedError;

/**
 * Makes the error of a failed assertion, under its description.
 *
 * <p>AssertJ's own failure methods put the message through a formatter; a payload with a percent
 * sign must not get there.
 */
final class AssertionErrors {

  /** Where an error can come from before the test's own frame, the JDK's optionals between. */
  private static final Set<String> INSIDE =
      Stream.of(
              AssertionErrors.class,
              SequenceCheck.class,
              DatagramExchange.class,
              DatagramAssert.class,
              DatagramPeerAssert.class)
          .map(Class::getName)
          .collect(Collectors.toUnmodifiableSet());

  private AssertionErrors() {}

  static AssertionError of(WritableAssertionInfo info, FailureText text) {
    return failed(text, new AssertionFailedError(message(info, text)));
  }

  static AssertionError of(
      WritableAssertionInfo info, FailureText text, Object expected, Object actual) {
    return failed(text, new AssertionFailedError(message(info, text), expected, actual));
  }

  private static AssertionError failed(FailureText text, AssertionError error) {
    text.remember(error);
    return atCaller(error);
  }

  /** Lets the trace begin where the test asserts: soft assertions print its first line. */
  private static AssertionError atCaller(AssertionError error) {
    StackTraceElement[] trace = error.getStackTrace();
    int first = 0;
    while (first < trace.length - 1 && isInside(trace[first].getClassName())) {
      first++;
    }
    error.setStackTrace(Arrays.copyOfRange(trace, first, trace.length));
    return error;
  }

  private static boolean isInside(String className) {
    return INSIDE.contains(className) || className.startsWith("java.util.");
  }

  private static String message(WritableAssertionInfo info, FailureText text) {
    String overriding = info.overridingErrorMessage();
    String message = overriding == null ? text.render() : overriding;
    String description = info.descriptionText();
    return description.isEmpty() ? message : "[" + description + "]\n" + message;
  }
}
