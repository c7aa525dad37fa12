package io.github.udppeer.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.Datagram;
import io.github.udppeer.DatagramPeer;
import io.github.udppeer.PeerGroup;
import io.github.udppeer.PeerOptions;
import io.github.udppeer.WaitLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Links that open and close while others send through them. */
@Timeout(120)
class LinkHammerTests {

  @AutoClose private final LinkedPeers peers = new LinkedPeers();
  private final DatagramPeer server = peers.server();

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void closingInAFloodLosesNoCount(boolean withFunctions) {
    AtomicBoolean ended = new AtomicBoolean();
    DatagramLink first = peers.link(0);
    CompletableFuture<Void> flood = flood(first, ended);
    for (int round = 0; round < 30; round++) {
      DatagramLink link = peers.link(round);
      if (withFunctions) {
        link.toServer().rule("watch", datagram -> Verdict.pass());
      }
      link.toServer().on(LinkSelector.everyNth(2)).delay(Duration.ofMillis(1));
      for (int number = 0; number < 50; number++) {
        peers.client().sendTo(link.address(), "datagram");
      }
      link.close();
      LinkStatistics.Flow flow = link.statistics().toServer();
      assertThat(flow.entered()).isEqualTo(50);
      assertThat(flow.passed() + flow.dropped() + flow.held()).isEqualTo(50);
    }
    ended.set(true);
    flood.join();
    first.close();
    LinkStatistics.Flow flow = first.statistics().toServer();
    assertThat(flow.passed() + flow.dropped() + flow.held()).isEqualTo(flow.entered());
  }

  private CompletableFuture<Void> flood(DatagramLink link, AtomicBoolean ended) {
    DatagramPeer flooding = peers.open("flooding");
    return CompletableFuture.runAsync(
        () -> {
          for (int number = 0; !ended.get(); number++) {
            flooding.sendTo(link.address(), "flood");
            if (number % 1000 == 999) {
              flooding.clear();
              server.clear();
            }
          }
        });
  }

  @Test
  void nothingDelayedComesAfterClosing() {
    for (int round = 0; round < 50; round++) {
      DatagramLink link = peers.link(round);
      link.toServer().onAll().delay(Duration.ZERO, Duration.ofMillis(2));
      for (int number = 0; number < 20; number++) {
        peers.client().sendTo(link.address(), "datagram");
      }
      link.close();
      server.clear();
      assertThat(server).hasNothingPending();
    }
    assertThat(server).receivesNothingFor(Duration.ofMillis(10));
  }

  @Test
  void manyLinksHaveNoThreadOfTheirOwn() {
    List<DatagramLink> links = new ArrayList<>();
    int before = Thread.activeCount();
    for (int number = 0; number < 200; number++) {
      DatagramLink link = peers.link(number);
      link.bothWays().onAll().delay(Duration.ofMillis(1));
      links.add(link);
      peers.client().sendTo(link.address(), "datagram " + number);
    }
    for (int number = 0; number < 200; number++) {
      Datagram request = server.receive();
      server.reply(request, request.text());
    }
    for (int number = 0; number < 200; number++) {
      assertThat(peers.client()).receives().startsWith("datagram ");
    }
    assertThat(Thread.activeCount() - before).isLessThan(30); // other tests have some meanwhile
    links.forEach(link -> assertThat(link).passed(2));
  }

  @Test
  void aGroupMayCloseWhileItsLinksWork() {
    for (int round = 0; round < 30; round++) {
      SplittableRandom random = new SplittableRandom(round);
      PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);
      DatagramPeer far = group.open(PeerOptions.defaults());
      DatagramLink link = group.openLink(LinkOptions.to(far.address()).build());
      link.toServer().rule("watch", datagram -> Verdict.delayed(Duration.ofNanos(1000)));
      CompletableFuture<Void> sending =
          CompletableFuture.runAsync(
              () -> {
                for (int number = 0; number < 200; number++) {
                  peers.client().sendTo(link.address(), "datagram");
                }
              });
      for (int look = random.nextInt(5); look > 0; look--) {
        link.settle();
      }
      group.close();
      sending.join();
      LinkStatistics.Flow flow = link.statistics().toServer();
      assertThat(flow.passed() + flow.dropped() + flow.held()).isEqualTo(flow.entered());
    }
  }

  @Test
  void closingByManyThreadsWaitsForTheRelease() {
    for (int round = 0; round < 50; round++) {
      DatagramLink link = peers.link(round);
      peers.client().sendTo(link.address(), "datagram");
      int port = link.port();
      CompletableFuture<Void> other = CompletableFuture.runAsync(link::close);
      link.close();
      PeerOptions same = PeerOptions.builder().port(port).build();
      peers.group().open(same).close();
      other.join();
    }
  }
}
