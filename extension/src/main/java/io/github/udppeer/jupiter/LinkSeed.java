package io.github.udppeer.jupiter;

import java.util.Locale;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Reads the seed that a run gives to links that name none. */
final class LinkSeed {

  private LinkSeed() {}

  static long parse(String value) {
    try {
      return Long.parseLong(value.strip());
    } catch (NumberFormatException notANumber) {
      throw new ExtensionConfigurationException(
          String.format(
              Locale.ROOT, "%s is \"%s\", but must be a number", UdpLink.SEED_PARAMETER, value));
    }
  }
}
