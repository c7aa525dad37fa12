package io.github.udppeer;

import static java.util.stream.Collectors.joining;

import java.lang.annotation.Annotation;
import java.lang.annotation.Documented;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedTypeVariable;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericDeclaration;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Declarations as Java writes them, a line each, with simple names for types that readers know. */
final class Signatures {

  private static final String LANG = "java.lang";
  private static final Set<String> TELLING =
      Set.of(LANG, "java.lang.annotation", "org.jspecify.annotations");
  private static final int SHOWN =
      Modifier.PUBLIC | Modifier.PROTECTED | Modifier.STATIC | Modifier.ABSTRACT | Modifier.FINAL;

  private final Set<String> own;

  Signatures(Set<String> own) {
    this.own = own;
  }

  String header(Package each) {
    return annotations(each) + "package " + each.getName();
  }

  String header(Class<?> type) {
    return annotations(type)
        + modifiers(type)
        + kind(type)
        + " "
        + name(type)
        + typeParameters(type)
        + (type.isRecord() ? components(type) : "")
        + superclass(type)
        + listed(
            type.isInterface() ? " extends " : " implements ",
            Arrays.stream(type.getAnnotatedInterfaces())
                .filter(each -> each.getType() != Annotation.class)
                .map(this::type))
        + permitted(type);
  }

  private static String modifiers(Class<?> type) {
    int shown = type.getModifiers() & SHOWN;
    if (type.isInterface() || type.isEnum() || type.isRecord()) {
      shown &= ~(Modifier.ABSTRACT | Modifier.FINAL | Modifier.STATIC);
    }
    return words(shown) + (type.isSealed() && !type.isEnum() ? "sealed " : "");
  }

  private static String kind(Class<?> type) {
    if (type.isAnnotation()) {
      return "@interface";
    }
    if (type.isInterface()) {
      return "interface";
    }
    return type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
  }

  private String components(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(each -> type(each.getAnnotatedType()) + " " + each.getName())
        .collect(joining(", ", "(", ")"));
  }

  private String superclass(Class<?> type) {
    boolean isPlain =
        type.isInterface()
            || type.isEnum()
            || type.isRecord()
            || type.getSuperclass() == Object.class;
    return isPlain ? "" : " extends " + type(type.getAnnotatedSuperclass());
  }

  /** Of an enum these are constants with bodies; hidden ones are nobody's business. */
  private String permitted(Class<?> type) {
    return type.isSealed() && !type.isEnum()
        ? listed(
            " permits ",
            Arrays.stream(type.getPermittedSubclasses())
                .filter(each -> Modifier.isPublic(each.getModifiers()))
                .map(this::name))
        : "";
  }

  String enumConstant(Field field) {
    return annotations(field) + field.getName();
  }

  String field(Field field) {
    return annotations(field)
        + words(field.getModifiers() & SHOWN)
        + type(field.getAnnotatedType())
        + " "
        + field.getName()
        + constant(field);
  }

  /** The compiler copies a constant into the code that uses it. */
  private String constant(Field field) {
    boolean mayBeCopied =
        Modifier.isStatic(field.getModifiers())
            && Modifier.isFinal(field.getModifiers())
            && (field.getType().isPrimitive() || field.getType() == String.class);
    if (!mayBeCopied) {
      return "";
    }
    try {
      field.setAccessible(true);
      return " = " + value(field.get(null));
    } catch (IllegalAccessException hidden) {
      throw new IllegalStateException(hidden);
    }
  }

  String constructor(Constructor<?> constructor) {
    return annotations(constructor)
        + words(constructor.getModifiers() & SHOWN)
        + spaced(typeParameters(constructor))
        + constructor.getDeclaringClass().getSimpleName()
        + parameters(constructor);
  }

  String method(Method method) {
    Object defaultValue = method.getDefaultValue();
    return annotations(method)
        + modifiers(method)
        + spaced(typeParameters(method))
        + type(method.getAnnotatedReturnType())
        + " "
        + method.getName()
        + parameters(method)
        + (defaultValue == null ? "" : " default " + value(defaultValue));
  }

  private static String modifiers(Method method) {
    int shown = method.getModifiers() & SHOWN;
    if (method.getDeclaringClass().isInterface()) {
      shown &= ~(Modifier.PUBLIC | Modifier.ABSTRACT);
    }
    return (method.isDefault() ? "default " : "") + words(shown);
  }

  private String parameters(Executable code) {
    AnnotatedType[] types = code.getAnnotatedParameterTypes();
    int first = isGivenItsOuter(code) ? 1 : 0;
    String parameters =
        IntStream.range(first, types.length).mapToObj(at -> type(types[at])).collect(joining(", "));
    return "("
        + (code.isVarArgs() ? parameters.replaceFirst("\\[]$", "...") : parameters)
        + ")"
        + checkedExceptions(code);
  }

