package io.github.udppeer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.net.URL;
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
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each file has a room, each arrow between rooms runs down, and no circle of files grows. */
class RoomsTests {

  private static final String ROOT = "io.github.udppeer";
  private static final Set<String> DOORS =
      Set.of(
          ROOT,
          ROOT + ".exceptions",
          ROOT + ".jupiter",
          ROOT + ".link",
          ROOT + ".ports",
          ROOT + ".watch");

  /** Floor 0 first: a room may use rooms of lower floors only. Floors, not a list of arrows. */
  private static final List<Set<String>> FLOORS =
      List.of(
          Set.of(
              "exceptions", "internal.text", "internal.core", "internal.assertj", "internal.watch"),
          Set.of("internal.kernel", "internal.timeline"),
          Set.of("ports", "link", "internal.peer", "internal.evidence"),
          Set.of("internal.failure"),
          Set.of("internal.script"),
          Set.of("internal.check"),
          Set.of("internal.group"),
          Set.of(""),
          Set.of("watch"),
          Set.of("jupiter"));

  private static final int MOST_FILES = 32;
  private static final int MOST_CODE_LINES = 250;
  private static final Map<String, Integer> LARGEST_CIRCLE =
      Map.of(
          "", 16, "internal.peer", 10, "jupiter", 6, "internal.script", 3, "link", 2, "watch", 2);

  private static final JavaClasses LIBRARY =
      new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(ROOT);

  @Test
  void noPackagesFormACircle() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(LIBRARY);
  }

  @Test
  void everyArrowBetweenRoomsRunsDown() {
    Set<String> up = new TreeSet<>();
    for (JavaClass each : LIBRARY) {
      for (Dependency to : each.getDirectDependenciesFromSelf()) {
        JavaClass target = to.getTargetClass().getBaseComponentType();
        if (target.getPackageName().startsWith(ROOT)
            && !room(target).equals(room(each))
            && floor(target) >= floor(each)) {
          up.add(each.getName() + " -> " + target.getName());
        }
      }
    }
    assertThat(up).isEmpty();
  }

  @Test
  void thereAreSixDoorsAndTheirNamesShowIt() throws URISyntaxException {
    URL main = DatagramPeer.class.getProtectionDomain().getCodeSource().getLocation();
    assertThat(ModuleFinder.of(Path.of(main.toURI())).findAll())
        .flatExtracting(module -> module.descriptor().exports())
        .extracting(Exports::source)
        .containsExactlyInAnyOrderElementsOf(DOORS);
    classes()
        .that()
        .resideOutsideOfPackages(DOORS.toArray(String[]::new))
        .should()
        .resideInAPackage(ROOT + ".internal..")
        .check(LIBRARY);
  }

  @Test
  void theRootHoldsOnlyWhatUsersType() {
    classes()
        .that()
        .resideInAPackage(ROOT)
        .and()
        .areTopLevelClasses()
        .and()
        .doNotHaveSimpleName("package-info")
        .should()
        .bePublic()
        .check(LIBRARY);
  }

  @Test
  void coreNeedsTheJdkOnly() {
    classes()
        .that()
        .resideInAPackage(ROOT + ".internal.core")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(ROOT + ".internal.core", "java..", "org.jspecify.annotations")
        .check(LIBRARY);
  }

  @Test
  void onlyTheExtensionKnowsJUnit() {
    keepOut("org.junit..", "jupiter");
  }

  @Test
  void onlyChecksAndPortsWaitByAwaitility() {
    keepOut("org.awaitility..", "internal.check", "internal.group", "", "jupiter", "ports");
  }

  @Test
  void onlyWhatSpeaksOfFailuresKnowsAssertJ() {
    List<String> low =
        FLOORS.subList(0, 3).stream()
            .flatMap(Set::stream)
            .filter(room -> !Set.of("internal.assertj", "link").contains(room))
            .map(room -> ROOT + "." + room)
            .toList();
    noClasses()
        .that()
        .resideInAnyPackage(low.toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.assertj..")
        .check(LIBRARY);
  }

  private static void keepOut(String library, String... rooms) {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            Stream.of(rooms)
                .map(room -> room.isEmpty() ? ROOT : ROOT + "." + room)
                .toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(LIBRARY);
  }

  /** One member needs it: the group opens links, and a link must know where it stands. */
  @Test
  void noHiddenTypeStandsInAPublicSignature() {
    Set<String> leaks = new TreeSet<>();
    for (JavaClass each : LIBRARY) {
      if (DOORS.contains(each.getPackageName()) && isReachable(each)) {
        each.getMembers().stream()
            .filter(member -> isReachable(member.getModifiers()))
            .filter(RoomsTests::mentionsHidden)
            .forEach(member -> leaks.add(member.getFullName()));
      }
    }
    assertThat(leaks).allMatch(leak -> leak.contains("link.DatagramLink.open("));
  }

  @Test
  void noRoomIsCrowded() {
    assertThat(files().collect(groupingBy(RoomsTests::room)))
        .allSatisfy((room, files) -> assertThat(files).hasSizeLessThanOrEqualTo(MOST_FILES));
  }

  @Test
  void noCircleOfFilesGrows() {
    Map<String, Integer> largest = new TreeMap<>();
    circles().forEach(circle -> largest.merge(room(circle.get(0)), circle.size(), Math::max));
    assertThat(largest)
        .allSatisfy(
            (room, size) ->
                assertThat(size).isLessThanOrEqualTo(LARGEST_CIRCLE.getOrDefault(room, 1)));
  }

  @Test
  void noFileIsLong() throws IOException {
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      for (Path source : sources.filter(it -> it.toString().endsWith(".java")).toList()) {
        String name = source.getFileName().toString();
        assertThat(codeLines(source)).as(name).isLessThanOrEqualTo(MOST_CODE_LINES);
      }
    }
  }

  @Test
  void noMainFilePassesForATest() {
    noClasses()
        .that()
        .areTopLevelClasses()
        .should()
        .haveSimpleNameEndingWith("Test")
        .check(LIBRARY);
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

  private static int floor(JavaClass each) {
    for (int floor = 0; floor < FLOORS.size(); floor++) {
      if (FLOORS.get(floor).contains(room(each))) {
        return floor;
      }
    }
    throw new AssertionError(each.getName() + " stands in no known room");
  }

  private static Stream<JavaClass> files() {
    return LIBRARY.stream()
        .filter(JavaClass::isTopLevelClass)
        .filter(each -> !each.getSimpleName().endsWith("-info"));
  }

  private static JavaClass file(JavaClass each) {
    return ArchitectureTests.outermost(each.getBaseComponentType());
  }

  private static boolean isReachable(JavaClass each) {
    return each.getModifiers().contains(JavaModifier.PUBLIC)
        && each.getEnclosingClass().map(RoomsTests::isReachable).orElse(true);
  }

  private static boolean isReachable(Set<JavaModifier> modifiers) {
    return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
  }

  private static boolean mentionsHidden(JavaMember member) {
    return member.getAllInvolvedRawTypes().stream()
        .map(JavaClass::getBaseComponentType)
        .map(JavaClass::getPackageName)
        .anyMatch(name -> name.startsWith(ROOT) && !DOORS.contains(name));
  }

  /** Tarjan's circles, of two files and more. */
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
