package io.github.udppeer.jupiter;

import io.github.udppeer.watch.SocketWatch;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/**
 * Serves {@link WatchSockets}. Each scope has one watch, so a declaration only says that it is
 * wanted, and needs no looking after.
 */
final class WatchExtension
    implements BeforeAllCallback, TestInstancePostProcessor, BeforeEachCallback, ParameterResolver {

  private static final String ANNOTATION = "@WatchSockets";

  /** Lets the watch of an instance field belong to the test. */
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    Class<?> testClass = context.getRequiredTestClass();
    List<Field> wanted = fields(testClass, true);
    if (!wanted.isEmpty() || AnnotationSupport.isAnnotated(testClass, WatchSockets.class)) {
      fill(wanted, null, watch(context));
    }
  }

  @Override
  public void postProcessTestInstance(Object instance, ExtensionContext context) {
    List<Field> wanted = fields(instance.getClass(), false);
    if (!wanted.isEmpty()) {
      fill(wanted, instance, watch(context));
    }
  }

  /** Checks the test's parameters while an exception still reaches the user as it was thrown. */
  @Override
  public void beforeEach(ExtensionContext context) {
    for (Parameter parameter : context.getRequiredTestMethod().getParameters()) {
      if (AnnotationSupport.isAnnotated(parameter, WatchSockets.class)) {
        requireType(InjectionPoint.of(parameter));
      }
    }
    watch(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.isAnnotated(WatchSockets.class);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    requireType(InjectionPoint.of(parameter.getParameter()));
    return watch(context);
  }

  private static Object watch(ExtensionContext context) {
    return PeerScopes.of(context).watch(context);
  }

  private static List<Field> fields(Class<?> testClass, boolean areStatic) {
    return AnnotationSupport.findAnnotatedFields(
        testClass,
        WatchSockets.class,
        field -> Modifier.isStatic(field.getModifiers()) == areStatic,
        HierarchyTraversalMode.TOP_DOWN);
  }

  private static void fill(List<Field> fields, @Nullable Object instance, Object watch) {
    for (Field field : fields) {
      requireType(InjectionPoint.of(field));
      InjectionExtension.assign(field, instance, watch);
    }
  }

  private static void requireType(InjectionPoint point) {
    if (point.type() != SocketWatch.class) {
      throw point.misconfigured(
          ANNOTATION, "the type must be SocketWatch, but is " + point.type().getTypeName());
    }
    if (point.isFinal()) {
      throw point.misconfigured(
          ANNOTATION, "the field is final, so no watch can be assigned; remove final");
    }
  }
}
