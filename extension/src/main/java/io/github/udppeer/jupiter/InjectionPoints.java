package io.github.udppeer.jupiter;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ModifierSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/** Finds the places of a test class that carry one of our annotations, superclasses first. */
final class InjectionPoints {

  private InjectionPoints() {}

  /** The places that are served once for the class, whatever the lifecycle of its instances. */
  static Stream<InjectionPoint> ofClass(Class<?> testClass) {
    return Stream.of(
            staticFields(testClass).map(InjectionPoint::of),
            ofMethods(testClass, BeforeAll.class),
            ofMethods(testClass, AfterAll.class))
        .flatMap(points -> points);
  }

  /** The places that are served for each instance of the class. */
  static Stream<InjectionPoint> ofInstance(Class<?> testClass) {
    return Stream.concat(
        instanceFields(testClass).map(InjectionPoint::of),
        Arrays.stream(testClass.getDeclaredConstructors()).flatMap(InjectionPoints::ofExecutable));
  }

  /** The places in lifecycle methods that are served for each test. */
  static Stream<InjectionPoint> ofEachTest(Class<?> testClass) {
    return Stream.concat(
        ofMethods(testClass, BeforeEach.class), ofMethods(testClass, AfterEach.class));
  }

  static Stream<InjectionPoint> ofExecutable(Executable executable) {
    return Arrays.stream(executable.getParameters())
        .filter(InjectionPoints::isAnnotated)
        .map(InjectionPoint::of);
  }

  static Stream<Field> staticFields(Class<?> testClass) {
    return fields(testClass, ModifierSupport::isStatic);
  }

  /** The fields of an instance; those of a record are filled by its constructor. */
  static Stream<Field> instanceFields(Class<?> testClass) {
    return testClass.isRecord() ? Stream.empty() : fields(testClass, ModifierSupport::isNotStatic);
  }

  static boolean isAnnotated(AnnotatedElement element) {
    return AnnotationSupport.isAnnotated(element, UdpPeer.class)
        || AnnotationSupport.isAnnotated(element, UdpLink.class)
        || AnnotationSupport.isAnnotated(element, ReservedPort.class);
  }

  private static Stream<Field> fields(Class<?> testClass, Predicate<Field> which) {
    return ReflectionSupport.streamFields(
        testClass, which.and(InjectionPoints::isAnnotated), HierarchyTraversalMode.TOP_DOWN);
  }

  private static Stream<InjectionPoint> ofMethods(
      Class<?> testClass, Class<? extends Annotation> kind) {
    return AnnotationSupport.findAnnotatedMethods(testClass, kind, HierarchyTraversalMode.TOP_DOWN)
        .stream()
        .flatMap(InjectionPoints::ofExecutable);
  }
}
