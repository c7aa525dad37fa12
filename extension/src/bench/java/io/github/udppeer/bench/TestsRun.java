package io.github.udppeer.bench;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs the tests of a class, as a build tool does. */
public final class TestsRun {

  private final Launcher launcher = LauncherFactory.create();
  private final Class<?> tests;

  TestsRun(Class<?> tests) {
    this.tests = tests;
  }

  /** The main method of a JVM that runs one class of tests, and is measured as a whole. */
  public static void main(String[] arguments) throws Exception {
    TestExecutionSummary summary = new TestsRun(Class.forName(arguments[0])).run();
    boolean mustFail = arguments[0].contains("Failing");
    long unexpected = mustFail ? summary.getTestsSucceededCount() : summary.getTestsFailedCount();
    if (unexpected > 0 || summary.getTestsFoundCount() == 0) {
      summary.getFailures().forEach(failure -> failure.getException().printStackTrace());
      System.exit(1);
    }
  }

  TestExecutionSummary run() {
    return run(Map.of());
  }

  /** Runs them with a folder of their own, which JUnit gives to what they attach. */
  TestExecutionSummary runIn(Path folder) {
    return run(Map.of("junit.platform.reporting.output.dir", folder.toString()));
  }

  private TestExecutionSummary run(Map<String, String> parameters) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(DiscoverySelectors.selectClass(tests))
            .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
            .configurationParameters(parameters)
            .build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    launcher.execute(request, listener, new Reporter());
    return listener.getSummary();
  }

  /** Surefire and IDEs file each test under its unique ID, which JUnit makes when asked first. */
  private static final class Reporter implements TestExecutionListener {
    private final Set<String> started = new HashSet<>();

    @Override
    public void executionStarted(TestIdentifier test) {
      started.add(test.getUniqueId());
    }
  }
}
