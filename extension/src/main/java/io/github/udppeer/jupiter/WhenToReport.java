package io.github.udppeer.jupiter;

import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** After which tests the exchange of their peers is written to files. */
enum WhenToReport {
  FAILURE,
  ALWAYS,
  NEVER;

  private static final String PARAMETER = "udppeer.report";

  static WhenToReport of(ExtensionContext context) {
    String value = context.getConfigurationParameter(PARAMETER).orElse("failure");
    return switch (value) {
      case "failure" -> FAILURE;
      case "always" -> ALWAYS;
      case "never" -> NEVER;
      default ->
          throw new ExtensionConfigurationException(
              PARAMETER + " is \"" + value + "\", but must be failure, always or never");
    };
  }

  boolean includes(boolean failed) {
    return this == ALWAYS || (this == FAILURE && failed);
  }
}
