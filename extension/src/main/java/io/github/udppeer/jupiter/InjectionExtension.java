package io.github.udppeer.jupiter;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.PreInterruptCallback;
import org.junit.jupiter.api.extension.PreInterruptContext;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Serves {@link UdpPeer} and {@link ReservedPort} on fields and parameters. It keeps nothing: all
 * state is in the {@link PeerScope}s.
 */
final class InjectionExtension
    implements BeforeAllCallback,
        TestInstancePreConstructCallback,
        TestInstancePostProcessor,
        BeforeEachCallback,
        ParameterResolver,
        AfterTestExecutionCallback,
        AfterEachCallback,
        AfterAllCallback,
        TestExecutionExceptionHandler,
        LifecycleMethodExecutionExceptionHandler,
        InvocationInterceptor,
        PreInterruptCallback {

  /** Lets peers of instance fields and constructor parameters belong to the test. */
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    PeerScope scope = PeerScopes.of(context);
    List<Field> claimed = new ArrayList<>();
    for (Field field : scope.known().points().staticFields(context.getRequiredTestClass())) {
      if (scope.claim(field)) {
        claimed.add(field);
      }
    }
    inject(claimed, null, scope);
  }

  /** Checks the declarations while an exception still reaches the user as it was thrown. */
  @Override
  public void preConstructTestInstance(
      TestInstanceFactoryContext factoryContext, ExtensionContext context) {
    PeerScopes.of(context);
  }

  @Override
  public void postProcessTestInstance(Object instance, ExtensionContext context) {
    PeerScope scope = PeerScopes.of(context);
    inject(scope.known().instanceFields(instance.getClass()), instance, scope);
  }

  /** Checks the declarations while an exception still reaches the user as it was thrown. */
  @Override
  public void beforeEach(ExtensionContext context) {
    PeerScopes.of(context);
  }

  /** Goes by the annotation alone: a type that cannot be served deserves a clear error. */
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return PeerScopes.of(context).known().at(parameter.getParameter()).isPresent();
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    PeerScope scope = PeerScopes.of(context);
    return scope.known().at(parameter.getParameter()).orElseThrow().openWith(scope);
  }

  /** Reports the exchange where a constructor fails. */
  @Override
  public <T> T interceptTestClassConstructor(
      Invocation<T> invocation,
      ReflectiveInvocationContext<Constructor<T>> constructor,
      ExtensionContext context)
      throws Throwable {
    return Reports.proceed(invocation, context);
  }

  /** Reports the exchange where a dynamic test fails. */
  @Override
  public void interceptDynamicTest(
      Invocation<@Nullable Void> invocation,
      DynamicTestInvocationContext test,
      ExtensionContext context)
      throws Throwable {
    Reports.proceed(invocation, context);
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    throw Reports.withTimeline(context, thrown);
  }

  @Override
  public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    throw Reports.withTimeline(context, thrown);
  }

  @Override
  public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    throw Reports.withTimeline(context, thrown);
  }

  @Override
  public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    throw Reports.withTimeline(context, thrown);
  }

  @Override
  public void handleAfterAllMethodExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    throw Reports.withTimeline(context, thrown);
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    EndOfContext.afterTestMethod(context);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    EndOfContext.afterTest(context);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    EndOfContext.afterClass(context);
  }

  @Override
  public void beforeThreadInterrupt(PreInterruptContext interrupt, ExtensionContext context) {
    Reports.beforeInterrupt(context);
  }

  private static void inject(List<Field> fields, @Nullable Object instance, PeerScope scope) {
    for (Field field : fields) {
      assign(field, instance, scope.known().at(field).openWith(scope));
    }
  }

  static void assign(Field field, @Nullable Object instance, Object value) {
    try {
      ReflectionSupport.makeAccessible(field).set(instance, value);
    } catch (IllegalAccessException refused) {
      throw new IllegalStateException("cannot assign " + field, refused);
    }
  }
}
