package io.github.udppeer.jupiter;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.ClassSupport;
import org.junit.platform.commons.support.ModifierSupport;

/**
 * A field or a parameter that asks for something: after this, nobody needs to know which it is.
 *
 * @param element what carries the annotation
 * @param name the name in the source, empty where the compiler did not keep it
 * @param type the declared type
 * @param isFinal whether nothing can be assigned
 * @param place how messages call it
 */
record InjectionPoint(
    AnnotatedElement element, String name, Class<?> type, boolean isFinal, String place) {

  static InjectionPoint of(Field field) {
    String place = "field " + field.getName() + " of class " + field.getDeclaringClass().getName();
    boolean isFinal = ModifierSupport.isFinal(field);
    return new InjectionPoint(field, field.getName(), field.getType(), isFinal, place);
  }

  static InjectionPoint of(Parameter parameter) {
    String name = parameter.isNamePresent() ? parameter.getName() : "";
    String place = parameterPlace(parameter, name);
    return new InjectionPoint(parameter, name, parameter.getType(), false, place);
  }

  /** Says in the one form that all complaints have what is wrong with a declaration here. */
  ExtensionConfigurationException misconfigured(String annotation, String problem) {
    return new ExtensionConfigurationException(complaint(annotation, problem));
  }

  String complaint(String annotation, String problem) {
    return annotation + " on " + place + ": " + problem;
  }

  private static String parameterPlace(Parameter parameter, String name) {
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
