package io.github.udppeer.bench;

import java.util.Map;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs a class of tests that do nothing but have, or have not, a socket. */
final class PerTestTask implements Worker.Task {

  static final String EMPTY = "no parameter";
  static final String PEER = "@UdpPeer DatagramPeer";
  static final String CHANNEL = "hand-written resolver of a DatagramChannel";

  private static final Map<String, Class<?>> CLASSES =
      Map.of(
          EMPTY, EmptyTestCase.class,
          PEER, PeerTestCase.class,
          CHANNEL, ChannelTestCase.class);

  private final Launcher launcher = LauncherFactory.create();
  private final LauncherDiscoveryRequest request;

  PerTestTask(String contender) {
    request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(DiscoverySelectors.selectClass(CLASSES.get(contender)))
            .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
            .build();
  }

  /** Any line is answered with the nanoseconds that the run took, and the number of tests. */
  @Override
  public double[] run(String[] words) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    long start = System.nanoTime();
    launcher.execute(request, listener);
    long took = System.nanoTime() - start;
    TestExecutionSummary summary = listener.getSummary();
    if (summary.getTestsFailedCount() > 0) {
      throw new IllegalStateException(summary.getFailures().get(0).getException());
    }
    return new double[] {took, summary.getTestsSucceededCount()};
  }
}
