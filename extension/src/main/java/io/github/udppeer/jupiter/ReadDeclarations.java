package io.github.udppeer.jupiter;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The declarations that a run has read so far: tests repeat, and annotations are dear to read. What
 * cannot be served fails each time anew.
 */
final class ReadDeclarations {

  private final Map<AnnotatedElement, Declaration> declared = new ConcurrentHashMap<>();
  private final Map<Executable, List<Declaration>> ofExecutables = new ConcurrentHashMap<>();
  private final Map<Class<?>, List<Field>> instanceFields = new ConcurrentHashMap<>();

  Declaration at(Parameter parameter) {
    return declared.computeIfAbsent(parameter, it -> Declaration.at(InjectionPoint.of(parameter)));
  }

  Declaration at(Field field) {
    return declared.computeIfAbsent(field, it -> Declaration.at(InjectionPoint.of(field)));
  }

  List<Declaration> of(Executable executable) {
    return ofExecutables.computeIfAbsent(
        executable, it -> InjectionPoints.ofExecutable(it).map(Declaration::at).toList());
  }

  List<Field> instanceFields(Class<?> testClass) {
    return instanceFields.computeIfAbsent(
        testClass, it -> InjectionPoints.instanceFields(it).toList());
  }
}
