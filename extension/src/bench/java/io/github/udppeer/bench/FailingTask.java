package io.github.udppeer.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs tests that fail, each with what it leaves. */
final class FailingTask implements Worker.Task {

  static final String PEER = "peer, with page and capture file";
  static final String BY_HAND = "by hand";

  private static final int RUNS = 4;

  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final TestsRun tests;

  FailingTask(String contender) {
    tests =
        new TestsRun(
            contender.equals(PEER) ? FailingPeerTestCase.class : FailingByHandTestCase.class);
  }

  /** Any line is answered with the nanoseconds of all processors, and the number of tests. */
  @Override
  public double[] run(String[] words) {
    long start = system.getProcessCpuTime();
    long failed = 0;
    for (int i = 0; i < RUNS; i++) {
      TestExecutionSummary summary = tests.run();
      failed += summary.getTestsFailedCount();
      if (summary.getTestsSucceededCount() > 0) {
        throw new IllegalStateException("a test that is to fail has passed");
      }
    }
    return new double[] {system.getProcessCpuTime() - start, failed};
  }
}
