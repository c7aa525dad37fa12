package io.github.udppeer.jupiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.udppeer.PeerOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineExecutionResults;

class UdpPeersMisuseTests {

  @Test
  void outsideOfATestSaysHowToRegister() {
    assertThatIllegalStateException()
        .isThrownBy(UdpPeers.create()::open)
        .withMessage(
            "cannot open a peer: no test is running that these UdpPeers serve; register them by a"
                + " field with @RegisterExtension, and open from @BeforeEach on, or, where the"
                + " field is static, from @BeforeAll on");
  }

  @Test
  void inAConstructorIsTooEarly() {
    assertThat(Fixtures.failureOf(ConstructorTestCase.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("cannot open a socket: no test is running that these UdpPeers");
  }

  @Test
  void afterTheTestIsTooLate() {
    Fixtures.pass(1, EndedTestCase.class);
    assertThatIllegalStateException()
        .isThrownBy(() -> EndedTestCase.used.openChannel(PeerOptions.defaults()))
        .withMessage("cannot open a channel: the test that these UdpPeers served is over");
  }

  @Test
  void inClassesThatRunConcurrentlyFailsAllButTheFirst() {
    Heir.OTHER.reset();
    EngineExecutionResults results =
        Fixtures.runConcurrently(FirstHeirTestCase.class, SecondHeirTestCase.class);
    assertThat(results.testEvents().succeeded().count()).isEqualTo(1);
    assertThat(Fixtures.failureOf(results))
        .isExactlyInstanceOf(ExtensionConfigurationException.class)
        .message()
        .matches(
            "these UdpPeers cannot serve class .*HeirTestCase: they serve another test, which is"
                + " still running; give each class an object of its own, or run them in the same"
                + " thread");
  }

  static class ConstructorTestCase {
    @RegisterExtension final UdpPeers peers = UdpPeers.create();

    ConstructorTestCase() {
      peers.openSocket(PeerOptions.defaults());
    }

    @Test
    void test() {}
  }

  static class EndedTestCase {
    static UdpPeers used;
    @RegisterExtension final UdpPeers peers = UdpPeers.create();

    @Test
    void test() {
      used = peers;
    }
  }

  static class Heir {
    @RegisterExtension static final UdpPeers PEERS = UdpPeers.create();
    @RegisterExtension static final FailureLatch OTHER = new FailureLatch();

    @Test
    void test() throws InterruptedException {
      OTHER.await();
      Fixtures.requireWorking(PEERS.open());
    }
  }

  static class FirstHeirTestCase extends Heir {}

  static class SecondHeirTestCase extends Heir {}
}
