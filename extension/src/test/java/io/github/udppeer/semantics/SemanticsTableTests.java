package io.github.udppeer.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.semantics.SemanticsTable.Fact;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/** That docs/semantics.md and the tests say the same. */
class SemanticsTableTests {

  private static final int FACTS = 115;

  private static SemanticsTable table;
  private static List<Method> tests;

  @BeforeAll
  static void readBoth() {
    table = SemanticsTable.read();
    tests =
        ReflectionSupport.findAllClassesInPackage(
                "io.github.udppeer", type -> true, name -> name.contains("Tests"))
            .stream()
            .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
            .filter(method -> method.isAnnotationPresent(Row.class))
            .toList();
  }

  @Test
  void everyFactHasOneRow() {
    assertThat(table.rows())
        .extracting(Fact::number)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, FACTS).boxed().toList());
  }

  @Test
  void everyRowNamesTheTestsThatNameItAndNoOther() {
    assertThat(table.rows().stream().flatMap(Fact::claims))
        .containsExactlyInAnyOrderElementsOf(
            tests.stream().flatMap(SemanticsTableTests::claims).toList());
  }

  @Test
  void everyMethodThatNamesARowIsATest() {
    assertThat(tests)
        .isNotEmpty()
        .allMatch(method -> AnnotationSupport.isAnnotated(method, Testable.class));
  }

  @Test
  void everyRowNamesTestsOrAReason() {
    assertThat(table.rows())
        .allSatisfy(
            row -> {
              if (row.isShown()) {
                assertThat(row.claims()).isNotEmpty();
              } else {
                assertThat(row.shownBy()).isIn(SemanticsTable.REASONS);
              }
            });
  }

  @Test
  void everyReasonIsExplained() {
    assertThat(SemanticsTable.REASONS)
        .allSatisfy(reason -> assertThat(table.page()).contains("- **" + reason + "**: "));
  }

  @Test
  void theCountsAreThoseOfTheTable() {
    System.out.print(table.counts());
    assertThat(table.page()).contains(table.counts());
  }

  private static Stream<String> claims(Method test) {
    String name = topLevel(test.getDeclaringClass()).getSimpleName() + "." + test.getName();
    return Arrays.stream(test.getAnnotation(Row.class).value()).mapToObj(row -> row + " " + name);
  }

  private static Class<?> topLevel(Class<?> type) {
    return type.getEnclosingClass() == null ? type : topLevel(type.getEnclosingClass());
  }
}
