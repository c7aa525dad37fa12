package io.github.udppeer.jupiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.exceptions.ReceiveTimeoutException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;

class ConfigurationParameterTests {

  private static final String TIMEOUT = "udppeer.receive.timeout";
  private static final String SCALE = "udppeer.timeout.scale";

  @Test
  void limitsEachWait() {
    Fixtures.requirePassed(1, Fixtures.run(Map.of(TIMEOUT, "40 ms"), FortyTestCase.class));
  }

  @Test
  void scalesEveryLimit() {
    Map<String, String> parameters = Map.of(TIMEOUT, "10 ms", SCALE, "4");
    Fixtures.requirePassed(1, Fixtures.run(parameters, FortyTestCase.class));
  }

  @Test
  void yieldsToTheAnnotation() {
    Fixtures.requirePassed(1, Fixtures.run(Map.of(TIMEOUT, "10 m"), FortyDeclaredTestCase.class));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          udppeer.receive.timeout | 2     | a number and a unit: 500 ms, 2 s, or 1 m
          udppeer.receive.timeout | -1 s  | a number and a unit: 500 ms, 2 s, or 1 m
          udppeer.receive.timeout | 1 h   | a number and a unit: 500 ms, 2 s, or 1 m
          udppeer.timeout.scale   | twice | a number such as 2.5
          udppeer.timeout.scale   | 0     | more than 0 and at most 1000
          udppeer.timeout.scale   | -1    | more than 0 and at most 1000
          udppeer.timeout.scale   | NaN   | more than 0 and at most 1000
          udppeer.link.seed       | lucky | a number
          udppeer.watch           | yes   | true or false
          udppeer.watch.truncation | 1    | fail or show
          """)
  void thatCannotBeUsedFailsEachTestWithItsNameAndForm(String name, String value, String form) {
    EngineExecutionResults results = Fixtures.run(Map.of(name, value), TwoTestsTestCase.class);
    assertThat(Fixtures.failures(results))
        .hasSize(2)
        .allSatisfy(
            failure ->
                assertThat(failure)
                    .isExactlyInstanceOf(ExtensionConfigurationException.class)
                    .hasMessage("%s is \"%s\", but must be %s", name, value, form));
  }

  static class FortyTestCase {
    @Test
    void test(@UdpPeer DatagramPeer agent) {
      requireFortyMillis(agent);
    }
  }

  static class FortyDeclaredTestCase {
    @Test
    void test(@UdpPeer(receiveTimeoutMillis = 40) DatagramPeer agent) {
      requireFortyMillis(agent);
    }
  }

  static class TwoTestsTestCase {
    @RepeatedTest(2)
    void test(@UdpPeer DatagramPeer agent) {}
  }

  private static void requireFortyMillis(DatagramPeer agent) {
    long start = System.nanoTime();
    assertThatThrownBy(agent::receive)
        .isInstanceOf(ReceiveTimeoutException.class)
        .hasMessageContaining("40 ms");
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isGreaterThanOrEqualTo(Duration.ofMillis(40));
  }
}
