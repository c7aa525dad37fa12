package io.github.udppeer.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.Datagram;
import io.github.udppeer.DatagramPeer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever rules a link has: each datagram is accounted for, and none changes by itself. */
@Timeout(60)
class LinkAccountingTests {

  private static final int CLIENTS = 3;
  private static final int STEPS = 120;

  @AutoClose private final LinkedPeers peers = new LinkedPeers();
  private final DatagramPeer server = peers.server();
  private final List<DatagramPeer> clients = new ArrayList<>();
  private final List<LinkFault> rules = new ArrayList<>();
  private final List<String> sent = new ArrayList<>();
  private int answered;

  static long[] seeds() {
    return new SplittableRandom(20).longs(40, 0, 1_000_000).toArray();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void eachIsCountedOnceAndUnchangedUnlessARuleChangesIt(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    DatagramLink link = peers.link(seed);
    for (int number = 0; number < CLIENTS; number++) {
      clients.add(peers.open("client"));
    }
    for (int step = 0; step < STEPS; step++) {
      step(link, random);
    }
    verify(link);
    link.close();
    verify(link);
  }

  private void step(DatagramLink link, SplittableRandom random) {
    switch (random.nextInt(10)) {
      case 0 -> rules.add(rule(random.nextBoolean() ? link.toServer() : link.bothWays(), random));
      case 1 ->
          rules.stream()
              .skip(random.nextInt(rules.size() + 1))
              .findFirst()
              .ifPresent(LinkFault::close);
      case 2 -> answer();
      case 3 -> link.settle();
      case 4 -> rebindSometimes(link, random);
      default -> send(link, random);
    }
  }

  private void send(DatagramLink link, SplittableRandom random) {
    String text = "datagram " + sent.size() + "!".repeat(random.nextInt(50));
    sent.add(text);
    clients.get(random.nextInt(CLIENTS)).sendTo(link.address(), text);
  }

  private void answer() {
    for (Datagram request : server.pending()) {
      server.reply(request, "answer " + answered++);
    }
    while (server.poll().isPresent()) {
      // answered above, or later than that
    }
  }

  private static void rebindSometimes(DatagramLink link, SplittableRandom random) {
    if (random.nextInt(5) == 0) {
      link.rebind();
    }
  }

  private static LinkFault rule(LinkPath path, SplittableRandom random) {
    LinkSelection some = path.on(selector(random));
    return switch (random.nextInt(11)) {
      case 0 -> some.drop();
      case 1 -> some.duplicate(1 + random.nextInt(3));
      case 2 -> some.delay(Duration.ofNanos(random.nextInt(3_000_000)));
      case 3 -> some.delay(Duration.ZERO, Duration.ofMillis(2));
      case 4 -> some.holdUntil(1 + random.nextInt(4));
      case 5 -> some.replyWith("busy");
      case 6 -> path.limitSize(30);
      case 7 -> path.limitRate(2000, 5);
      case 8 -> path.rule("watch", datagram -> Verdict.pass());
      case 9 ->
          path.rule("odd", datagram -> datagram.index() % 7 == 0 ? Verdict.drop() : Verdict.pass());
      default -> path.partition();
    };
  }

  private static LinkSelector selector(SplittableRandom random) {
    return switch (random.nextInt(5)) {
      case 0 -> LinkSelector.first(5);
      case 1 -> LinkSelector.everyNth(3);
      case 2 -> LinkSelector.probability(0.3);
      case 3 -> LinkSelector.bursts(0.2, 0.3);
      default -> LinkSelector.matching("3", datagram -> datagram.text().contains("3"));
    };
  }

  private void verify(DatagramLink link) {
    LinkStatistics statistics = link.statistics();
    assertThat(link.toString()).contains("seed");
    verifySum(statistics.toServer());
    verifySum(statistics.toClient());
    assertThat(statistics.toServer().entered()).isEqualTo(sent.size());
    assertThat(statistics.toClient().entered()).isEqualTo(answered);
    List<String> received = received();
    assertThat(received).isSubsetOf(sent);
    LinkStatistics.Flow now = link.statistics().toServer(); // what was delayed goes meanwhile
    assertThat((long) received.size())
        .isBetween(
            statistics.toServer().passed() + statistics.toServer().duplicates(),
            now.passed() + now.duplicates());
    verifyCopies(received, now);
  }

  private static void verifySum(LinkStatistics.Flow flow) {
    assertThat(flow.entered()).isEqualTo(flow.passed() + flow.dropped() + flow.held());
  }

  /** What came from clients: the link may answer the server too. */
  private List<String> received() {
    return server.received().stream()
        .map(Datagram::text)
        .filter(text -> !text.equals("busy"))
        .toList();
  }

  /** Without copies none comes twice. */
  private static void verifyCopies(List<String> received, LinkStatistics.Flow flow) {
    Map<String, Integer> times = new HashMap<>();
    received.forEach(text -> times.merge(text, 1, Integer::sum));
    long copies = times.values().stream().mapToLong(count -> count - 1).sum();
    assertThat(copies).isLessThanOrEqualTo(flow.duplicates());
  }

  @Test
  void manySendersAndRulesThatComeAndGoAtTheSameTime() {
    DatagramLink link = peers.link(1);
    List<CompletableFuture<Void>> senders = new ArrayList<>();
    for (int number = 0; number < 4; number++) {
      DatagramPeer each = peers.open("client");
      senders.add(
          CompletableFuture.runAsync(
              () -> {
                for (int count = 0; count < 500; count++) {
                  each.sendTo(link.address(), "datagram " + count);
                }
              }));
    }
    for (int round = 0; round < 100; round++) {
      rules.add(rule(link.toServer(), new SplittableRandom(round)));
      rules.get(round / 2).close();
    }
    senders.forEach(CompletableFuture::join);
    rules.forEach(LinkFault::close);

    LinkStatistics.Flow flow = link.statistics().toServer();
    verifySum(flow);
    assertThat(flow.entered()).isEqualTo(2000);
  }

  @Test
  void theBytesOfManyPassAsTheyAre() {
    DatagramLink link = peers.link(1);
    link.toServer().on(LinkSelector.everyNth(2)).delay(Duration.ofMillis(1));
    Map<String, byte[]> payloads = new HashMap<>();
    SplittableRandom random = new SplittableRandom(5);
    for (int number = 0; number < 200; number++) {
      byte[] payload =
          ("%03d".formatted(number) + "x".repeat(random.nextInt(2000)))
              .getBytes(StandardCharsets.US_ASCII);
      payloads.put(new String(payload, 0, 3, StandardCharsets.US_ASCII), payload);
      peers.client().sendTo(link.address(), payload);
    }
    for (int number = 0; number < 200; number++) {
      byte[] payload = server.receive().payload();
      assertThat(payload)
          .isEqualTo(payloads.remove(new String(payload, 0, 3, StandardCharsets.US_ASCII)));
    }
    assertThat(payloads).isEmpty();
  }
}
