package io.github.udppeer.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.timgroup.statsd.Event;
import com.timgroup.statsd.NonBlockingStatsDClientBuilder;
import com.timgroup.statsd.ServiceCheck;
import com.timgroup.statsd.StatsDClient;
import io.github.udppeer.DatagramPeer;
import io.github.udppeer.jupiter.UdpPeer;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a statsd client writes: one line for each metric, one or more lines in a datagram. */
class StatsdLinesTests {

  private final DatagramPeer agent;

  @AutoClose private final StatsDClient statsd;

  StatsdLinesTests(@UdpPeer DatagramPeer agent) {
    this.agent = agent;
    this.statsd =
        new NonBlockingStatsDClientBuilder()
            .addressLookup(agent::address)
            .prefix("shop")
            .constantTags("region:eu")
            .enableAggregation(false)
            .originDetectionEnabled(false)
            .build();
  }

  @Test
  void tagsFollowTheConstantOnesInReverse() {
    statsd.increment("http.requests", "method:GET", "status:200");

    assertThat(agent)
        .receives()
        .hasText("shop.http.requests:1|c|#region:eu,status:200,method:GET\n");
  }

  @Test
  void anEventStatesItsLengthsAndEscapesItsLineBreaks() {
    statsd.recordEvent(Event.builder().withTitle("deploy").withText("v2\nall of it").build());

    assertThat(agent).receives().hasText("_e{11,13}:shop.deploy|v2\\nall of it|#region:eu\n");
  }

  @Test
  void aServiceCheckStatesItsStatusAndHasNoPrefix() {
    statsd.serviceCheck(
        ServiceCheck.builder()
            .withName("db.reachable")
            .withStatus(ServiceCheck.Status.CRITICAL)
            .build());

    assertThat(agent).receives().hasText("_sc|db.reachable|2|#region:eu\n");
  }

  /** How many datagrams these make is a matter of timing, so the test looks at the lines. */
  @Test
  void eachKindOfMetricHasItsOwnSuffix() {
    statsd.gauge("queue.depth", 42);
    statsd.histogram("upload.size", 0.25);
    statsd.time("db.query", 17);
    statsd.recordSetValue("users", "ada");
    statsd.distribution("basket.value", 99);

    agent
        .await()
        .untilAsserted(
            () ->
                assertThat(lines())
                    .containsExactly(
                        "shop.queue.depth:42|g|#region:eu",
                        "shop.upload.size:0.25|h|#region:eu",
                        "shop.db.query:17|ms|#region:eu",
                        "shop.users:ada|s|#region:eu",
                        "shop.basket.value:99|d|#region:eu"));
  }

  private List<String> lines() {
    return agent.received().stream().flatMap(datagram -> datagram.text().lines()).toList();
  }
}
