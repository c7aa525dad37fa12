package io.github.udppeer.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** The exact message with which a fixture must fail; {@code <class>} stands for its name. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface Complaint {

  String value();

  /** Runs the fixtures that say how they must fail. */
  final class Verification {

    private Verification() {}

    static Stream<Class<?>> fixturesOf(Class<?> tests) {
      return Arrays.stream(tests.getDeclaredClasses())
          .filter(it -> it.isAnnotationPresent(Complaint.class));
    }

    static void verify(Class<?> fixture) {
      Throwable failure = Fixtures.failureOf(fixture);
      assertThat(failure).isExactlyInstanceOf(ExtensionConfigurationException.class);
      assertThat(message(failure, fixture))
          .isEqualTo(fixture.getAnnotation(Complaint.class).value());
    }

    private static String message(Throwable failure, Class<?> fixture) {
      return failure
          .getMessage()
          .replace(fixture.getName(), "<class>")
          .replaceFirst("this machine has .+", "this machine has <interfaces>");
    }
  }
}
