package io.github.udppeer.jupiter;

import io.github.udppeer.internal.text.Words;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.ClassSupport;

/**
 * A field or a parameter that asks for something: after this, nobody needs to know which it is.
 *
 * @param element what carries the annotation: a field or a parameter
 * @param name the name in the source, empty where the compiler did not keep it
 * @param type the declared type
 * @param isFinal whether nothing can be assigned
 */
record InjectionPoint(AnnotatedElement element, String name, Class<?> type, boolean isFinal) {

  static InjectionPoint of(Field field) {
    boolean isFinal = Modifier.isFinal(field.getModifiers());
    return new InjectionPoint(field, field.getName(), field.getType(), isFinal);
  }

  static InjectionPoint of(Parameter parameter) {
    String name = parameter.isNamePresent() ? parameter.getName() : "";
    return new InjectionPoint(parameter, name, parameter.getType(), false);
  }

  /** Says in the one form that all complaints have what is wrong with a declaration here. */
  ExtensionConfigurationException misconfigured(String annotation, String problem) {
    return new ExtensionConfigurationException(Words.visible(complaint(annotation, problem)));
  }

  String complaint(String annotation, String problem) {
    return annotation + " on " + place() + ": " + problem;
  }

  /** Returns how messages call it; only they need it. */
  String place() {
    return element instanceof Field field
        ? "field " + field.getName() + " of class " + field.getDeclaringClass().getName()
        : placeOf((Parameter) element);
  }

  private String placeOf(Parameter parameter) {
    Executable executable = parameter.getDeclaringExecutable();
    int index = Arrays.asList(executable.getParameters()).indexOf(parameter);
    String owner = executable.getDeclaringClass().getName();
    String types =
        ClassSupport.nullSafeToString(Class::getSimpleName, executable.getParameterTypes());
    return "parameter "
        + (name.isEmpty() ? String.valueOf(index + 1) : name)
        + (executable instanceof Constructor
            ? " of constructor " + owner
            : " of method " + owner + "." + executable.getName())
        + "("
        + types
        + ")";
  }
}
