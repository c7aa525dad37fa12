package io.github.udppeer;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.semantics.Row;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Several threads at one peer. */
class DatagramPeerThreadsTests {

  private static final int DATAGRAMS = 4_000;
  private static final Duration LONG = Duration.ofSeconds(60);

  @AutoClose private final PeerGroup group = PeerGroup.open(new WaitLimits(LONG, 1));
  private final DatagramPeer probe = group.open(PeerOptions.builder().name("probe").build());
  private final DatagramPeer agent = group.open(PeerOptions.builder().name("agent").build());

  @AutoClose("shutdownNow")
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private <T> List<T> inEach(List<Callable<T>> calls)
      throws InterruptedException, ExecutionException {
    List<Future<T>> futures = calls.stream().map(threads::submit).toList();
    List<T> results = new ArrayList<>();
    for (Future<T> future : futures) {
      results.add(future.get());
    }
    return results;
  }

  private void send(int from, int to) {
    IntStream.range(from, to).forEach(i -> probe.sendTo(agent, "line " + i));
  }

  private static Set<String> lines(int count) {
    return IntStream.range(0, count).mapToObj(i -> "line " + i).collect(toSet());
  }

  /** Takes datagrams in one manner until the count is reached by all manners together. */
  private Callable<List<String>> taking(AtomicInteger left, Callable<String> take) {
    return () -> {
      List<String> taken = new ArrayList<>();
      while (left.getAndDecrement() > 0) {
        taken.add(take.call());
      }
      return taken;
    };
  }

  @Row(48)
  @Test
  void eachDatagramIsTakenOnceInWhateverManner() throws Exception {
    AtomicInteger left = new AtomicInteger(DATAGRAMS);
    List<Callable<List<String>>> takers =
        List.of(
            taking(left, () -> agent.receive().text()),
            taking(left, this::polled),
            taking(left, this::receivedInABuffer),
            taking(left, () -> agent.receiveWhole(4).text()),
            taking(left, () -> assertThat(agent).receives().actual().text()),
            taking(left, () -> assertThat(agent).receivesFrom(probe).actual().text()),
            taking(
                left,
                () ->
                    assertThat(agent)
                        .receivesMatching(DatagramMatcher.matching("any", any -> true))
                        .actual()
                        .text()),
            sending(0, DATAGRAMS / 2),
            sending(DATAGRAMS / 2, DATAGRAMS));

    List<String> taken = inEach(takers).stream().flatMap(List::stream).toList();

    assertThat(taken).hasSize(DATAGRAMS).doesNotHaveDuplicates();
    assertThat(Set.copyOf(taken)).isEqualTo(lines(DATAGRAMS));
    assertThat(agent).hasNothingPending().hasReceived(DATAGRAMS).lostNothing();
  }

  private Callable<List<String>> sending(int from, int to) {
    return () -> {
      send(from, to);
      return List.of();
    };
  }

  private String polled() {
    Optional<Datagram> datagram = agent.poll();
    while (datagram.isEmpty()) {
      Thread.onSpinWait();
      datagram = agent.poll();
    }
    return datagram.get().text();
  }

  private String receivedInABuffer() {
    ByteBuffer buffer = ByteBuffer.allocate(100);
    agent.recvFrom(buffer);
    return StandardCharsets.UTF_8.decode(buffer.flip()).toString();
  }

  @Test
  void sequencesTakeNothingTwice() throws Exception {
    DatagramPeer hasty =
        group.open(PeerOptions.builder().name("hasty").receiveTimeout(Duration.ZERO).build());
    IntStream.range(0, DATAGRAMS).forEach(i -> probe.sendTo(hasty, "line"));
    Callable<Integer> taker = () -> sequencesTaken(hasty);

    List<Integer> taken = inEach(List.of(taker, taker, taker));

    assertThat(taken.stream().mapToInt(Integer::intValue).sum()).isEqualTo(DATAGRAMS);
  }

  private static int sequencesTaken(DatagramPeer peer) {
    int taken = 0;
    while (!peer.pending().isEmpty()) {
      try {
        assertThat(peer).receivesInOrder("line");
        taken++;
      } catch (AssertionError another) {
        assertThat(another.getMessage()).containsAnyOf("another thread took", "nothing came");
      }
    }
    return taken;
  }

  @Row(49)
  @Test
  void oneDatagramReleasesOneWaiter() throws Exception {
    List<WaitingCall<Datagram>> waiting =
        Stream.generate(() -> WaitingCall.<Datagram>start(agent::receive)).limit(3).toList();

    send(0, 1);
    send(1, 2);
    send(2, 3);

    List<String> taken = new ArrayList<>();
    for (WaitingCall<Datagram> each : waiting) {
      taken.add(each.result().text());
    }
    assertThat(taken).containsExactlyInAnyOrder("line 0", "line 1", "line 2");
  }

  @Row(45)
  @Test
  void oneDatagramShowsItselfToAllWhoPeek() throws Exception {
    List<WaitingCall<Reception>> waiting =
        Stream.generate(
                () ->
                    WaitingCall.start(
                        () -> agent.recvFrom(ByteBuffer.allocate(9), ReceiveFlag.PEEK)))
            .limit(3)
            .toList();

    send(0, 1);

    for (WaitingCall<Reception> each : waiting) {
      assertThat(each.result().wireLength()).isEqualTo(6);
    }
    assertThat(agent).hasPending(1);
  }

  @Test
  void whoWaitsIsServedWhileOthersOnlyLook() throws Exception {
    WaitingCall<Datagram> waiting = WaitingCall.start(agent::receive);
    List<Callable<Integer>> lookers =
        Stream.<Callable<Integer>>generate(
                () -> () -> agent.pending().size() + agent.received().size())
            .limit(200)
            .toList();
    inEach(lookers);

    send(0, 1);

    assertThat(waiting.result().text()).isEqualTo("line 0");
  }

  @Test
  void severalMaySendThroughOnePeer() throws Exception {
    List<Callable<List<String>>> senders =
        List.of(sending(0, 500), sending(500, 1000), sending(1000, 1500), sending(1500, 2000));

    inEach(senders);

    assertThat(agent.received())
        .extracting(Datagram::text)
        .hasSize(2000)
        .hasSameElementsAs(lines(2000));
    assertThat(probe.sent())
        .extracting(Datagram::text)
        .hasSize(2000)
        .hasSameElementsAs(lines(2000));
    assertThat(probe.sent()).extracting(Datagram::index).doesNotHaveDuplicates().hasSize(2000);
  }

  @Test
  void historiesAreReadWhileTheyGrowAndAreCleared() throws Exception {
    AtomicInteger reads = new AtomicInteger(300);
    Callable<List<String>> reader =
        taking(
            reads,
            () -> {
              agent.received().forEach(each -> assertThat(each.text()).startsWith("line "));
              return "";
            });
    Callable<List<String>> clearer =
        () -> {
          for (int i = 0; i < 100; i++) {
            agent.clear();
          }
          return List.of();
        };

    inEach(List.of(reader, reader, clearer, sending(0, 1000), sending(1000, 2000)));

    assertThat(agent.statistics().received()).isEqualTo(2000);
  }
}
