package io.github.udppeer.jupiter;

import java.lang.annotation.Annotation;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Finds the places of a test class that carry one of our annotations, superclasses first.
 *
 * <p>Every class of tests goes through here before its first test: plain loops load no class for
 * each step, as streams do.
 */
final class InjectionPoints {

  private final Annotations annotations;

  InjectionPoints(Annotations annotations) {
    this.annotations = annotations;
  }

  /** The places that are served once for the class, whatever the lifecycle of its instances. */
  List<InjectionPoint> ofClass(Class<?> testClass) {
    List<InjectionPoint> points = ofFields(staticFields(testClass));
    addOfMethods(testClass, BeforeAll.class, points);
    addOfMethods(testClass, AfterAll.class, points);
    return points;
  }

  /** The places that are served for each instance of the class. */
  List<InjectionPoint> ofInstance(Class<?> testClass) {
    List<InjectionPoint> points = ofFields(instanceFields(testClass));
    for (Executable constructor : testClass.getDeclaredConstructors()) {
      points.addAll(ofExecutable(constructor));
    }
    return points;
  }

  /** The places in lifecycle methods that are served for each test. */
  List<InjectionPoint> ofEachTest(Class<?> testClass) {
    List<InjectionPoint> points = new ArrayList<>();
    addOfMethods(testClass, BeforeEach.class, points);
    addOfMethods(testClass, AfterEach.class, points);
    return points;
  }

  List<InjectionPoint> ofExecutable(Executable executable) {
    List<InjectionPoint> points = new ArrayList<>();
    for (Parameter parameter : executable.getParameters()) {
      if (annotations.areOn(parameter)) {
        points.add(InjectionPoint.of(parameter));
      }
    }
    return points;
  }

  List<Field> staticFields(Class<?> testClass) {
    return fields(testClass, true);
  }

  /** The fields of an instance; those of a record are filled by its constructor. */
  List<Field> instanceFields(Class<?> testClass) {
    return testClass.isRecord() ? List.of() : fields(testClass, false);
  }

  private List<Field> fields(Class<?> testClass, boolean areStatic) {
    List<Field> fields = new ArrayList<>();
    for (Field field :
        ReflectionSupport.findFields(
            testClass, annotations::areOn, HierarchyTraversalMode.TOP_DOWN)) {
      if (Modifier.isStatic(field.getModifiers()) == areStatic) {
        fields.add(field);
      }
    }
    return fields;
  }

  private static List<InjectionPoint> ofFields(List<Field> fields) {
    List<InjectionPoint> points = new ArrayList<>();
    for (Field field : fields) {
      points.add(InjectionPoint.of(field));
    }
    return points;
  }

  private void addOfMethods(
      Class<?> testClass, Class<? extends Annotation> kind, List<InjectionPoint> points) {
    for (Method method :
        AnnotationSupport.findAnnotatedMethods(testClass, kind, HierarchyTraversalMode.TOP_DOWN)) {
      points.addAll(ofExecutable(method));
    }
  }
}
