package io.github.udppeer.jupiter;

import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtensionContext;

/** How messages call a test. */
final class TestName {

  private TestName() {}

  /** Returns {@code PingTests.answers()}, or the class's name where it is about a class. */
  static String of(ExtensionContext context) {
    String type = context.getTestClass().map(TestName::simple).orElse("");
    return context.getTestMethod().map(method -> of(type, method, context)).orElse(type);
  }

  private static String of(String type, Method method, ExtensionContext context) {
    String name = type + "." + method.getName() + "()";
    String shown = context.getDisplayName();
    return shown.startsWith(method.getName()) ? name : name + " " + shown;
  }

  /** With the names of the classes round it. */
  private static String simple(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return outer == null ? type.getSimpleName() : simple(outer) + "." + type.getSimpleName();
  }
}
