package io.github.udppeer.jupiter;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.ResourceLockTarget;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Keeps a fixed port out of tests that could run at the same time. JUnit looks for resource locks
 * on classes and methods only, so that a peer cannot bring its own.
 */
final class FixedPorts {

  private static final String PARALLEL = "junit.jupiter.execution.parallel.enabled";

  /** By its name, since it reads the annotations, which nothing here needs to know. */
  private static final String PROVIDER = "io.github.udppeer.jupiter.UdpPortLocks";

  private FixedPorts() {}

  /** The resource that stands for a port. */
  static String resource(int port) {
    return "udp-port:" + port;
  }

  /**
   * Fails if a peer has a fixed port, the context can run beside others, and no lock is taken.
   *
   * @param ofTestMethod whether the method declares it itself, so that a lock on the method serves
   */
  static void requireLocks(
      List<PeerDeclaration> peers, ExtensionContext context, boolean ofTestMethod) {
    for (PeerDeclaration peer : peers) {
      requireLock(peer, context, ofTestMethod);
    }
  }

  private static void requireLock(
      PeerDeclaration peer, ExtensionContext context, boolean ofTestMethod) {
    int port = peer.options().port();
    if (port == 0 || !isConcurrent(context) || isLocked(port, context, ofTestMethod)) {
      return;
    }
    throw peer.misconfigured(
        String.format(
                Locale.ROOT,
                "port = %d is fixed, and tests run concurrently here, so that two could want it at"
                    + " once;",
                port)
            + String.format(
                Locale.ROOT,
                " annotate class %s with @ResourceLock(providers = UdpPortLocks.class), or use",
                context.getRequiredTestClass().getName())
            + " port = 0");
  }

  private static boolean isConcurrent(ExtensionContext context) {
    return context.getConfigurationParameter(PARALLEL).filter("true"::equalsIgnoreCase).isPresent()
        && belowRoot(context).anyMatch(it -> it.getExecutionMode() == ExecutionMode.CONCURRENT);
  }

  private static boolean isLocked(int port, ExtensionContext context, boolean ofTestMethod) {
    Stream<ResourceLock> ofClasses =
        belowRoot(context)
            .flatMap(it -> it.getTestClass().stream())
            .distinct()
            .flatMap(
                it -> AnnotationSupport.findRepeatableAnnotations(it, ResourceLock.class).stream());
    Stream<ResourceLock> ofMethod =
        ofTestMethod
            ? AnnotationSupport.findRepeatableAnnotations(
                context.getTestMethod(), ResourceLock.class)
                .stream()
            : Stream.empty();
    return Stream.concat(ofClasses, ofMethod).anyMatch(lock -> covers(lock, port));
  }

  private static boolean covers(ResourceLock lock, int port) {
    for (Class<?> provider : lock.providers()) {
      if (provider.getName().equals(PROVIDER)) {
        return true;
      }
    }
    boolean ofPort = lock.value().equals(resource(port)) || lock.value().equals(Resources.GLOBAL);
    return ofPort
        && lock.mode() == ResourceAccessMode.READ_WRITE
        && lock.target() == ResourceLockTarget.SELF;
  }

  private static Stream<ExtensionContext> belowRoot(ExtensionContext context) {
    return Stream.iterate(
            Optional.of(context),
            Optional::isPresent,
            it -> it.flatMap(ExtensionContext::getParent))
        .flatMap(Optional::stream)
        .filter(it -> it != context.getRoot());
  }
}
