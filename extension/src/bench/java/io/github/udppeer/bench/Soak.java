package io.github.udppeer.bench;

import io.github.udppeer.WaitLimits;
import java.io.File;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Runs generated tests for a long time, several at once, and says what failed and what is left
 * over. {@code -Dsoak.seed} repeats the test of one seed, {@code -Dsoak.watch=true} watches each.
 */
public final class Soak {

  /** Tests of one run of JUnit: a build has many of these, not one that never ends. */
  private static final long RUN = 5_000;

  /** Twice as many as most machines that this runs on have cores, so that threads are preempted. */
  private static final int PARALLEL = 4;

  private final Launcher launcher = LauncherFactory.create();
  private long tests;
  private long failures;

  private Soak() {}

  public static void main(String[] arguments) {
    String seed = System.getProperty("soak.seed", "");
    Soak soak = new Soak();
    if (!seed.isEmpty()) {
      soak.run(Long.parseLong(seed), 1);
    } else {
      soak.runAll(Long.getLong("soak.tests", 100_000));
    }
    System.out.printf("%,d tests, %,d failures%n", soak.tests, soak.failures);
    System.exit(soak.failures == 0 ? 0 : 1);
  }

  private void runAll(long count) {
    long firstSeed = System.currentTimeMillis() * 1_000; // other ones each time
    long warmUp = Math.min(RUN, count);
    run(firstSeed, warmUp);
    System.out.println("after the first " + warmUp + ": " + footprint());
    long begin = System.nanoTime();
    for (long done = warmUp; done < count; done += RUN) {
      run(firstSeed + done, Math.min(RUN, count - done));
    }
    System.out.println("at the end: " + footprint());
    System.out.printf("%.0f s since the first%n", (System.nanoTime() - begin) / 1e9);
  }

  private void run(long firstSeed, long count) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    launcher.execute(request(firstSeed, count), listener);
    TestExecutionSummary summary = listener.getSummary();
    tests += summary.getTestsStartedCount();
    failures += summary.getTotalFailureCount();
    summary.getFailures().forEach(Soak::print);
  }

  private static LauncherDiscoveryRequest request(long firstSeed, long count) {
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(DiscoverySelectors.selectClass(SoakTestCase.class))
        .configurationParameter(SoakTestCase.FIRST, Long.toString(firstSeed))
        .configurationParameter(SoakTestCase.COUNT, Long.toString(count))
        .configurationParameter(WaitLimits.RECEIVE_TIMEOUT_PARAMETER, "30 s") // the cores are busy
        .configurationParameter("udppeer.watch", System.getProperty("soak.watch", "false"))
        .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
        .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
        .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
        .configurationParameter(
            "junit.jupiter.execution.parallel.config.fixed.parallelism", "" + PARALLEL)
        .build();
  }

  private static void print(TestExecutionSummary.Failure failure) {
    System.out.println("FAILED: " + failure.getTestIdentifier().getDisplayName());
    failure.getException().printStackTrace(System.out);
  }

  private static String footprint() {
    String[] descriptors = new File("/proc/self/fd").list();
    return "%d threads, %d descriptors, %,d bytes of direct buffers, %,d bytes of heap"
        .formatted(
            Thread.getAllStackTraces().size(),
            descriptors == null ? -1 : descriptors.length,
            Memory.direct(),
            Memory.heap());
  }
}
