package io.github.udppeer.jupiter;

import java.util.Arrays;
import java.util.Locale;
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
    return Arrays.stream(values())
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new ExtensionConfigurationException(
                    "%s is \"%s\", but must be failure, always or never"
                        .formatted(PARAMETER, value)));
  }

  boolean includes(boolean failed) {
    return this == ALWAYS || (this == FAILURE && failed);
  }
}
