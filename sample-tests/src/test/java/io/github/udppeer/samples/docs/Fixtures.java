package io.github.udppeer.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs test cases as JUnit runs the tests of a user. */
final class Fixtures {

  private Fixtures() {}

  /** Runs a test case of which one test, or the class, must fail. */
  static Throwable failureOf(Class<?> testCase, Map<String, String> parameters) {
    List<Throwable> failures = failures(testCase, parameters);
    assertThat(failures).as("failures of %s", testCase.getName()).hasSize(1);
    return failures.get(0);
  }

  static List<Throwable> failures(Class<?> testCase, Map<String, String> parameters) {
    return EngineTestKit.engine("junit-jupiter")
        .configurationParameter("udppeer.report", "never") // they fail on purpose
        .configurationParameters(parameters)
        .selectors(selectClass(testCase))
        .execute()
        .allEvents()
        .finished()
        .map(event -> event.getRequiredPayload(TestExecutionResult.class))
        .flatMap(result -> result.getThrowable().stream())
        .toList();
  }
}
