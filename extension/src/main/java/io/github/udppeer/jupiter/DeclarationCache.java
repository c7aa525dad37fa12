package io.github.udppeer.jupiter;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The declarations that a run has read so far: tests repeat, and annotations are dear to read. Each
 * is read and checked once; what cannot be served fails each time anew.
 */
final class DeclarationCache {

  private final Annotations annotations;
  private final InjectionPoints points;
  private final Map<AnnotatedElement, Declaration> declared = new ConcurrentHashMap<>();
  private final Map<Executable, List<Declaration>> ofExecutables = new ConcurrentHashMap<>();
  private final Map<Class<?>, List<Field>> instanceFields = new ConcurrentHashMap<>();

  DeclarationCache(Annotations annotations) {
    this.annotations = annotations;
    this.points = new InjectionPoints(annotations);
  }

  /** Where a class or a method can declare something. */
  InjectionPoints points() {
    return points;
  }

  /** Returns what is declared at these places. */
  List<Declaration> at(List<InjectionPoint> places) {
    List<Declaration> all = new ArrayList<>(places.size());
    for (InjectionPoint point : places) {
      all.add(at(point));
    }
    return all;
  }

  private Declaration at(InjectionPoint point) {
    Declaration known = declared.get(point.element());
    if (known == null) {
      known = annotations.at(point);
      declared.put(point.element(), known); // two threads at once read the same
    }
    return known;
  }

  Declaration at(Field field) {
    return at(InjectionPoint.of(field));
  }

  /** Returns what a parameter declares; empty where it declares nothing of ours. */
  Optional<Declaration> at(Parameter parameter) {
    for (Declaration declaration : of(parameter.getDeclaringExecutable())) {
      if (declaration.point().element().equals(parameter)) {
        return Optional.of(declaration);
      }
    }
    return Optional.empty();
  }

  List<Declaration> of(Executable executable) {
    @Nullable List<Declaration> known = ofExecutables.get(executable);
    if (known == null) {
      known = at(points.ofExecutable(executable));
      ofExecutables.put(executable, known);
    }
    return known;
  }

  List<Field> instanceFields(Class<?> testClass) {
    @Nullable List<Field> known = instanceFields.get(testClass);
    if (known == null) {
      known = points.instanceFields(testClass);
      instanceFields.put(testClass, known);
    }
    return known;
  }
}
