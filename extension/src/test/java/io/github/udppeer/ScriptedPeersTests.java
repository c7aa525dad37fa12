package io.github.udppeer;

import static io.github.udppeer.DatagramMatcher.anything;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Many scripts on one loop: no thread for each peer, and none for each delay. */
@Isolated("it counts threads")
class ScriptedPeersTests {

  private static final int PEERS = 1000;
  private static final int REQUESTS = 100;

  @AutoClose
  private final PeerGroup group = PeerGroup.open(new WaitLimits(Duration.ofSeconds(30), 1));

  private List<DatagramPeer> servers(int count) {
    List<DatagramPeer> servers = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      servers.add(group.open(PeerOptions.defaults()));
    }
    return servers;
  }

  private static Set<Thread> ownThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("udp-peer-"))
        .collect(Collectors.toSet());
  }

  @Test
  void aThousandPeersAnswerAHundredRequestsEachOnOneLoop() {
    Set<Thread> before = ownThreads();
    List<DatagramPeer> servers = servers(PEERS);
    servers.forEach(server -> server.on(anything()).replyWithText(request -> request.text() + "!"));
    DatagramPeer client = group.open(PeerOptions.builder().name("client").build());

    for (int round = 0; round < REQUESTS; round++) {
      for (DatagramPeer server : servers) {
        client.sendTo(server, "request " + round);
      }
      assertThat(client).receivesExactly(PEERS); // so that the client's queue cannot overflow
    }

    Set<Thread> threads = ownThreads();
    threads.removeAll(before);
    List<String> names = threads.stream().map(Thread::getName).toList();
    assertThat(names).filteredOn("udp-peer-loop"::equals).hasSize(1);
    assertThat(names).filteredOn("udp-peer-timer"::equals).hasSizeLessThanOrEqualTo(1);
    assertThat(names).as("loop, timer and workers").hasSizeLessThan(PEERS / 10);
    assertThat(client).hasReceived(PEERS * REQUESTS).lostNothing();
    assertThat(servers)
        .allSatisfy(server -> assertThat(server).hasReceived(REQUESTS).isExhausted());
  }

  @Test
  void functionsThatHangDelayNoOtherPeerAndNoCapture() {
    CountDownLatch never = new CountDownLatch(1);
    List<DatagramPeer> hanging = servers(50);
    hanging.forEach(
        server ->
            server
                .on(anything())
                .replyWithText(
                    request -> {
                      never.await();
                      return "never";
                    }));
    DatagramPeer quick = group.open(PeerOptions.builder().name("quick").build());
    quick.on(anything()).reply("at once");
    DatagramPeer client = group.open(PeerOptions.builder().name("client").build());

    hanging.forEach(server -> client.sendTo(server, "one"));
    assertThat(client).exchanges("PING").with(quick).hasText("at once");
    hanging.forEach(server -> client.sendTo(server, "two"));

    assertThat(hanging).allSatisfy(server -> assertThat(server).hasPending(2));
    hanging.forEach(DatagramPeer::close); // which cuts the functions off
  }

  @Test
  void thousandsOfDelayedRepliesNeedNoThreads() {
    Set<Thread> before = ownThreads();
    DatagramPeer server = group.open(PeerOptions.builder().name("server").build());
    DatagramPeer client = group.open(PeerOptions.builder().name("client").build());
    server.on("GO").after(Duration.ofMillis(30)).copies(1).reply("late");
    for (int request = 0; request < 2000; request++) {
      client.sendTo(server, "GO");
    }

    assertThat(client).receivesExactly(2000);
    Set<Thread> threads = ownThreads();
    threads.removeAll(before);
    assertThat(threads).hasSizeLessThan(32);
  }
}
