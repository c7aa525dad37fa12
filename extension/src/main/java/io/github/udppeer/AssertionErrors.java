package io.github.udppeer;

import org.assertj.core.api.WritableAssertionInfo;
import org.opentest4j.AssertionFailedError;

/**
 * Makes the error of a failed assertion, under its description.
 *
 * <p>AssertJ's own failure methods put the message through a formatter; a payload with a percent
 * sign must not get there.
 */
final class AssertionErrors {

  private AssertionErrors() {}

  static AssertionError of(WritableAssertionInfo info, FailureText text) {
    return new AssertionFailedError(message(info, text));
  }

  static AssertionError of(
      WritableAssertionInfo info, FailureText text, Object expected, Object actual) {
    return new AssertionFailedError(message(info, text), expected, actual);
  }

  private static String message(WritableAssertionInfo info, FailureText text) {
    String overriding = info.overridingErrorMessage();
    String message = overriding == null ? text.render() : overriding;
    String description = info.descriptionText();
    return description.isEmpty() ? message : "[" + description + "]\n" + message;
  }
}
