package io.github.udppeer.jupiter;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Reads the seed that a run gives to links that name none. */
final class LinkSeed {

  private LinkSeed() {}

  static OptionalLong of(ExtensionContext context) {
    Optional<String> value = context.getConfigurationParameter(UdpLink.SEED_PARAMETER);
    try {
      return value.isPresent()
          ? OptionalLong.of(Long.parseLong(value.get().strip()))
          : OptionalLong.empty();
    } catch (NumberFormatException notANumber) {
      throw new ExtensionConfigurationException(
          String.format(
              Locale.ROOT,
              "%s is \"%s\", but must be a number",
              UdpLink.SEED_PARAMETER,
              value.orElse("")));
    }
  }
}
