package io.github.udppeer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.udppeer.exceptions.PeerClosedException;
import io.github.udppeer.exceptions.ReceiveInterruptedException;
import io.github.udppeer.ports.PortReservation;
import io.github.udppeer.ports.UdpPorts;
import io.github.udppeer.semantics.Row;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DatagramPeerCloseTests {

  private static final Duration LONG = Duration.ofMinutes(5);

  @AutoClose private final PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);
  private final DatagramPeer probe = group.open(PeerOptions.builder().name("probe").build());
  private final DatagramPeer agent =
      group.open(PeerOptions.builder().name("agent").receiveTimeout(LONG).build());

  private interface Use {
    Object of(DatagramPeer peer);
  }

  private static Arguments use(String name, String words, Use use) {
    return argumentSet(name, words, use);
  }

  /** Every method that needs the socket, with what it says that it cannot do. */
  static Stream<Arguments> usesOfTheSocket() {
    return Stream.concat(
        waitingUses(),
        Stream.of(
            use("recvFrom DONTWAIT", "receive", DatagramPeerCloseTests::recvFromDontWait),
            use("receive at once", "receive", peer -> peer.receive(Duration.ZERO)),
            use("poll", "receive", DatagramPeer::poll),
            use("peek", "receive", DatagramPeer::peek),
            use("clear", "clear", running(DatagramPeer::clear)),
            use(
                "sendTo",
                "send 4 bytes to 127.0.0.1:8125",
                running(peer -> peer.sendTo(LoopbackHosts.address("127.0.0.1", 8125), "PING")))));
  }

  /** Every method that waits for a datagram. */
  static Stream<Arguments> waitingUses() {
    return Stream.of(
        use("recvFrom", "receive", peer -> peer.recvFrom(ByteBuffer.allocate(10))),
        use(
            "recvFrom PEEK",
            "receive",
            peer -> peer.recvFrom(ByteBuffer.allocate(10), ReceiveFlag.PEEK)),
        use("receive", "receive", DatagramPeer::receive),
        use("receive with a limit", "receive", peer -> peer.receive(LONG)),
        use("receiveWhole", "receive", peer -> peer.receiveWhole(16)),
        use("receives", "receive", peer -> assertThat(peer).receives()),
        use("receivesFrom", "receive", peer -> assertThat(peer).receivesFrom(peer)),
        use(
            "receivesMatching",
            "receive",
            peer ->
                assertThat(peer)
                    .receivesMatching(DatagramMatcher.matching("any", datagram -> true))),
        use("receivesInOrder", "receive", peer -> assertThat(peer).receivesInOrder("PING")),
        use("receivesInAnyOrder", "receive", peer -> assertThat(peer).receivesInAnyOrder("PING")),
        use("receivesExactly", "receive", peer -> assertThat(peer).receivesExactly(1)),
        use("receivesNothingFor", "receive", peer -> assertThat(peer).receivesNothingFor(LONG)));
  }

  private static Use running(Consumer<DatagramPeer> consumer) {
    return peer -> {
      consumer.accept(peer);
      return peer;
    };
  }

  private static Object recvFromDontWait(DatagramPeer peer) {
    return peer.recvFrom(ByteBuffer.allocate(10), ReceiveFlag.DONTWAIT);
  }

  @Nested
  class AClosedPeer {

    @Row({28, 61})
    @ParameterizedTest
    @MethodSource("io.github.udppeer.DatagramPeerCloseTests#usesOfTheSocket")
    void refusesWhatNeedsItsSocket(String words, Use use) {
      agent.close();

      assertThatExceptionOfType(PeerClosedException.class)
          .isThrownBy(() -> use.of(agent))
          .withMessage("cannot %s: %s is closed", words, agent);
    }

    @Test
    void givesNothingThatWasPending() {
      probe.sendTo(agent, "PING 0042\r\n");
      agent.close();

      assertThatExceptionOfType(PeerClosedException.class).isThrownBy(agent::poll);
      assertThatExceptionOfType(PeerClosedException.class)
          .isThrownBy(() -> assertThat(agent).receivesInOrder("PING 0042\r\n"));
      assertThatExceptionOfType(PeerClosedException.class)
          .isThrownBy(() -> assertThat(agent).receivesFrom(probe));
      assertThat(agent).hasPending(1);
    }

    @Test
    void keepsItsHistory() {
      probe.sendTo(agent, "one");
      probe.sendTo(agent, "two");
      agent.sendTo(probe, "reply");
      Datagram first = agent.receive();
      agent.close();

      assertThat(agent.received()).hasSize(2).first().isEqualTo(first);
      assertThat(agent.pending()).extracting(Datagram::text).containsExactly("two");
      assertThat(agent.sent()).extracting(Datagram::text).containsExactly("reply");
      assertThat(agent.statistics().received()).isEqualTo(2);
      assertThat(agent).hasReceived(2).hasPending(1).lostNothing().received().hasSize(2);
    }

    @Test
    void keepsWhatTheKernelHadQueuedAtThatMoment() {
      for (int i = 0; i < 200; i++) {
        DatagramPeer shortLived = group.open(PeerOptions.defaults());
        probe.sendTo(shortLived, "PING 0042\r\n");
        shortLived.close();

        assertThat(shortLived).hasPending(1);
      }
    }

    @Test
    void keepsItsNameAndAddress() {
      String before = agent.toString();
      int port = agent.port();
      agent.close();

      assertThat(agent.name()).isEqualTo("agent");
      assertThat(agent.port()).isEqualTo(port);
      assertThat(agent).hasToString(before);
    }

    @Row(61)
    @Test
    void canBeClosedAgain() {
      agent.close();

      assertThatCode(agent::close).doesNotThrowAnyException();
    }

    @Test
    void opensCompanionsAsLongAsItsGroupIsOpen() {
      agent.close();
      assertThat(agent.open("data").port()).isPositive();
      group.close();

      assertThatExceptionOfType(PeerClosedException.class)
          .isThrownBy(() -> agent.open("more"))
          .withMessage("this group of peers is closed, so nothing can be opened");
    }
  }

  @Nested
  class ThePort {

    @Row(11)
    @ParameterizedTest
    @MethodSource("io.github.udppeer.LoopbackHosts#all")
    void isFreeAtOnce(String host) throws IOException {
      try (PortReservation reserved = UdpPorts.reserve()) {
        PeerOptions options = LoopbackHosts.options("agent", host).port(reserved.port()).build();
        for (int i = 0; i < 50; i++) {
          try (DatagramPeer peer = group.open(options)) {
            assertThat(peer.port()).isEqualTo(reserved.port());
          }
          try (DatagramChannel channel = channelFor(host)) {
            channel.bind(LoopbackHosts.address(host, reserved.port()));
          }
        }
      }
    }

    private DatagramChannel channelFor(String host) throws IOException {
      return DatagramChannel.open(
          host.contains(":") ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
    }
  }

  @Nested
  class Waiters {

    @Row(54)
    @ParameterizedTest
    @MethodSource("io.github.udppeer.DatagramPeerCloseTests#waitingUses")
    void areWokenInEveryCall(String words, Use use) {
      WaitingCall<Object> waiting = WaitingCall.start(() -> use.of(agent));

      agent.close();

      assertThat(waiting.failure())
          .isInstanceOf(PeerClosedException.class)
          .hasMessage("cannot %s: %s is closed", words, agent);
    }

    @Row(54)
    @Test
    void areAllWoken() {
      Callable<Datagram> receive = agent::receive;
      List<WaitingCall<Datagram>> waiting =
          Stream.generate(() -> WaitingCall.start(receive)).limit(5).toList();

      agent.close();

      assertThat(waiting)
          .extracting(WaitingCall::failure)
          .hasSize(5)
          .hasOnlyElementsOfType(PeerClosedException.class);
    }

    @Test
    void areWokenByTheClosingOfTheGroup() {
      WaitingCall<Datagram> waiting = WaitingCall.start(agent::receive);

      group.close();

      assertThat(waiting.failure()).isInstanceOf(PeerClosedException.class);
    }

    @Test
    void ofOtherPeersWaitOn() throws Exception {
      WaitingCall<Datagram> waiting = WaitingCall.start(agent::receive);

      group.open(PeerOptions.defaults()).close();
      probe.sendTo(agent, "PING 0042\r\n");

      assertThat(waiting.result()).hasText("PING 0042\r\n");
    }
  }

  @Nested
  class AnInterrupt {

    @Row(58)
    @ParameterizedTest
    @MethodSource("io.github.udppeer.DatagramPeerCloseTests#waitingUses")
    void endsEveryWait(String words, Use use) throws Exception {
      WaitingCall<Boolean> waiting =
          WaitingCall.start(
              () -> {
                assertThatExceptionOfType(ReceiveInterruptedException.class)
                    .isThrownBy(() -> use.of(agent))
                    .withMessageStartingWith(
                        "interrupted while waiting to %s: %s\n\nTimeline ", words, agent)
                    .withCauseInstanceOf(InterruptedException.class);
                return Thread.interrupted();
              });

      waiting.interrupt();

      assertThat(waiting.result()).as("the flag is set again").isTrue();
      probe.sendTo(agent, "PING 0042\r\n");
      assertThat(agent).receives().hasText("PING 0042\r\n");
    }

    @Test
    void thatCameBeforeEndsAWaitToo() {
      try (PeerGroup lone = PeerGroup.open(WaitLimits.DEFAULT)) {
        DatagramPeer server = lone.open(PeerOptions.builder().name("agent").build());
        Thread.currentThread().interrupt();
        try {
          Golden.verifyFailure("receive-is-interrupted", server::receive);
        } finally {
          assertThat(Thread.interrupted()).isTrue();
        }
      }
    }

    @Test
    void doesNotHinderWhatNeedNotWait() {
      Thread.currentThread().interrupt();
      try {
        probe.sendTo(agent, "one");
        probe.sendTo(agent, "two");
        assertThat(agent.receive()).hasText("one");
        assertThat(agent).peeks().hasText("two").returnToPeer().receivesExactly(1);
        assertThat(agent).hasNothingPending();
        assertThat(agent.poll()).isEmpty();
      } finally {
        assertThat(Thread.interrupted()).isTrue();
      }
    }
  }

  @Nested
  class APeerThatStandsAlone {

    @Test
    void bringsItsGroupAndClosesIt() {
      DatagramPeer lone = DatagramPeer.open(PeerOptions.builder().name("lone").build());
      DatagramPeer companion = lone.open("data");
      lone.sendTo(companion, "PING 0042\r\n");
      assertThat(companion).receives().isFrom(lone);

      lone.close();
      lone.close();

      assertThatExceptionOfType(PeerClosedException.class).isThrownBy(companion::poll);
      assertThatExceptionOfType(PeerClosedException.class).isThrownBy(() -> lone.open("more"));
      assertThat(companion).hasReceived(1);
    }

    @Test
    void outlivesItsCompanions() {
      try (DatagramPeer lone = DatagramPeer.open(PeerOptions.defaults())) {
        lone.open("data").close();
        probe.sendTo(lone, "PING 0042\r\n");

        assertThat(lone).receives().hasText("PING 0042\r\n");
      }
    }
  }
}
