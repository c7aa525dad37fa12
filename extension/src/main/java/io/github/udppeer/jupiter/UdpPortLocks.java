package io.github.udppeer.jupiter;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Keeps tests that want the same fixed port from running at the same time: with it on a test class,
 * JUnit locks each port that a {@link UdpPeer} of the class or of its nested classes names.
 *
 * <pre>{@code
 * @ResourceLock(providers = UdpPortLocks.class)
 * class MulticastDnsTests {
 *
 *   @Test
 *   void answers(@UdpPeer(port = 5353) DatagramPeer responder) { ... }
 * }
 * }</pre>
 *
 * <p>A port in a parameter of a test method is locked for that method, any other for its class; a
 * test method that is the only one with a fixed port may carry the annotation itself. Where tests
 * run concurrently, a fixed port without a lock is refused: JUnit looks for locks on classes and
 * methods, so that {@code @UdpPeer} cannot bring its own. The resource is called {@code
 * udp-port:5353}, for locks without this provider.
 *
 * <p>Locks hold within one JVM. Builds that fork several had better use port 0.
 *
 * @since 0.1.0
 */
@SuppressWarnings("exports") // who uses this has JUnit anyway
public final class UdpPortLocks implements ResourceLocksProvider {

  private static final InjectionPoints PLACES = new InjectionPoints(new AnnotationReader());

  /** For JUnit to call. */
  public UdpPortLocks() {}

  @Override
  public Set<Lock> provideForClass(Class<?> testClass) {
    List<InjectionPoint> points = PLACES.ofClass(testClass);
    points.addAll(PLACES.ofInstance(testClass));
    points.addAll(PLACES.ofEachTest(testClass));
    return locks(points);
  }

  @Override
  public Set<Lock> provideForNestedClass(List<Class<?>> enclosing, Class<?> testClass) {
    return provideForClass(testClass);
  }

  @Override
  public Set<Lock> provideForMethod(
      List<Class<?>> enclosing, Class<?> testClass, Method testMethod) {
    return locks(PLACES.ofExecutable(testMethod));
  }

  /** A port that cannot be is no reason to lock anything; the test itself will fail. */
  private static Set<Lock> locks(List<InjectionPoint> points) {
    return points.stream()
        .flatMap(it -> AnnotationSupport.findAnnotation(it.element(), UdpPeer.class).stream())
        .map(UdpPeer::port)
        .filter(port -> port != 0)
        .map(port -> new Lock(FixedPorts.resource(port)))
        .collect(Collectors.toUnmodifiableSet());
  }
}
