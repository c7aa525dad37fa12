package io.github.udppeer.bench;

import java.util.Map;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs a class of tests that do nothing but have, or have not, a socket. */
final class PerTestTask implements Worker.Task {

  static final String EMPTY = "no parameter";
  static final String PEER = "@UdpPeer DatagramPeer";
  static final String CHANNEL = "hand-written resolver of a DatagramChannel";

  static final String ANNOTATED = "the same for an annotated parameter";

  private static final Map<String, Class<?>> CLASSES =
      Map.of(
          EMPTY, EmptyTestCase.class,
          PEER, PeerTestCase.class,
          CHANNEL, ChannelTestCase.class,
          ANNOTATED, AnnotatedChannelTestCase.class);

  private final TestsRun tests;

  PerTestTask(String contender) {
    tests = new TestsRun(CLASSES.get(contender));
  }

  /** Any line is answered with the nanoseconds that the run took, and the number of tests. */
  @Override
  public double[] run(String[] words) {
    long start = System.nanoTime();
    TestExecutionSummary summary = tests.run();
    long took = System.nanoTime() - start;
    if (summary.getTestsFailedCount() > 0) {
      throw new IllegalStateException(summary.getFailures().get(0).getException());
    }
    return new double[] {took, summary.getTestsSucceededCount()};
  }
}
