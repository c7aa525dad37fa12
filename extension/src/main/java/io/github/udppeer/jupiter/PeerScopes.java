package io.github.udppeer.jupiter;

import io.github.udppeer.PeerGroup;
import io.github.udppeer.WaitLimits;
import java.lang.reflect.Method;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Finds the scopes of JUnit's contexts, and opens them. */
final class PeerScopes {

  private static final Annotations READER = new AnnotationReader();

  private PeerScopes() {}

  /**
   * Returns the scope of a context. The first call checks all that the context declares, so that
   * nothing opens where something cannot be served.
   *
   * @throws ExtensionConfigurationException if something declared there, or a configuration
   *     parameter, cannot be used
   */
  static PeerScope of(ExtensionContext context) {
    PeerScope existing = PeerScope.existing(context);
    if (existing != null) {
      return existing;
    }
    ExtensionContext.Store store = context.getStore(PeerScope.NAMESPACE);
    String key = context.getUniqueId();
    if (context.getParent().isEmpty()) {
      WaitLimits limits = limits(context);
      PeerScope.RunSettings settings =
          new PeerScope.RunSettings(
              PeerScope.WhenToReport.of(context),
              linkSeed(context),
              is(context, WatchSockets.PARAMETER, "true", "false"),
              is(context, WatchSockets.TRUNCATION_PARAMETER, "fail", "show"));
      return store.getOrComputeIfAbsent(
          key, it -> new PeerScope(PeerGroup.open(limits), settings, READER), PeerScope.class);
    }
    PeerScope parent = of(context.getParent().get());
    Declarations declarations = Declarations.of(context, parent.declarations(), parent.known());
    PeerScope scope =
        store.getOrComputeIfAbsent(
            key,
            it -> new PeerScope(parent, declarations, () -> TestName.of(context)),
            PeerScope.class);
    if (scope.settings().isWatched()) {
      scope.watch(context);
    }
    return scope;
  }

  private static WaitLimits limits(ExtensionContext context) {
    try {
      return WaitLimits.from(context::getConfigurationParameter);
    } catch (IllegalArgumentException unusable) {
      throw new ExtensionConfigurationException(String.valueOf(unusable.getMessage()));
    }
  }

  private static Optional<Long> linkSeed(ExtensionContext context) {
    Optional<String> seed = context.getConfigurationParameter(UdpLink.SEED_PARAMETER);
    return seed.isPresent()
        ? Optional.of(LinkDeclaration.seed(UdpLink.SEED_PARAMETER, seed.get()))
        : Optional.empty();
  }

  private static boolean is(
      ExtensionContext context, String parameter, String yes, String otherwise) {
    String value = context.getConfigurationParameter(parameter).orElse(otherwise);
    if (!value.equals(yes) && !value.equals(otherwise)) {
      throw new ExtensionConfigurationException(
          String.format(
              Locale.ROOT, "%s is \"%s\", but must be %s or %s", parameter, value, yes, otherwise));
    }
    return value.equals(yes);
  }

  /** How messages call a test. */
  static final class TestName {

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
}
