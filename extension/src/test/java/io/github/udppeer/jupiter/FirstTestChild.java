package io.github.udppeer.jupiter;

import io.github.udppeer.ChildJvm;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs one class of tests as a build tool does, and prints how many of its tests passed. */
public final class FirstTestChild {

  private FirstTestChild() {}

  /** Takes the name of the class. */
  public static void main(String[] arguments) throws IOException {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(DiscoverySelectors.selectClass(arguments[0]))
            .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
            .configurationParameter("junit.jupiter.execution.timeout.default", "2 m")
            .build();
    Launcher launcher = LauncherFactory.create();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    launcher.execute(request, listener, new Reporter());
    System.out.println(listener.getSummary().getTestsSucceededCount());
    ChildJvm.holdUntilReleased();
  }

  /** Surefire and IDEs file each test under its unique ID, which JUnit 6 makes when asked first. */
  private static final class Reporter implements TestExecutionListener {
    private final Set<String> started = new HashSet<>();

    @Override
    public void executionStarted(TestIdentifier test) {
      started.add(test.getUniqueId());
    }
  }
}