  /** The constructor of an inner class. */
  private static boolean isGivenItsOuter(Executable code) {
    Class<?> type = code.getDeclaringClass();
    return code instanceof Constructor
        && type.isMemberClass()
        && !Modifier.isStatic(type.getModifiers());
  }

  private String checkedExceptions(Executable code) {
    AnnotatedType[] declared = code.getAnnotatedExceptionTypes();
    return listed(
        " throws ",
        IntStream.range(0, declared.length)
            .filter(at -> isChecked(code.getExceptionTypes()[at]))
            .mapToObj(at -> type(declared[at])));
  }

  private static boolean isChecked(Class<?> exception) {
    return !RuntimeException.class.isAssignableFrom(exception)
        && !Error.class.isAssignableFrom(exception);
  }

  private String typeParameters(GenericDeclaration declaration) {
    return Arrays.stream(declaration.getTypeParameters())
        .map(this::typeParameter)
        .reduce((left, right) -> left + ", " + right)
        .map(all -> "<" + all + ">")
        .orElse("");
  }

  private String typeParameter(TypeVariable<?> parameter) {
    String bounds =
        Arrays.stream(parameter.getAnnotatedBounds()).map(this::type).collect(joining(" & "));
    return parameter.getName() + (bounds.equals("Object") ? "" : " extends " + bounds);
  }

  private String type(AnnotatedType type) {
    AnnotatedType element = type;
    StringBuilder dimensions = new StringBuilder();
    while (element instanceof AnnotatedArrayType array) {
      String annotations = annotations(array);
      dimensions.append(annotations.isEmpty() ? "" : " " + annotations).append("[]");
      element = array.getAnnotatedGenericComponentType();
    }
    return annotations(element) + unannotated(element) + dimensions;
  }

  private String unannotated(AnnotatedType type) {
    if (type instanceof AnnotatedParameterizedType generic) {
      String arguments =
          Arrays.stream(generic.getAnnotatedActualTypeArguments())
              .map(this::type)
              .collect(joining(", "));
      return name((Class<?>) ((ParameterizedType) type.getType()).getRawType())
          + (arguments.isEmpty() ? "" : "<" + arguments + ">");
    }
    if (type instanceof AnnotatedWildcardType wildcard) {
      return wildcard(wildcard);
    }
    return type instanceof AnnotatedTypeVariable
        ? type.getType().getTypeName()
        : name((Class<?>) type.getType());
  }

  private String wildcard(AnnotatedWildcardType wildcard) {
    if (wildcard.getAnnotatedLowerBounds().length > 0) {
      return "? super " + type(wildcard.getAnnotatedLowerBounds()[0]);
    }
    String bound = type(wildcard.getAnnotatedUpperBounds()[0]);
    return bound.equals("Object") ? "?" : "? extends " + bound;
  }

  private String name(Class<?> type) {
    String full = type.getCanonicalName();
    String room = type.getPackageName();
    boolean isKnown = own.contains(room) || (room.equals(LANG) && !type.isPrimitive());
    return isKnown ? full.substring(room.length() + 1) : full;
  }

  /** Those that say how to use what bears them. */
  private String annotations(AnnotatedElement element) {
    return Arrays.stream(element.getDeclaredAnnotations())
        .filter(each -> TELLING.contains(each.annotationType().getPackageName()))
        .filter(each -> each.annotationType() != Documented.class)
        .map(each -> annotation(each) + " ")
        .sorted()
        .collect(joining());
  }

  private String annotation(Annotation annotation) {
    String values =
        Arrays.stream(annotation.annotationType().getDeclaredMethods())
            .filter(each -> !Objects.deepEquals(value(each, annotation), each.getDefaultValue()))
            .map(each -> each.getName() + "=" + value(value(each, annotation)))
            .sorted()
            .collect(joining(", "));
    return "@"
        + annotation.annotationType().getSimpleName()
        + (values.isEmpty() ? "" : "(" + values.replaceFirst("^value=", "") + ")");
  }

  private static Object value(Method element, Annotation annotation) {
    try {
      return element.invoke(annotation);
    } catch (ReflectiveOperationException hidden) {
      throw new IllegalStateException(hidden);
    }
  }

  private String value(Object value) {
    if (value.getClass().isArray()) {
      return IntStream.range(0, Array.getLength(value))
          .mapToObj(at -> value(Array.get(value, at)))
          .collect(joining(", ", "{", "}"));
    }
    if (value instanceof String words) {
      return '"' + words.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
    if (value instanceof Character sign) {
      return "'" + sign + "'";
    }
    if (value instanceof Class<?> type) {
      return name(type) + ".class";
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    return value instanceof Annotation nested ? annotation(nested) : String.valueOf(value);
  }

  private static String listed(String before, Stream<String> names) {
    return names
        .sorted()
        .reduce((left, right) -> left + ", " + right)
        .map(before::concat)
        .orElse("");
  }

  private static String words(int modifiers) {
    return spaced(Modifier.toString(modifiers));
  }

  private static String spaced(String words) {
    return words.isEmpty() ? "" : words + " ";
  }
}
