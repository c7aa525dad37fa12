package io.github.udppeer.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.PeerOptions;
import io.github.udppeer.ports.PortReservation;
import io.github.udppeer.ports.UdpPorts;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineExecutionResults;

class FixedPortTests {

  private static final String TWO_TESTS =
      """
      @ResourceLock(providers = UdpPortLocks.class)
      class %1$s {
        @RepeatedTest(20)
        void parameter(@UdpPeer(port = %2$d) DatagramPeer agent) {
          exchange(agent);
        }

        @Nested
        class Inner {
          @UdpPeer(port = %2$d) DatagramPeer agent;

          @RepeatedTest(20)
          void field() {
            exchange(agent);
          }
        }

        static void exchange(DatagramPeer agent) {
          for (int i = 0; i < 20; i++) {
            agent.sendTo(agent, "%1$s " + i);
            agent.assertThat().receives().hasText("%1$s " + i);
          }
          agent.assertThat().hasReceived(20);
        }
      }
      """;

  @TempDir Path folder;
  private final PortReservation reserved = UdpPorts.reserve();

  @AfterEach
  void release() {
    reserved.close();
  }

  @Test
  void isBoundByOneOfManyConcurrentTestsAtATime() throws Exception {
    try (CompiledFixture first = compiled("First", TWO_TESTS);
        CompiledFixture second = compiled("Second", TWO_TESTS)) {
      EngineExecutionResults results = Fixtures.runConcurrently(first.get(), second.get());
      Fixtures.requirePassed(80, results);
    }
  }

  @Test
  void isGivenToThePeer() throws Exception {
    String source =
        """
        class %s {
          @UdpPeer(port = %d) DatagramPeer agent;

          @Test
          void test() {
            agent.assertThat().hasNothingPending();
            Assertions.assertEquals(%2$d, agent.port());
          }
        }
        """;
    try (CompiledFixture fixture = compiled("Given", source)) {
      Fixtures.pass(1, fixture.get());
    }
  }

  @Test
  void thatIsInUseIsRefusedWithItsHolder() throws Exception {
    PeerOptions options = PeerOptions.builder().port(reserved.port()).build();
    String source = "class %s { @Test void test(@UdpPeer(port = %d) DatagramPeer agent) {} }";
    try (DatagramPeer inTheWay = DatagramPeer.open(options);
        CompiledFixture fixture = compiled("InUse", source)) {
      Throwable failure = Fixtures.failureOf(fixture.get()).getCause();
      assertThat(failure)
          .isExactlyInstanceOf(UncheckedIOException.class)
          .hasCauseInstanceOf(BindException.class)
          .message()
          .startsWith(
              "@UdpPeer on parameter 1 of method InUse.test(DatagramPeer): cannot bind peer"
                  + " \"peer\" to 127.0.0.1:"
                  + inTheWay.port()
                  + ": the port is in use")
          .endsWith("; use port = 0, and the kernel picks a free one");
    }
  }

  private CompiledFixture compiled(String name, String source) throws Exception {
    return CompiledFixture.of(name, source.formatted(name, reserved.port()), folder);
  }
}
