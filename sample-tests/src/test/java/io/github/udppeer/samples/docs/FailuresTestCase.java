package io.github.udppeer.samples.docs;

import static io.github.udppeer.DatagramMatcher.matching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import com.timgroup.statsd.NonBlockingStatsDClientBuilder;
import com.timgroup.statsd.StatsDClient;
import io.github.udppeer.DatagramPeer;
import io.github.udppeer.PeerOptions;
import io.github.udppeer.jupiter.ReservedPort;
import io.github.udppeer.jupiter.UdpPeer;
import io.github.udppeer.jupiter.UdpPeers;
import io.github.udppeer.ports.UdpPorts;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests that fail, so that the manual can show what they print. {@link OutputTests} runs them. */
final class FailuresTestCase {

  private FailuresTestCase() {}

  /** The README's test, and a client that counts something else. */
  static class Readme {
    @Test
    void reportsEachRequest(@UdpPeer DatagramPeer agent) {
      try (StatsDClient statsd =
          new NonBlockingStatsDClientBuilder()
              .hostname("127.0.0.1")
              .port(agent.port())
              .enableAggregation(false)
              .originDetectionEnabled(false)
              .build()) {
        statsd.increment("http.request");
        assertThat(agent).receives().hasText("http.requests:1|c\n");
      }
    }
  }

  static class FirstFailure {
    @Test
    void tellsThatTheServiceIsAlive(@UdpPeer DatagramPeer monitor) {
      Heartbeat heartbeat = new Heartbeat("orders", monitor.address());
      // region first-failure
      heartbeat.beat();

      assertThat(monitor).as("first beat").receives().hasText("orders alive 0\n");
      // endregion
    }
  }

  static class NothingCame {
    @Test
    void test(@UdpPeer DatagramPeer monitor) {
      // region nothing-came
      new Heartbeat("orders", new InetSocketAddress("127.0.0.1", 9)).beat();

      assertThat(monitor).as("first beat").receives();
      // endregion
    }
  }

  static class SomethingElseCame {
    @Test
    void test(@UdpPeer DatagramPeer monitor) {
      // region something-else-came
      new Heartbeat("orders", monitor.address()).beat();

      assertThat(monitor)
          .receivesMatching(matching("billing", datagram -> datagram.text().startsWith("billing")));
      // endregion
    }
  }

  static class Truncated {
    @Test
    void test(@UdpPeer DatagramPeer sensor, @UdpPeer(receiveCapacity = 16) DatagramPeer station) {
      // region truncated
      sensor.sendTo(station, "temp=21 humidity=40");

      assertThat(station).receives().hasText("temp=21 humidity=40");
      // endregion
    }
  }

  static class OutOfOrder {
    @Test
    void test(@UdpPeer DatagramPeer monitor) {
      // region out-of-order
      new Heartbeat("orders", monitor.address()).beat();
      new Heartbeat("billing", monitor.address()).beat();

      assertThat(monitor).receivesInOrder("billing alive 1\n", "orders alive 1\n");
      // endregion
    }
  }

  static class Soft {
    @Test
    void test(@UdpPeer DatagramPeer sensor, @UdpPeer DatagramPeer station) {
      // region soft-failures
      sensor.sendTo(station, "temp=21");

      assertSoftly(
          softly -> {
            softly.check(() -> assertThat(station).hasPending(2));
            softly.check(() -> assertThat(station).receives().hasLength(8));
          });
      // endregion
    }
  }

  static class Await {
    @Test
    void test(@UdpPeer DatagramPeer sensor, @UdpPeer DatagramPeer station) {
      // region await-failure
      sensor.sendTo(station, "temp=21");

      station.await().untilAsserted(() -> assertThat(station).hasReceived(2));
      // endregion
    }
  }

  static class LogFull {
    // region log-full
    @RegisterExtension
    final UdpPeers peers = UdpPeers.withDefaults(PeerOptions.builder().captureLimit(50).build());

    @Test
    void test() {
      DatagramPeer monitor = peers.open("monitor");
      Heartbeat heartbeat = new Heartbeat("orders", monitor.address());

      heartbeat.beat(); // 15 bytes, and 24 more for the log
      heartbeat.beat();

      assertThat(monitor).lostNothing();
    }
    // endregion
  }

  static class Strict {
    // region strict
    @Test
    void leavesADatagramPending(@UdpPeer(strict = true) DatagramPeer monitor) {
      Heartbeat heartbeat = new Heartbeat("orders", monitor.address());
      heartbeat.beat();
      heartbeat.beat();

      assertThat(monitor).receives().hasText("orders alive 1\n");
    }
    // endregion
  }

  static class NotBound {
    @Test
    void test(@ReservedPort int port) {
      UdpPorts.awaitBound(port, Duration.ofMillis(100));
    }
  }

  static class Misconfigured {
    // region misconfigured
    @UdpPeer(receiveCapacity = -1)
    private DatagramPeer agent;

    // endregion

    @Test
    void test() {
      assertThat(agent).hasNothingPending();
    }
  }

  static class StreamSocket {
    // region stream-socket
    @Test
    void test(@UdpPeer ServerSocket server) {}
    // endregion
  }
}
