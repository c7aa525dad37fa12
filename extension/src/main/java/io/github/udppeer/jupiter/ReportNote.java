package io.github.udppeer.jupiter;

import org.jspecify.annotations.Nullable;

/**
 * Words for a failure that has been thrown already: suppressed exceptions are all that can be added
 * to one, and every tool prints them. It has no trace, for it comes from nowhere in the test.
 */
final class ReportNote extends RuntimeException {

  private static final long serialVersionUID = 1;

  ReportNote(String message, @Nullable Throwable cause) {
    super(message, cause, false, false);
  }

  /** Returns the words alone: the class would tell nobody anything. */
  @Override
  @SuppressWarnings("OverrideThrowableToString")
  public String toString() {
    return String.valueOf(getMessage());
  }
}
