package io.github.udppeer.jupiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.PeerOptions;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineExecutionResults;

class StrictPeerTests {

  @Test
  void failsTheTestThatLeavesDatagramsPending() {
    Throwable failure = Fixtures.failureOf(LeavingTestCase.class);
    assertThat(Fixtures.withoutPortsAndTimes(failure.getMessage()))
        .startsWith(
            """
            [strict peer, at the end of StrictPeerTests.LeavingTestCase.test()]
            Expecting peer "agent" (127.0.0.1:<port>) to be exhausted
              declared as parameter agent of method
                io.github.udppeer.jupiter.StrictPeerTests$LeavingTestCase.test(DatagramPeer, DatagramPeer)
            but 2 are pending:
              4 bytes from 127.0.0.1:<port> (peer "agent"): "one\\n"
              4 bytes from 127.0.0.1:<port> (peer "agent"): "two\\n"
            """)
        .contains(
            "Timeline",
            "  agent    recv  4 B <- 127.0.0.1:<port> (peer \"agent\")   <-- asserted (1 of 2)");
  }

  @Test
  void isContentWithAllConsumed() {
    Fixtures.pass(1, ConsumingTestCase.class);
  }

  @Test
  void leavesTheTestsOwnFailureFirst() {
    Throwable failure = Fixtures.failureOf(FailingTestCase.class);
    assertThat(failure).hasMessage("the test's own failure");
    assertThat(Fixtures.suppressedBy(failure))
        .singleElement()
        .asString()
        .contains("[strict peer, at the end of ", "peer \"agent\"");
  }

  @Test
  void leavesAnAbortedTestAborted() {
    EngineExecutionResults results = Fixtures.run(AbortedTestCase.class);
    assertThat(results.testEvents().aborted().count()).isEqualTo(1);
    assertThat(results.testEvents().failed().count()).isZero();
  }

  @Test
  void tellsOfEachStrictPeer() {
    Throwable failure = Fixtures.failureOf(TwoTestCase.class);
    assertThat(failure).hasMessageContaining("peer \"first\"");
    assertThat(Fixtures.suppressedBy(failure))
        .singleElement()
        .asString()
        .contains("peer \"third\"");
  }

  @Test
  void blamesOneTestOnlyWhereThePeerOutlivesIt() {
    EngineExecutionResults results = Fixtures.run(ClassTestCase.class);
    assertThat(Fixtures.namesOfFailed(results)).containsExactly("leaves()");
    assertThat(results.testEvents().succeeded().count()).isEqualTo(1);
  }

  @Test
  void remembersWhatAPeerThatTheTestClosedHadPending() {
    assertThat(Fixtures.failureOf(ClosedTestCase.class))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("peer \"agent\"");
  }

  @Test
  void isCheckedAfterTheLastDynamicTest() {
    Fixtures.pass(2, FactoryTestCase.class);
  }

  @Test
  void isCheckedOnceHoweverItWasOpened() {
    Throwable failure = Fixtures.failureOf(ProgrammaticTestCase.class);
    assertThat(failure)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("peer \"opened\"")
        .hasMessageContaining("  opened at StrictPeerTests.java:");
    assertThat(Fixtures.suppressedBy(failure)).isEmpty();
  }

  static class LeavingTestCase {
    @Test
    void test(@UdpPeer(strict = true) DatagramPeer agent, @UdpPeer DatagramPeer lenient) {
      agent.sendTo(agent, "consumed");
      agent.sendTo(agent, "one\n");
      agent.sendTo(agent, "two\n");
      lenient.sendTo(lenient, "left");
      assertThat(agent).receives().hasText("consumed");
    }
  }

  static class ConsumingTestCase {
    @Test
    void test(@UdpPeer(strict = true) DatagramPeer agent) {
      Fixtures.requireWorking(agent);
    }
  }

  static class FailingTestCase {
    @Test
    void test(@UdpPeer(strict = true) DatagramPeer agent) {
      agent.sendTo(agent, "left");
      throw new IllegalStateException("the test's own failure");
    }
  }

  static class AbortedTestCase {
    @Test
    void test(@UdpPeer(strict = true) DatagramPeer agent) {
      agent.sendTo(agent, "left");
      abort("no use here");
    }
  }

  static class TwoTestCase {
    @UdpPeer(strict = true)
    DatagramPeer first;

    @Test
    void test(
        @UdpPeer(strict = true) DatagramPeer second, @UdpPeer(strict = true) DatagramPeer third) {
      second.sendTo(first, "left");
      second.sendTo(third, "left");
    }
  }

  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static class ClassTestCase {
    @UdpPeer(strict = true)
    static DatagramPeer agent;

    @Test
    @Order(1)
    void leaves() {
      agent.sendTo(agent, "left");
    }

    @Test
    @Order(2)
    void consumes() {
      assertThat(agent).hasNothingPending().hasReceived(1);
      Fixtures.requireWorking(agent);
    }
  }

  static class ClosedTestCase {
    @Test
    void test(@UdpPeer(strict = true) DatagramPeer agent) {
      agent.sendTo(agent, "left");
      agent.close();
    }
  }

  static class FactoryTestCase {
    @TestFactory
    Stream<DynamicTest> tests(@UdpPeer(strict = true) DatagramPeer agent) {
      return Stream.of(
          DynamicTest.dynamicTest("send", () -> agent.sendTo(agent, "later")),
          DynamicTest.dynamicTest("receive", () -> assertThat(agent).receives().hasText("later")));
    }
  }

  static class ProgrammaticTestCase {
    @UdpPeer DatagramPeer lenient;
    @RegisterExtension final UdpPeers peers = UdpPeers.create();
    private DatagramPeer opened;

    @Test
    void test() {
      opened = peers.open(PeerOptions.builder().name("opened").strict(true).build());
      lenient.sendTo(opened, "left");
    }

    @AfterEach
    void isStillThere() {
      assertThat(opened).hasPending(1);
    }
  }
}
