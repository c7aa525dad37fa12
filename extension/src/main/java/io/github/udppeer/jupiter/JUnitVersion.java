package io.github.udppeer.jupiter;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;
import org.junit.jupiter.api.extension.Extension;

/** Refuses a JUnit that is too old, in words. It uses nothing that an old one lacks. */
final class JUnitVersion {

  /** Of the types that came with 5.12, one that the extension implements. */
  private static final String NEEDED = "org.junit.jupiter.api.extension.PreInterruptCallback";

  private JUnitVersion() {}

  /**
   * Fails unless JUnit has what the extension needs.
   *
   * @throws LinkageError if it is too old
   */
  static void require() {
    require(Extension.class.getClassLoader());
  }

  static void require(ClassLoader ofJUnit) {
    try {
      Class.forName(NEEDED, false, ofJUnit);
    } catch (ClassNotFoundException tooOld) {
      throw new LinkageError(
          "udp-peer needs JUnit Jupiter 5.12 or later, found " + found(), tooOld);
    }
  }

  private static String found() {
    return Optional.ofNullable(Extension.class.getPackage().getImplementationVersion())
        .or(JUnitVersion::ofModule)
        .orElse("an older one");
  }

  private static Optional<String> ofModule() {
    return Optional.ofNullable(Extension.class.getModule().getDescriptor())
        .flatMap(ModuleDescriptor::rawVersion);
  }
}
