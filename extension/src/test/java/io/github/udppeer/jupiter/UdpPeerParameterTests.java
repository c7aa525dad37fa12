package io.github.udppeer.jupiter;

import static io.github.udppeer.jupiter.Fixtures.requireWorking;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.DatagramPeer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UdpPeerParameterTests {

  @Test
  void ofTestMethodsAreInjected() {
    Fixtures.pass(1, TestMethodTestCase.class);
  }

  @Test
  void ofLifecycleMethodsAreInjected() {
    Fixtures.pass(1, LifecycleMethodsTestCase.class);
  }

  @Test
  void ofConstructorsAreInjected() {
    Fixtures.pass(1, ConstructorTestCase.class);
  }

  @Test
  void ofParameterizedAndRepeatedTestsAreInjected() {
    Fixtures.pass(4, TemplatesTestCase.class);
  }

  @Test
  void ofTestFactoriesServeTheirDynamicTests() {
    Fixtures.pass(2, FactoryTestCase.class);
  }

  @Test
  void ofDefaultMethodsAreInjected() {
    Fixtures.pass(1, InterfaceTestCase.class);
  }

  @Test
  void recordsAreServedThroughTheirComponents() {
    Fixtures.pass(1, RecordTestCase.class);
  }

  static class TestMethodTestCase {
    @Test
    void test(@UdpPeer DatagramPeer first, @UdpPeer DatagramPeer second) {
      assertThat(first.port()).isNotEqualTo(second.port());
      assertThat(first.address().getAddress().getHostAddress()).isEqualTo("127.0.0.1");
      assertThat(first.name()).isEqualTo("first");
      requireWorking(first);
      requireWorking(second);
    }
  }

  static class LifecycleMethodsTestCase {
    @BeforeAll
    static void openSuite(@UdpPeer DatagramPeer beforeAll) {
      requireWorking(beforeAll);
    }

    @BeforeEach
    void open(@UdpPeer DatagramPeer beforeEach) {
      requireWorking(beforeEach);
    }

    @Test
    void test() {}

    @AfterEach
    void close(@UdpPeer DatagramPeer afterEach) {
      requireWorking(afterEach);
    }

    @AfterAll
    static void closeSuite(@UdpPeer DatagramPeer afterAll) {
      requireWorking(afterAll);
    }
  }

  static class ConstructorTestCase {
    private final DatagramPeer agent;

    ConstructorTestCase(@UdpPeer DatagramPeer agent) {
      this.agent = agent;
    }

    @Test
    void test() {
      requireWorking(agent);
    }
  }

  static class TemplatesTestCase {
    @ParameterizedTest
    @ValueSource(strings = {"one", "two"})
    void parameterized(String text, @UdpPeer DatagramPeer agent) {
      assertThat(agent).hasNothingPending();
      agent.sendTo(agent, text);
      assertThat(agent).receives().hasText(text);
    }

    @RepeatedTest(2)
    void repeated(@UdpPeer DatagramPeer agent) {
      assertThat(agent).hasReceived(0);
      requireWorking(agent);
    }
  }

  static class FactoryTestCase {
    @TestFactory
    Stream<DynamicTest> tests(@UdpPeer DatagramPeer agent) {
      return Stream.of("one", "two")
          .map(name -> DynamicTest.dynamicTest(name, () -> requireWorking(agent)));
    }
  }

  interface Contract {
    @Test
    default void test(@UdpPeer DatagramPeer agent) {
      requireWorking(agent);
    }
  }

  static class InterfaceTestCase implements Contract {}

  record RecordTestCase(@UdpPeer DatagramPeer agent) {
    @Test
    void test() {
      requireWorking(agent);
    }
  }
}
