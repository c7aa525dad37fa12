package io.github.udppeer;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.EvaluationResult;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.text.DecimalFormatSymbols;
import java.text.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTests {
  private static final String ROOT = "io.github.udppeer";
  private static final String CORE = ROOT + ".internal.core";

  private static final JavaClasses LIBRARY =
      new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(ROOT);
  private static final JavaClasses LIBRARY_AND_TESTS = new ClassFileImporter().importPackages(ROOT);

  /** What has a twin that takes a locale, and takes none itself. */
  private static final DescribedPredicate<JavaCall<?>> FORMATS_FOR_THE_MACHINE =
      DescribedPredicate.describe(
          "go by the machine's locale",
          call ->
              call.getTarget().resolveMember().stream()
                  .anyMatch(ArchitectureTests::formatsForTheMachine));

  private static final ArchCondition<JavaField> HAVE_NO_RECORDS_AS_KEYS =
      new ArchCondition<>("have no records as keys") {
        @Override
        public void check(JavaField field, ConditionEvents events) {
          if (hashesRecords(field)) {
            events.add(SimpleConditionEvent.violated(field, field.getDescription()));
          }
        }
      };

  @ParameterizedTest
  @ValueSource(classes = {Thread.class, TimeUnit.class})
  void nobodySleeps(Class<?> sleeper) {
    noClasses()
        .should()
        .accessTargetWhere(target(owner(assignableTo(sleeper))).and(target(name("sleep"))))
        .because("a wait ends when what it waits for has happened, or at its deadline")
        .check(LIBRARY_AND_TESTS);
  }

  /** A process that is just being started holds the sockets of all other tests open. */
  @Test
  void whoStartsAProcessRunsAlone() {
    Set<String> starters =
        Set.of(
            ProcessBuilder.class.getName(), ChildJvm.class.getName(), ExternalTool.class.getName());
    assertThat(LIBRARY_AND_TESTS)
        .filteredOn(
            each ->
                each.getDirectDependenciesFromSelf().stream()
                    .anyMatch(to -> starters.contains(to.getTargetClass().getName())))
        .map(ArchitectureTests::outermost)
        .filteredOn(each -> each.getSimpleName().endsWith("Tests"))
        .filteredOn(each -> !each.isEquivalentTo(ArchitectureTests.class)) // names them only
        .hasSizeGreaterThan(10)
        .allMatch(each -> each.isAnnotatedWith(Isolated.class));
  }

  static JavaClass outermost(JavaClass each) {
    JavaClass outer = each;
    while (outer.getEnclosingClass().isPresent()) {
      outer = outer.getEnclosingClass().get();
    }
    return outer;
  }

  @ParameterizedTest
  @ValueSource(strings = {"Util", "Utils", "Helper", "Manager", "Impl"})
  void namesSayWhatAClassIsFor(String suffix) {
    noClasses().should().haveSimpleNameEndingWith(suffix).check(LIBRARY_AND_TESTS);
  }

  @Test
  void whatIsWrittenIsTheSameUnderEveryLocale() {
    noClasses()
        .should()
        .callCodeUnitWhere(FORMATS_FOR_THE_MACHINE)
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(Format.class, DecimalFormatSymbols.class)
        .because("digits and letter case go by the machine's locale where none is given")
        .check(LIBRARY);
  }

  @Test
  void noRecordIsAKeyOnTheWayOfTheFirstDatagram() {
    fields()
        .that()
        .areDeclaredInClassesThat()
        .resideInAPackage(CORE)
        .or()
        .areDeclaredInClassesThat()
        .haveNameMatching(".*[.]kernel[.](SocketTable|SocketHolder|KernelLook).*")
        .should(HAVE_NO_RECORDS_AS_KEYS)
        .because("the first hash of a record links method handles: some 35 classes")
        .check(LIBRARY);
  }

  @Test
  void aRecordAsAKeyIsFound() {
    JavaClasses keyed = new ClassFileImporter().importClasses(Keyed.class);
    EvaluationResult result = fields().should(HAVE_NO_RECORDS_AS_KEYS).evaluate(keyed);
    assertThat(result.getFailureReport().getDetails())
        .satisfiesExactlyInAnyOrder(
            detail -> assertThat(detail).contains("byRecord"),
            detail -> assertThat(detail).contains("records"));
  }

  @SuppressWarnings("unused") // ArchUnit reads them
  private static final class Keyed {
    private record Key(int part) {}

    private final Map<Key, String> byRecord = Map.of();
    private final Map<String, Key> byText = Map.of();
    private final Set<Key> records = Set.of();
    private final List<Key> inOrder = List.of();
  }

  /** What is sorted compares. */
  private static boolean isHashed(JavaClass type) {
    return (type.isAssignableTo(Map.class) || type.isAssignableTo(Set.class))
        && !type.isAssignableTo(SortedMap.class)
        && !type.isAssignableTo(SortedSet.class);
  }

  private static boolean hashesRecords(JavaField field) {
    return isHashed(field.getRawType())
        && field.getType() instanceof JavaParameterizedType type
        && type.getActualTypeArguments().get(0).toErasure().isRecord();
  }

  private static boolean formatsForTheMachine(JavaCodeUnit called) {
    JavaClass owner = called.getOwner();
    return owner.getPackageName().startsWith("java.")
        && called.getRawParameterTypes().stream().noneMatch(ArchitectureTests::isLocale)
        && (isFormatted(called)
            || owner.getAllMembers().stream().anyMatch(it -> isTwin(it, called)));
  }

  /** The one that has no twin. */
  private static boolean isFormatted(JavaCodeUnit called) {
    return called.getOwner().isEquivalentTo(String.class) && called.getName().equals("formatted");
  }

  private static boolean isTwin(JavaMember member, JavaCodeUnit called) {
    if (!(member instanceof JavaCodeUnit other) || !other.getName().equals(called.getName())) {
      return false;
    }
    List<String> rest = new ArrayList<>();
    other.getRawParameterTypes().stream()
        .filter(type -> !isLocale(type))
        .forEach(type -> rest.add(type.getName()));
    List<String> own = called.getRawParameterTypes().stream().map(JavaClass::getName).toList();
    return rest.size() < other.getRawParameterTypes().size() && rest.equals(own);
  }

  private static boolean isLocale(JavaClass type) {
    return type.isEquivalentTo(Locale.class);
  }
}
