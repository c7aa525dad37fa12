package io.github.udppeer.jupiter;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.module.ModuleDescriptor;
import java.util.Optional;
import org.junit.jupiter.api.extension.Extension;

/**
 * Stands on annotations that register the extension. An old JUnit cannot load the extension, and
 * says no more than that a type "[unknown]" is not present. Before it asks for that type it reads
 * all annotations that stand beside, and with this one its version is looked at.
 */
@Target(ElementType.ANNOTATION_TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface NeedsJUnit {

  /** Since when JUnit has what is needed. */
  Since value();

  /** A constant in an annotation has its class initialised when the annotation is read. */
  enum Since {
    V5_12;

    static {
      Version.require();
    }
  }

  /** Refuses a JUnit that is too old, in words. It uses nothing that an old one lacks. */
  final class Version {

    /** Of the types that came with 5.12, one that the extension implements. */
    private static final String NEEDED = "org.junit.jupiter.api.extension.PreInterruptCallback";

    private Version() {}

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
          .or(Version::ofModule)
          .orElse("an older one");
    }

    private static Optional<String> ofModule() {
      return Optional.ofNullable(Extension.class.getModule().getDescriptor())
          .flatMap(ModuleDescriptor::rawVersion);
    }
  }
}
