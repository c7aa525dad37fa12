package io.github.udppeer.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs tests that fail, each with what it leaves. */
final class FailingTask implements Worker.Task {

  static final String PEER = "peer, with page and capture file";
  static final String BY_HAND = "by hand";

  private static final int RUNS = 12;

  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final TestsRun tests;

  /** As in a build, whose pages never meet those of an earlier run. */
  private final Path folder = Files.createTempDirectory("failing");

  private int runs;

  FailingTask(String contender) throws IOException {
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
      TestExecutionSummary summary = tests.runIn(folder.resolve(String.valueOf(runs++)));
      failed += summary.getTestsFailedCount();
      if (summary.getTestsSucceededCount() > 0) {
        throw new IllegalStateException("a test that is to fail has passed");
      }
    }
    return new double[] {system.getProcessCpuTime() - start, failed};
  }

  /** Leaves nothing behind. */
  @Override
  public void close() throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
