package io.github.udppeer.jupiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.udppeer.Datagram;
import io.github.udppeer.DatagramPeer;
import io.github.udppeer.exceptions.PeerException;
import io.github.udppeer.exceptions.ReceiveTimeoutException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/**
 * Tests that freeze, thaw, take down, bring up and close their peers in every order, with others
 * between them that do not.
 *
 * <p>The system property {@code udppeer.switching.runs} says how often the class of 500 tests runs.
 */
class SwitchedPeersTests {

  private static final int TESTS = 500;
  private static final int RUNS = Integer.getInteger("udppeer.switching.runs", 2);

  private static final List<Consumer<DatagramPeer>> SWITCHES =
      List.of(
          DatagramPeer::freeze,
          DatagramPeer::thaw,
          DatagramPeer::down,
          DatagramPeer::up,
          DatagramPeer::close);

  private static final List<List<Consumer<DatagramPeer>>> ORDERS = orders(SWITCHES);

  private static <T> List<List<T>> orders(List<T> of) {
    if (of.isEmpty()) {
      return List.of(List.of());
    }
    List<List<T>> orders = new ArrayList<>();
    for (T first : of) {
      List<T> others = new ArrayList<>(of);
      others.remove(first);
      for (List<T> rest : orders(others)) {
        List<T> order = new ArrayList<>(List.of(first));
        order.addAll(rest);
        orders.add(order);
      }
    }
    return orders;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @Timeout(3600)
  void failNobodyElsesTest(boolean concurrently) {
    assertThat(ORDERS).hasSize(120);
    for (int run = 0; run < RUNS / 2; run++) {
      EngineExecutionResults results =
          concurrently
              ? Fixtures.runConcurrently(SwitchesTestCase.class)
              : Fixtures.run(SwitchesTestCase.class);
      Fixtures.requirePassed(TESTS, results);
    }
    System.out.printf("%d runs of %d tests, none failed%n", RUNS / 2, TESTS);
  }

  static class SwitchesTestCase {

    @RepeatedTest(TESTS)
    void test(RepetitionInfo repetition, @UdpPeer DatagramPeer peer, @UdpPeer DatagramPeer other) {
      int number = repetition.getCurrentRepetition();
      if (number % 2 == 0) {
        exchange(peer, other);
      } else {
        switches(number / 2, peer, other);
      }
    }

    /**
     * The answer needs the capturing thread: nobody asks the peer that gives it. What a test sends
     * to a peer that another thread takes down may reach whoever is given the port next.
     */
    private static void exchange(DatagramPeer server, DatagramPeer client) {
      server.on("PING").reply("PONG");
      client.sendTo(server, "PING");
      assertThat(client).receivesFrom(server).hasText("PONG");
      assertThat(server)
          .lostNothing()
          .received()
          .filteredOn(Datagram::source, client.address())
          .hasSize(1);
    }

    private static void switches(int number, DatagramPeer peer, DatagramPeer other) {
      if (number % 3 == 0) {
        peer.otherwise().reply("answer");
      }
      assertThatExceptionOfType(ReceiveTimeoutException.class)
          .isThrownBy(() -> peer.receive(Duration.ofNanos(1))); // from now on it is watched
      List<Consumer<DatagramPeer>> order = ORDERS.get(number % ORDERS.size());
      if (number < ORDERS.size()) {
        order.forEach(each -> apply(each, peer, other));
      } else { // two threads at once
        CompletableFuture<Void> half =
            CompletableFuture.runAsync(
                () -> order.subList(0, 3).forEach(each -> apply(each, peer, other)));
        order.subList(3, 5).forEach(each -> apply(each, peer, other));
        half.join();
      }
    }

    private static void apply(
        Consumer<DatagramPeer> change, DatagramPeer peer, DatagramPeer other) {
      try {
        other.sendTo(peer, "datagram");
        change.accept(peer);
        peer.pending();
      } catch (PeerException closedOrDown) {
        // as the order has it
      } catch (UncheckedIOException taken) {
        assertThat(taken).hasMessageContaining("in use"); // another test has the port by now
      }
    }
  }
}
