package io.github.udppeer.semantics;

import java.lang.reflect.InvocationTargetException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the real system calls. They are called through {@code java.lang.foreign}, which Java has
 * from version 22 on, so their class is compiled apart and may be missing.
 */
final class KernelOracle {

  private static final String SYSTEM = KernelOracle.class.getPackageName() + ".KernelSystem";
  private static final int FIRST_JDK = 22;

  private KernelOracle() {}

  /** Why the kernel cannot be asked here; empty when it can. */
  public static Optional<String> whyUnavailable() {
    int jdk = Runtime.version().feature();
    if (jdk < FIRST_JDK) {
      return Optional.of(
          "the kernel oracle needs JDK 22 or newer for java.lang.foreign; this is JDK " + jdk);
    }
    String system = System.getProperty("os.name");
    String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    if (!system.equals("Linux") || !Set.of("amd64", "aarch64").contains(machine)) {
      return Optional.of(
          "the kernel oracle knows the constants of Linux on amd64 and aarch64 only; this is %s on %s"
              .formatted(system, machine));
    }
    return Optional.empty();
  }

  /** Opens the kernel as a system of sockets. */
  public static DatagramSystem open() {
    whyUnavailable()
        .ifPresent(
            reason -> {
              throw new IllegalStateException(reason);
            });
    try {
      return Class.forName(SYSTEM)
          .asSubclass(DatagramSystem.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (InvocationTargetException failed) {
      throw new IllegalStateException("the kernel oracle could not start", failed.getCause());
    } catch (ReflectiveOperationException missing) {
      throw new IllegalStateException(
          "this JDK could ask the kernel, but the tests were compiled without src/test/java22",
          missing);
    }
  }
}
