package io.github.udppeer.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.timgroup.statsd.NonBlockingStatsDClientBuilder;
import com.timgroup.statsd.StatsDClient;
import io.github.udppeer.DatagramPeer;
import io.github.udppeer.jupiter.UdpPeer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a test copes with a client that collects what it sends. */
class BatchingClientTests {

  @UdpPeer private DatagramPeer agent;

  // region lines
  @Test
  void everyLineComes() {
    try (StatsDClient statsd = client().enableAggregation(false).build()) {
      statsd.gauge("queue.depth", 42);
      statsd.time("db.query", 17);

      agent
          .await()
          .untilAsserted(
              () -> assertThat(lines()).containsExactly("queue.depth:42|g", "db.query:17|ms"));
    }
  }

  private List<String> lines() {
    return agent.received().stream().flatMap(datagram -> datagram.text().lines()).toList();
  }

  // endregion

  // region blocking
  @Test
  void aBlockingClientHasSentAllWhenItIsClosed() {
    try (StatsDClient statsd = client().blocking(true).build()) {
      statsd.increment("http.requests");
    }

    assertThat(agent).receives().hasText("http.requests:1|c\n");
    assertThat(agent).hasNothingPending();
  }

  // endregion

  private NonBlockingStatsDClientBuilder client() {
    return new NonBlockingStatsDClientBuilder()
        .hostname("127.0.0.1")
        .port(agent.port())
        .enableTelemetry(false)
        .originDetectionEnabled(false);
  }
}
