package io.github.udppeer.samples;

// region first-test
import static org.assertj.core.api.Assertions.assertThat;

import com.timgroup.statsd.NonBlockingStatsDClientBuilder;
import com.timgroup.statsd.StatsDClient;
import io.github.udppeer.DatagramPeer;
import io.github.udppeer.jupiter.UdpPeer;
import org.junit.jupiter.api.Test;

class StatsdClientTests {

  @Test
  void reportsEachRequest(@UdpPeer DatagramPeer agent) {
    try (StatsDClient statsd =
        new NonBlockingStatsDClientBuilder()
            .hostname("127.0.0.1")
            .port(agent.port())
            .enableAggregation(false) // else nothing leaves for two seconds
            .originDetectionEnabled(false) // else a container's id follows
            .build()) {
      statsd.increment("http.requests");
      assertThat(agent).receives().hasText("http.requests:1|c\n");
    }
  }
}
// endregion
