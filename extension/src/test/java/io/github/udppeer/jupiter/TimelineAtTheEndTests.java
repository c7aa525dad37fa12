package io.github.udppeer.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.PeerOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.AssertionFailedError;

/** What AssertJ says of a received datagram stands above the timeline, as everything does. */
class TimelineAtTheEndTests {

  static Stream<Class<?>> fixtures() {
    return Stream.of(
        TextTestCase.class,
        PayloadTestCase.class,
        DecodedTestCase.class,
        ReceivedTestCase.class,
        BeforeEachTestCase.class,
        ProgrammaticTestCase.class);
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void comesAfterExpectedAndActual(Class<?> fixture) {
    Throwable failure = Fixtures.failureOf(fixture);

    assertThat(failure).isInstanceOf(AssertionError.class);
    String message = failure.getMessage();
    assertThat(message).startsWith("[").contains(" by peer \"agent\" (127.0.0.1:", "xpect");
    assertThat(message.substring(message.indexOf("Timeline (t = 0 when the test started;")))
        .containsPattern("recv  4 B .*   <-- asserted")
        .doesNotContain("xpect");
    assertThat(message.split("Timeline \\(", -1)).hasSize(2);
    assertThat(Arrays.stream(failure.getStackTrace()).map(StackTraceElement::getClassName))
        .contains(fixture.getName());
  }

  @Test
  void leavesExpectedAndActualForTheComparison() {
    AssertionFailedError failure = (AssertionFailedError) Fixtures.failureOf(TextTestCase.class);

    assertThat(failure.getExpected().getStringRepresentation()).contains("PONG");
    assertThat(failure.getActual().getStringRepresentation()).contains("PING");
  }

  @Test
  void isSuppressedUnderFailuresThatWereCollected() {
    Throwable failure = Fixtures.failureOf(SoftTestCase.class);

    assertThat(failure.getMessage()).contains("PONG", "PANG").doesNotContain("Timeline (");
    assertThat(failure.getSuppressed())
        .extracting(Throwable::toString)
        .singleElement()
        .asString()
        .contains("Timeline (");
  }

  @Test
  void isNotThereAgainInAnyOtherFailure() {
    assertThat(Fixtures.failureOf(CaughtTestCase.class)).hasMessage("my own");
  }

  static class TextTestCase {
    @Test
    void test(@UdpPeer DatagramPeer agent) {
      agent.sendTo(agent, "PING");
      assertThat(agent).receives().text().isEqualTo("PONG");
    }
  }

  static class PayloadTestCase {
    @Test
    void test(@UdpPeer DatagramPeer agent) {
      agent.sendTo(agent, "PING");
      assertThat(agent).receives().payload().hasSize(5);
    }
  }

  static class DecodedTestCase {
    @Test
    void test(@UdpPeer DatagramPeer agent) {
      agent.sendTo(agent, "PING");
      assertThat(agent)
          .receives()
          .decodedBy(String::new, InstanceOfAssertFactories.STRING)
          .startsWith("PONG");
    }
  }

  static class ReceivedTestCase {
    @UdpPeer static DatagramPeer agent;

    @Test
    void test() {
      agent.sendTo(agent, "PING");
      assertThat(agent).received().extracting(each -> each.text()).containsExactly("PONG");
    }
  }

  static class BeforeEachTestCase {
    @UdpPeer DatagramPeer agent;

    @BeforeEach
    void fails() {
      agent.sendTo(agent, "PING");
      assertThat(agent).receives().text().isEqualTo("PONG");
    }

    @Test
    void test() {}
  }

  static class ProgrammaticTestCase {
    @RegisterExtension final UdpPeers peers = UdpPeers.create();

    @Test
    void test() {
      DatagramPeer agent = peers.open(PeerOptions.builder().name("agent").build());
      agent.sendTo(agent, ByteBuffer.wrap("PING".getBytes(StandardCharsets.UTF_8)));
      assertThat(agent).receives().text().isEqualTo("PONG");
    }
  }

  static class SoftTestCase {
    @Test
    void test(@UdpPeer DatagramPeer agent) {
      agent.sendTo(agent, "PING");
      agent.sendTo(agent, "PING");
      SoftAssertions softly = new SoftAssertions();
      softly.check(() -> assertThat(agent).receives().text().isEqualTo("PONG"));
      softly.check(() -> assertThat(agent).receives().text().isEqualTo("PANG"));
      softly.assertAll();
    }
  }

  static class CaughtTestCase {
    @Test
    void test(@UdpPeer DatagramPeer agent) {
      agent.sendTo(agent, "PING");
      try {
        assertThat(agent).receives().text().isEqualTo("PONG");
      } catch (AssertionError caught) {
        throw new IllegalStateException("my own");
      }
    }
  }
}
