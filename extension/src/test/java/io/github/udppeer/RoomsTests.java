package io.github.udppeer;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files that need each other in a circle cannot be understood one by one: no circle grows. */
class RoomsTests {

  private static final String ROOT = "io.github.udppeer";

  private static final Map<String, Integer> MOST_FILES =
      Map.of("", 155, "core", 35, "jupiter", 35, "link", 37, "report", 60);

  /** Of files that need each other; in the core there are none. */
  private static final Map<String, Integer> LARGEST_CIRCLE =
      Map.of("", 73, "core", 1, "jupiter", 22, "link", 11, "report", 3);

  private static final int MOST_CODE_LINES = 250;

  /** What is longer, and is to become shorter. */
  private static final Map<String, Integer> LONG_FILES =
      Map.of(
          "DatagramCheck.java", 256,
          "Group.java", 300,
          "SequenceFailures.java", 252,
          "CapturedSocket.java", 337,
          "DatagramLoop.java", 316,
          "ReceiveQueue.java", 379);

  private static final JavaClasses LIBRARY =
      new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(ROOT);

  @Test
  void noRoomGetsCrowded() {
    Map<String, Long> files =
        LIBRARY.stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(each -> !each.getSimpleName().endsWith("-info"))
            .collect(groupingBy(RoomsTests::room, counting()));
    assertThat(files.keySet()).isEqualTo(MOST_FILES.keySet());
    assertThat(files)
        .allSatisfy(
            (room, count) -> assertThat(count).isLessThanOrEqualTo((long) MOST_FILES.get(room)));
  }

  @Test
  void noCircleOfFilesGrows() {
    Map<String, Integer> largest = new TreeMap<>();
    for (List<JavaClass> circle : circles()) {
      largest.merge(room(circle.get(0)), circle.size(), Math::max);
    }
    assertThat(largest)
        .allSatisfy((room, size) -> assertThat(size).isLessThanOrEqualTo(LARGEST_CIRCLE.get(room)));
  }

  @Test
  void noFileGetsLong() throws IOException {
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      for (Path source : sources.filter(it -> it.toString().endsWith(".java")).toList()) {
        String name = source.getFileName().toString();
        assertThat(codeLines(source))
            .as(name)
            .isLessThanOrEqualTo(LONG_FILES.getOrDefault(name, MOST_CODE_LINES));
      }
    }
  }

  private static long codeLines(Path source) throws IOException {
    String code = Files.readString(source).replaceAll("(?s)/\\*.*?\\*/", "");
    return code.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("//"))
        .filter(line -> !line.startsWith("import ") && !line.startsWith("package "))
        .count();
  }

  private static String room(JavaClass each) {
    String name = each.getPackageName();
    return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
  }

  private static JavaClass file(JavaClass each) {
    return ArchitectureTests.outermost(each.getBaseComponentType());
  }

  private static List<List<JavaClass>> circles() {
    Map<JavaClass, Set<JavaClass>> uses = new HashMap<>();
    for (JavaClass each : LIBRARY) {
      Set<JavaClass> targets =
          each.getDirectDependenciesFromSelf().stream()
              .map(Dependency::getTargetClass)
              .filter(it -> it.getBaseComponentType().getPackageName().startsWith(ROOT))
              .map(RoomsTests::file)
              .collect(toCollection(LinkedHashSet::new));
      uses.computeIfAbsent(file(each), it -> new LinkedHashSet<>()).addAll(targets);
    }
    return new Circles(uses).found;
  }

  /** Tarjan's algorithm, of two files and more. */
  private static final class Circles {
    private final List<List<JavaClass>> found = new ArrayList<>();
    private final Map<JavaClass, Set<JavaClass>> uses;
    private final Map<JavaClass, Integer> number = new HashMap<>();
    private final Map<JavaClass, Integer> lowest = new HashMap<>();
    private final Deque<JavaClass> open = new ArrayDeque<>();

    Circles(Map<JavaClass, Set<JavaClass>> uses) {
      this.uses = uses;
      uses.keySet().forEach(this::visit);
    }

    private void visit(JavaClass each) {
      if (number.containsKey(each)) {
        return;
      }
      number.put(each, number.size());
      lowest.put(each, number.get(each));
      open.push(each);
      for (JavaClass next : uses.getOrDefault(each, Set.of())) {
        boolean isNew = !number.containsKey(next);
        visit(next);
        if (isNew || open.contains(next)) {
          lowest.merge(each, lowest.get(next), Math::min);
        }
      }
      if (lowest.get(each).equals(number.get(each))) {
        add(each);
      }
    }

    private void add(JavaClass first) {
      List<JavaClass> circle = new ArrayList<>();
      JavaClass last = open.pop();
      while (!last.equals(first)) {
        circle.add(last);
        last = open.pop();
      }
      circle.add(first);
      if (circle.size() > 1) {
        found.add(circle);
      }
    }
  }
}
