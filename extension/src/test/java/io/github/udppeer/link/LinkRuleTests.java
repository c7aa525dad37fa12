package io.github.udppeer.link;

import static io.github.udppeer.link.LinkSelector.afterFirst;
import static io.github.udppeer.link.LinkSelector.bursts;
import static io.github.udppeer.link.LinkSelector.everyNth;
import static io.github.udppeer.link.LinkSelector.first;
import static io.github.udppeer.link.LinkSelector.matching;
import static io.github.udppeer.link.LinkSelector.nth;
import static io.github.udppeer.link.LinkSelector.ofClient;
import static io.github.udppeer.link.LinkSelector.probability;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.Datagram;
import io.github.udppeer.DatagramPeer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LinkRuleTests {

  @AutoClose private final LinkedPeers peers = new LinkedPeers();
  private final DatagramPeer server = peers.server();
  private final DatagramPeer client = peers.client();
  private final DatagramLink link = peers.link(42);

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Nested
  class Selectors {

    @Test
    void first2() {
      link.toServer().on(first(2)).drop();

      assertThat(peers.relayed(link, "a", "b", "c", "d")).containsExactly("c", "d");
    }

    @Test
    void after2() {
      link.toServer().on(afterFirst(2)).drop();

      assertThat(peers.relayed(link, "a", "b", "c", "d")).containsExactly("a", "b");
    }

    @Test
    void nth3() {
      link.toServer().on(nth(3)).drop();

      assertThat(peers.relayed(link, "a", "b", "c", "d")).containsExactly("a", "b", "d");
    }

    @Test
    void everySecond() {
      link.toServer().on(everyNth(2)).drop();

      assertThat(peers.relayed(link, "a", "b", "c", "d")).containsExactly("a", "c");
    }

    @Test
    void byAPredicate() {
      link.toServer().on(matching("b", datagram -> datagram.text().equals("b"))).drop();

      assertThat(peers.relayed(link, "a", "b", "c", "b")).containsExactly("a", "c");
    }

    @Test
    void amongThoseThatAnotherSelects() {
      LinkSelector bs = matching("b", datagram -> datagram.text().startsWith("b"));
      link.toServer().on(bs.and(first(1))).drop();

      assertThat(peers.relayed(link, "a", "b1", "b2")).containsExactly("a", "b2");
    }

    @Test
    void ofAClient() {
      DatagramPeer other = peers.open("other");
      link.toServer().on(ofClient(other.address())).drop();
      other.sendTo(link.address(), "x");

      assertThat(peers.relayed(link, "a")).containsExactly("a");
      assertThat(link).toServer().dropped(1);
    }

    @Test
    void withAProbability() {
      LinkFault loss = link.toServer().on(probability(0.5)).drop();
      peers.relayed(link, numbers(1000));

      assertThat(loss.applied()).isBetween(400L, 600L);
    }

    @Test
    void inBursts() {
      link.toServer().on(bursts(0.05, 0.2)).drop();
      List<String> arrived = peers.relayed(link, numbers(2000));

      assertThat(arrived.size()).isBetween(1300, 1900); // 80 % of the time it is good
      long gaps =
          IntStream.range(1, arrived.size())
              .filter(at -> number(arrived, at) - number(arrived, at - 1) > 3)
              .count();
      assertThat(gaps).as("bursts of three or more").isGreaterThan(15);
    }

    private static int number(List<String> arrived, int at) {
      return Integer.parseInt(arrived.get(at));
    }
  }

  private static String[] numbers(int count) {
    return IntStream.range(0, count).mapToObj(String::valueOf).toArray(String[]::new);
  }

  @Nested
  class Effects {

    @Test
    void duplicate() {
      link.toServer().on(first(1)).duplicate(2);

      assertThat(peers.relayed(link, "a", "b")).containsExactly("a", "a", "a", "b");
      assertThat(link.statistics().toServer().duplicates()).isEqualTo(2);
      assertThat(link).toServer().passed(2).entered(2);
    }

    @Test
    void delay() {
      link.toServer().on(first(1)).delay(Duration.ofMillis(200));
      long sent = System.nanoTime();

      assertThat(peers.relayed(link, "a", "b")).containsExactly("b");
      server.receive();
      assertThat(server).receives().hasText("a");
      assertThat(System.nanoTime() - sent).isGreaterThanOrEqualTo(200_000_000);
    }

    @Test
    void delayWithoutOvertaking() {
      link.toServer().onAll().delay(Duration.ofMillis(200));
      peers.relayed(link, "a", "b", "c");

      assertThat(link).toServer().holds(3);
      assertThat(server).receivesInOrder("a", "b", "c");
    }

    @Test
    void jitterLetsThemOvertake() {
      link.toServer().onAll().delay(Duration.ZERO, Duration.ofMillis(30));
      String[] numbers = numbers(50);
      peers.relayed(link, numbers);

      List<String> arrived =
          IntStream.range(0, 50).mapToObj(any -> server.receive().text()).toList();
      assertThat(arrived).containsExactlyInAnyOrder(numbers).isNotEqualTo(List.of(numbers));
    }

    @Test
    void holdUntilOthersHaveGone() {
      link.toServer().on(first(1)).holdUntil(2);

      assertThat(peers.relayed(link, "a", "b")).containsExactly("b");
      assertThat(link).toServer().holds(1);
      assertThat(peers.relayed(link, "c", "d")).containsExactly("b", "c", "a", "d");
      assertThat(link).toServer().holds(0).passed(4);
    }

    @Test
    void flipBits() {
      link.toServer().on(first(1)).flipBits(2, 999);

      assertThat(peers.relayed(link, "abc", "abc")).containsExactly("Abc", "abc");
    }

    @Test
    void corruptAtRandomPlaces() {
      link.toServer().onAll().corrupt(3);
      client.sendTo(link.address(), new byte[100]);

      byte[] arrived = server.receive().payload();
      assertThat(java.util.BitSet.valueOf(arrived).cardinality()).isEqualTo(3);
    }

    @Test
    void corruptWhatIsShorter() {
      link.toServer().onAll().corrupt(100);
      client.sendTo(link.address(), new byte[] {0, (byte) 0xff});
      client.sendTo(link.address(), new byte[0]);

      assertThat(server.receive().payload()).containsExactly(0xff, 0);
      assertThat(server).receives().isEmpty();
    }

    @Test
    void cut() {
      LinkFault cut = link.toServer().onAll().cutTo(2);

      assertThat(peers.relayed(link, "abc", "d")).containsExactly("ab", "d");
      assertThat(cut.applied()).isOne();
    }

    @Test
    void replace() {
      link.toServer().on(nth(2)).replaceWith(bytes("other"));

      assertThat(peers.relayed(link, "a", "b")).containsExactly("a", "other");
    }

    @Test
    void replyInTheServersStead() {
      link.toServer().on(first(1)).replyWith("busy");

      assertThat(peers.relayed(link, "a", "b")).containsExactly("b");
      assertThat(client).receivesFrom(link.address()).hasText("busy");
      assertThat(link.statistics().toServer().replies()).isOne();
      assertThat(link).toServer().dropped(1).passed(1);
    }

    @Test
    void replyMadeFromTheRequest() {
      link.toServer().onAll().replyWith(request -> bytes(request.text() + "!"));

      assertThat(peers.relayed(link, "a")).isEmpty();
      assertThat(client).receives().hasText("a!");
    }

    @Test
    void limitSize() {
      link.toServer().limitSize(2);

      assertThat(peers.relayed(link, "abc", "ab")).containsExactly("ab");
    }

    @Test
    void limitRate() {
      link.toServer().limitRate(10, 1000);
      long sent = System.nanoTime();
      peers.relayed(link, "a", "b", "c");

      assertThat(server).receivesInOrder("a", "b", "c");
      assertThat(System.nanoTime() - sent).isGreaterThanOrEqualTo(200_000_000);
    }

    @Test
    void limitBandwidth() {
      link.toServer().limitBandwidth(1, 1000);
      String half = "x".repeat(500);

      assertThat(peers.relayed(link, half, half, half, half)).hasSize(1);
      assertThat(link).toServer().passed(1).holds(2).dropped(1);
    }
  }

  @Nested
  class Scopes {

    @Test
    void aRuleEndsWithItsBlock() {
      try (LinkFault outage = link.partition()) {
        client.sendTo(link.address(), "lost");
        assertThat(outage.description()).isEqualTo("partition");
      }

      assertThat(peers.relayed(link, "found")).containsExactly("found");
    }

    @Test
    void whatWasSentBeforeIsNotSubjectToARule() {
      client.sendTo(link.address(), "before");
      link.toServer().onAll().drop();

      assertThat(peers.relayed(link, "after")).containsExactly("before");
    }

    @Test
    void aPartitionIsForBothDirections() {
      client.sendTo(link.address(), "request");
      Datagram request = server.receive();
      try (LinkFault outage = link.partition()) {
        server.reply(request, "lost");
        client.sendTo(link.address(), "lost too");
        assertThat(outage.applied()).isEqualTo(2);
      }
      server.reply(request, "found");

      assertThat(client).receives().hasText("found");
      assertThat(server).hasNothingPending();
    }

    @Test
    void oneWayIsOneWay() {
      link.toClient().partition();
      client.sendTo(link.address(), "request");
      server.reply(server.receive(), "lost");

      assertThat(link).toServer().passed(1).toClient().dropped(1);
      assertThat(client).hasNothingPending();
    }

    @Test
    void eachDirectionCountsByItself() {
      LinkFault rule = link.bothWays().on(first(1)).drop();
      peers.relayed(link, "a", "b");
      Datagram request = server.receive();
      server.reply(request, "c");
      server.reply(request, "d");

      assertThat(client).receives().hasText("d");
      assertThat(rule.applied()).isEqualTo(2);
    }

    @Test
    void rulesMayComeAndGoWhileDatagramsFlow() {
      for (int round = 0; round < 200; round++) {
        client.sendTo(link.address(), "kept");
        LinkFault rule = link.toServer().onAll().drop();
        client.sendTo(link.address(), "lost");
        rule.close();
      }

      assertThat(peers.arrived(link)).hasSize(200).containsOnly("kept");
      assertThat(link).toServer().dropped(200);
    }
  }

  @Nested
  class Composition {

    @Test
    void aDropEndsIt() {
      link.toServer().on(first(1)).drop();
      LinkFault second = link.toServer().on(first(1)).duplicate(1);

      assertThat(peers.relayed(link, "a", "b")).containsExactly("b", "b");
      assertThat(second.applied()).isOne();
    }

    @Test
    void laterRulesSeeWhatEarlierOnesLeave() {
      link.toServer().onAll().cutTo(2);
      link.toServer().on(matching("ab", datagram -> datagram.text().equals("ab"))).duplicate(1);

      assertThat(peers.relayed(link, "abc")).containsExactly("ab", "ab");
    }

    @Test
    void delaysAddUp() {
      link.toServer().onAll().delay(Duration.ofMillis(15));
      link.toServer().onAll().delay(Duration.ofMillis(15));
      long sent = System.nanoTime();
      client.sendTo(link.address(), "a");
      server.receive();

      assertThat(System.nanoTime() - sent).isGreaterThanOrEqualTo(30_000_000);
    }

    @Test
    void whatIsDelayedKeepsItsChangesAndCopies() {
      link.toServer().onAll().flipBits(2);
      link.toServer().onAll().duplicate(1);
      link.toServer().on(first(1)).delay(Duration.ofMillis(5));
      peers.relayed(link, "a", "b");

      assertThat(server).receivesInAnyOrder("B", "B", "A", "A");
    }
  }

  @Nested
  class Seeds {

    @Test
    void theSameSeedGivesTheSameVerdicts() {
      assertThat(lossy(7)).isEqualTo(lossy(7)).isNotEqualTo(lossy(8));
    }

    @Test
    void changesOfOneRuleLeaveTheOthersStream() {
      assertThat(lossy(7, () -> {})).isEqualTo(lossy(7, this::answer));
    }

    private void answer() {
      DatagramPeer other = peers.open("other");
      other.sendTo(link.address(), "unrelated");
      link.settle();
    }

    private List<String> lossy(long seed) {
      return lossy(seed, () -> {});
    }

    private List<String> lossy(long seed, Runnable between) {
      try (LinkedPeers own = new LinkedPeers()) {
        DatagramLink wire = own.link(seed);
        wire.toServer().on(probability(0.3)).drop();
        wire.toServer().on(probability(0.3)).corrupt(2);
        wire.toServer().on(probability(0.1)).duplicate(1);
        between.run();
        return own.relayed(wire, numbers(300));
      }
    }

    @Test
    void aLinkWithoutOneHasItsOwn() {
      DatagramLink one = peers.group().openLink(LinkOptions.to(server.address()).build());

      assertThat(one.seed()).isNotNegative();
      assertThat(one.toString()).contains("seed " + one.seed());
    }
  }
}
