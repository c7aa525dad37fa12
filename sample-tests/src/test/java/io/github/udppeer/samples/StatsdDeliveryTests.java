package io.github.udppeer.samples;

import static io.github.udppeer.DatagramMatcher.matching;
import static org.assertj.core.api.Assertions.assertThat;

import com.timgroup.statsd.NoOpStatsDClient;
import com.timgroup.statsd.NonBlockingStatsDClientBuilder;
import com.timgroup.statsd.StatsDClient;
import io.github.udppeer.DatagramPeer;
import io.github.udppeer.jupiter.UdpPeer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * When a statsd client sends, and when it does not. It queues metrics, sums them up, packs them
 * into datagrams and sends those from threads of its own, so that a test asserts on the lines that
 * come in the end, or makes the client finish. No test needs a sleep.
 */
class StatsdDeliveryTests {

  private static final int NEVER = Integer.MAX_VALUE;

  @UdpPeer private DatagramPeer agent;

  /** How many lines share a datagram is a matter of timing; none is split, and none too long. */
  @Test
  void linesArePackedIntoDatagramsOfTheSizeAllowed() {
    try (StatsDClient statsd = client().enableAggregation(false).maxPacketSizeBytes(64).build()) {
      for (int item = 100; item < 200; item++) {
        statsd.gauge("stock.item." + item, item);
      }

      List<String> expected =
          IntStream.range(100, 200)
              .mapToObj(item -> "stock.item." + item + ":" + item + "|g")
              .toList();
      agent.await().untilAsserted(() -> assertThat(lines()).isEqualTo(expected));
      assertThat(agent.received())
          .allSatisfy(datagram -> assertThat(datagram).fitsInto(64).text().endsWith("\n"));
    }
  }

  /** Counters of the same name are summed up until the next flush; how often is timing again. */
  @Test
  void countersAreSummedUpBetweenFlushes() {
    try (StatsDClient statsd = client().aggregationFlushInterval(20).build()) {
      for (int request = 0; request < 1000; request++) {
        statsd.increment("http.requests");
      }

      agent.await().untilAsserted(() -> assertThat(sumOf("http.requests")).isEqualTo(1000));
    }
  }

  /** A client that blocks has sent everything when close returns: nothing is left to wait for. */
  @Test
  void aBlockingClientFlushesWhenItCloses() {
    try (StatsDClient statsd = client().blocking(true).aggregationFlushInterval(NEVER).build()) {
      statsd.increment("http.requests");
      statsd.increment("http.requests");
      statsd.increment("http.errors");
    }

    assertThat(agent)
        .hasPending(2)
        .receivesInAnyOrder("http.requests:2|c\n", "http.errors:1|c\n")
        .hasNothingPending();
  }

  /** By default a client drops what it holds, so a test asserts first and closes then. */
  @Test
  void anyOtherClientLosesWhatItHoldsWhenItCloses() {
    try (StatsDClient statsd = client().aggregationFlushInterval(NEVER).build()) {
      statsd.increment("http.requests");
    }

    assertThat(agent).hasReceived(0);
  }

  @Test
  void noThreadLosesAMetric() {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (StatsDClient statsd = client().enableAggregation(false).senderWorkers(2).build()) {
      for (int job = 0; job < 200; job++) {
        threads.execute(() -> statsd.increment("jobs.done"));
      }

      agent.await().untilAsserted(() -> assertThat(sumOf("jobs.done")).isEqualTo(200));
      assertThat(agent).lostNothing();
    } finally {
      threads.shutdown();
    }
  }

  /** What is sent last proves that nothing was sent before, and no time has to be waited out. */
  @Test
  void metricsOutsideTheSampleStaySilent() {
    try (StatsDClient statsd = client().enableAggregation(false).build()) {
      statsd.count("cache.hits", 1, 0.0);
      statsd.increment("cache.flushed");

      assertThat(agent).receives().hasText("cache.flushed:1|c\n");
    }
    assertThat(agent).hasNothingPending();
  }

  @Test
  void aMetricTooLongForADatagramIsDropped() {
    List<Exception> errors = new CopyOnWriteArrayList<>();
    try (StatsDClient statsd =
        client()
            .enableAggregation(false)
            .maxPacketSizeBytes(64)
            .errorHandler(errors::add)
            .build()) {
      statsd.increment("x".repeat(64));
      statsd.increment("http.requests");

      assertThat(agent).receives().hasText("http.requests:1|c\n");
      assertThat(errors).singleElement().asString().contains("longer than size");
    }
  }

  @Test
  void aDisabledClientSendsNothing() {
    try (StatsDClient statsd = new NoOpStatsDClient()) {
      statsd.increment("http.requests");
    }

    assertThat(agent).hasNothingPending();
  }

  @Test
  void telemetryGoesToAnAgentOfItsOwn(@UdpPeer DatagramPeer telemetry) {
    try (StatsDClient statsd =
        client()
            .enableAggregation(false)
            .enableTelemetry(true)
            .telemetryAddressLookup(telemetry::address)
            .telemetryFlushInterval(20)
            .build()) {
      statsd.increment("http.requests");

      assertThat(agent).receives().hasText("http.requests:1|c\n");
      assertThat(telemetry)
          .receivesMatching(
              matching(
                  "one metric sent",
                  datagram -> datagram.text().contains("datadog.dogstatsd.client.metrics:1|c|#")))
          .contains("client:java");
    }
  }

  private NonBlockingStatsDClientBuilder client() {
    return new NonBlockingStatsDClientBuilder()
        .hostname("127.0.0.1")
        .port(agent.port())
        .enableTelemetry(false)
        .originDetectionEnabled(false);
  }

  private List<String> lines() {
    return agent.received().stream().flatMap(datagram -> datagram.text().lines()).toList();
  }

  private int sumOf(String counter) {
    return lines().stream()
        .filter(line -> line.startsWith(counter + ":"))
        .mapToInt(line -> Integer.parseInt(line.replaceAll(".*:|\\|.*", "")))
        .sum();
  }
}
