package io.github.udppeer;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What users can reach of some types, as sorted text: a line a type, and a line a member. */
final class PublicApi {

  private static final Set<String> OF_EVERY_RECORD = Set.of("equals", "hashCode", "toString");
  private static final Set<String> OF_EVERY_ENUM = Set.of("values", "valueOf");

  private final Collection<Class<?>> types;
  private final Signatures signatures;

  PublicApi(Collection<Class<?>> types) {
    this.types = types;
    this.signatures = new Signatures(types.stream().map(Class::getPackageName).collect(toSet()));
  }

  /** All types of the packages that a module exports to everybody. */
  static PublicApi ofModule(Path module) throws IOException {
    ModuleReference reference = ModuleFinder.of(module).findAll().iterator().next();
    Set<String> exported =
        reference.descriptor().exports().stream()
            .filter(each -> !each.isQualified())
            .map(Exports::source)
            .collect(toSet());
    List<Class<?>> types = new ArrayList<>();
    try (ModuleReader reader = reference.open();
        Stream<String> files = reader.list()) {
      files
          .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
          .map(file -> file.replaceFirst("\\.class$", "").replace('/', '.'))
          .filter(name -> exported.contains(name.substring(0, name.lastIndexOf('.'))))
          .forEach(name -> types.add(load(name)));
    }
    return new PublicApi(types);
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, PublicApi.class.getClassLoader());
    } catch (ClassNotFoundException gone) {
      throw new IllegalStateException(gone);
    }
  }

  String text() {
    Map<Package, List<Class<?>>> packages =
        types.stream()
            .filter(this::isReachable)
            .sorted(comparing(Class::getCanonicalName))
            .collect(
                groupingBy(
                    Class::getPackage, () -> new TreeMap<>(comparing(Package::getName)), toList()));
    return packages.entrySet().stream()
        .map(each -> signatures.header(each.getKey()) + "\n" + blocks(each.getValue()))
        .collect(joining("\n"));
  }

  private String blocks(List<Class<?>> reachable) {
    return reachable.stream()
        .map(type -> Stream.concat(Stream.of(signatures.header(type)), members(type)))
        .map(lines -> "\n" + lines.collect(joining("\n  ")) + "\n")
        .collect(joining());
  }

  private Stream<String> members(Class<?> type) {
    Stream<String> constants =
        fields(type).filter(Field::isEnumConstant).map(signatures::enumConstant);
    Stream<String> fields =
        fields(type)
            .filter(field -> !field.isEnumConstant())
            .sorted(comparing(Field::getName))
            .map(signatures::field);
    return Stream.of(
            constants,
            fields,
            constructors(type).map(signatures::constructor).sorted(),
            methods(type)
                .sorted(comparing(Method::getName).thenComparing(signatures::method))
                .map(signatures::method))
        .flatMap(lines -> lines);
  }

  private Stream<Field> fields(Class<?> type) {
    return sources(type)
        .flatMap(source -> Arrays.stream(source.getDeclaredFields()))
        .filter(field -> isVisible(field, type));
  }

  private Stream<Constructor<?>> constructors(Class<?> type) {
    return Arrays.stream(type.getDeclaredConstructors())
        .filter(constructor -> isVisible(constructor, type))
        .filter(constructor -> !type.isRecord() || !isCanonical(constructor));
  }

  private Stream<Method> methods(Class<?> type) {
    List<Method> methods = new ArrayList<>();
    sources(type)
        .flatMap(source -> Arrays.stream(source.getDeclaredMethods()))
        .filter(method -> isVisible(method, type) && !isImplicit(method))
        .filter(method -> method.getDeclaringClass() == type || isInherited(method))
        .filter(method -> methods.stream().noneMatch(each -> overrides(each, method)))
        .forEach(methods::add);
    return methods.stream();
  }

  private static boolean isInherited(Method method) {
    return !method.getDeclaringClass().isInterface() || !Modifier.isStatic(method.getModifiers());
  }

  private static boolean overrides(Method method, Method inherited) {
    return method.getDeclaringClass() != inherited.getDeclaringClass()
        && method.getName().equals(inherited.getName())
        && method.getParameterCount() == inherited.getParameterCount()
        && IntStream.range(0, method.getParameterCount())
            .allMatch(at -> takesAsMuch(method, inherited, at));
  }

  /** A subclass may say what a type parameter of its parent stands for. */
  private static boolean takesAsMuch(Method method, Method inherited, int at) {
    Class<?> own = method.getParameterTypes()[at];
    Class<?> given = inherited.getParameterTypes()[at];
    boolean isGeneric = inherited.getGenericParameterTypes()[at] != given;
    return own == given || (isGeneric && given.isAssignableFrom(own));
  }

  /** The type, and those it inherits from that users do not see: they see their members here. */
  private Stream<Class<?>> sources(Class<?> type) {
    return Stream.concat(
        Stream.of(type),
        Stream.concat(Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()))
            .filter(parent -> parent.getProtectionDomain() == type.getProtectionDomain())
            .filter(parent -> !types.contains(parent) || !isReachable(parent))
            .flatMap(this::sources));
  }

  private boolean isVisible(Member member, Class<?> type) {
    return !member.isSynthetic() && isVisible(member.getModifiers(), type);
  }

  private boolean isVisible(int modifiers, Class<?> owner) {
    return Modifier.isPublic(modifiers) || (Modifier.isProtected(modifiers) && isExtensible(owner));
  }

  private boolean isReachable(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return type.getCanonicalName() != null
        && (outer == null
            ? Modifier.isPublic(type.getModifiers())
            : isReachable(outer) && isVisible(type.getModifiers(), outer));
  }

  /** A user can write a class that inherits from this one, if only from a public one below it. */
  private boolean isExtensible(Class<?> type) {
    return types.stream().filter(type::isAssignableFrom).anyMatch(PublicApi::isOpen);
  }

  private static boolean isOpen(Class<?> type) {
    return isDeclaredForUsers(type)
        && !Modifier.isFinal(type.getModifiers())
        && !type.isSealed()
        && Arrays.stream(type.getDeclaredConstructors())
            .mapToInt(Constructor::getModifiers)
            .anyMatch(it -> Modifier.isPublic(it) || Modifier.isProtected(it));
  }

  private static boolean isDeclaredForUsers(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return outer == null
        ? Modifier.isPublic(type.getModifiers())
        : isDeclaredForUsers(outer)
            && (Modifier.isPublic(type.getModifiers())
                || (Modifier.isProtected(type.getModifiers()) && isOpen(outer)));
  }

  private static boolean isCanonical(Constructor<?> constructor) {
    return Arrays.equals(
        constructor.getParameterTypes(),
        Arrays.stream(constructor.getDeclaringClass().getRecordComponents())
            .map(RecordComponent::getType)
            .toArray());
  }

  /** What every enum has, and what the components of a record say. */
  private static boolean isImplicit(Method method) {
    Class<?> type = method.getDeclaringClass();
    if (type.isRecord()) {
      return OF_EVERY_RECORD.contains(method.getName())
          || Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getAccessor)
              .anyMatch(method::equals);
    }
    return type.isEnum() && OF_EVERY_ENUM.contains(method.getName());
  }
}
