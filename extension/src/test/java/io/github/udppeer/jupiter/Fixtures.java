package io.github.udppeer.jupiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.exceptions.PeerClosedException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs fixtures as JUnit runs the tests of a user, and tells what came of it. */
final class Fixtures {

  private static final Map<String, String> CONCURRENT =
      Map.of(
          "junit.jupiter.execution.parallel.enabled", "true",
          "junit.jupiter.execution.parallel.mode.default", "concurrent",
          "junit.jupiter.execution.parallel.mode.classes.default", "concurrent",
          "junit.jupiter.execution.parallel.config.executor-service", "fork_join_pool",
          "junit.jupiter.execution.parallel.config.strategy", "fixed",
          "junit.jupiter.execution.parallel.config.fixed.parallelism", "4");

  private Fixtures() {}

  static EngineExecutionResults run(Class<?>... fixtures) {
    return run(Map.of(), fixtures);
  }

  static EngineExecutionResults runConcurrently(Class<?>... fixtures) {
    return run(CONCURRENT, fixtures);
  }

  static EngineExecutionResults run(Map<String, String> parameters, Class<?>... fixtures) {
    return EngineTestKit.engine("junit-jupiter")
        .configurationParameter("udppeer.report", "never") // fixtures fail on purpose
        .configurationParameters(parameters)
        .selectors(Arrays.stream(fixtures).map(it -> selectClass(it)).toArray(ClassSelector[]::new))
        .execute();
  }

  /** Runs fixtures of which every test must pass. */
  static void pass(int tests, Class<?>... fixtures) {
    requirePassed(tests, run(fixtures));
  }

  static void requirePassed(int tests, EngineExecutionResults results) {
    assertThat(failures(results)).isEmpty();
    assertThat(results.testEvents().succeeded().count()).isEqualTo(tests);
  }

  /** Runs a fixture of which one test, or the class, must fail. */
  static Throwable failureOf(Class<?> fixture) {
    return failureOf(run(fixture));
  }

  static Throwable failureOf(EngineExecutionResults results) {
    List<Throwable> failures = failures(results);
    assertThat(failures).hasSize(1);
    return failures.get(0);
  }

  static List<Throwable> failures(EngineExecutionResults results) {
    return results
        .allEvents()
        .finished()
        .map(event -> event.getRequiredPayload(TestExecutionResult.class))
        .flatMap(result -> result.getThrowable().stream())
        .toList();
  }

  /** What is suppressed under a failure, but for the words of the library's own. */
  static List<Throwable> suppressedBy(Throwable failure) {
    return Arrays.stream(failure.getSuppressed())
        .filter(suppressed -> !(suppressed instanceof Reports.ReportNote))
        .toList();
  }

  static List<String> namesOfFailed(EngineExecutionResults results) {
    return results
        .testEvents()
        .failed()
        .map(Event::getTestDescriptor)
        .map(descriptor -> descriptor.getDisplayName())
        .toList();
  }

  /** Sends itself a datagram: only a bound socket that is captured gets it. */
  static void requireWorking(DatagramPeer peer) {
    peer.sendTo(peer, peer.name());
    assertThat(peer).receives().hasText(peer.name());
  }

  static String withoutPortsAndTimes(String message) {
    return message
        .replaceAll("(127\\.0\\.0\\.1|\\[::1]|0\\.0\\.0\\.0):\\d+", "$1:<port>")
        .replaceAll("[+-] *[\\d.,]+ ms~?", "+<time> ms")
        .replaceAll("(\\+<time> ms) (?=[^ ])", "$1  ");
  }

  static boolean isClosed(DatagramPeer peer) {
    try {
      peer.poll();
      return false;
    } catch (PeerClosedException closed) {
      return true;
    }
  }

  /** The names of the peers that this one's timeline tells of, in the order of what they did. */
  static List<String> namesInOrderOf(String event, DatagramPeer peer) {
    try {
      assertThat(peer).hasReceived(Integer.MAX_VALUE);
      throw new IllegalStateException("no peer receives so much");
    } catch (AssertionError withTimeline) {
      return withTimeline
          .getMessage()
          .lines()
          .filter(line -> line.matches("  [+-].* ms  .*  " + event + "(  .*)?"))
          .map(line -> line.replaceAll(".* ms  (\\S+) .*", "$1"))
          .toList();
    }
  }
}
