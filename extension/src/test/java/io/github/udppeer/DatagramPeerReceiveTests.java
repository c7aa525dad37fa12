package io.github.udppeer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.udppeer.exceptions.PeerClosedException;
import io.github.udppeer.exceptions.ReceiveTimeoutException;
import io.github.udppeer.exceptions.WouldBlockException;
import io.github.udppeer.semantics.Row;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatagramPeerReceiveTests {

  private static final Duration SHORT = Duration.ofMillis(30);

  @AutoClose private final PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);
  private final DatagramPeer probe = group.open(PeerOptions.builder().name("probe").build());
  private final DatagramPeer agent = open(PeerOptions.builder());

  private DatagramPeer open(PeerOptions.Builder options) {
    return group.open(options.name("agent").receiveTimeout(SHORT).build());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  /** Every set of flags. */
  static Stream<Set<ReceiveFlag>> flagSets() {
    Stream<Set<ReceiveFlag>> sets = Stream.of(Set.of());
    for (ReceiveFlag flag : ReceiveFlag.values()) {
      sets = sets.flatMap(set -> Stream.of(set, with(set, flag)));
    }
    return sets;
  }

  private static Set<ReceiveFlag> with(Set<ReceiveFlag> flags, ReceiveFlag more) {
    Set<ReceiveFlag> all = EnumSet.of(more);
    all.addAll(flags);
    return all;
  }

  /** Every set of flags with buffers that are larger, an exact fit, too small, and no buffer. */
  static Stream<Arguments> flagSetsAndRooms() {
    return flagSets()
        .flatMap(flags -> Stream.of(20, 10, 9, 4, 0).map(room -> Arguments.of(flags, room)));
  }

  private static ReceiveFlag[] array(Set<ReceiveFlag> flags) {
    return flags.toArray(ReceiveFlag[]::new);
  }

  @Nested
  class RecvFrom {

    @ParameterizedTest
    @MethodSource("io.github.udppeer.DatagramPeerReceiveTests#flagSetsAndRooms")
    void givesWhatTheSystemCallGives(Set<ReceiveFlag> flags, int room) {
      probe.sendTo(agent, "PING 00042");
      probe.sendTo(agent, "next");
      byte[] behind = utf8("........................");
      ByteBuffer buffer = ByteBuffer.wrap(behind).position(2).limit(2 + room);

      Reception reception = agent.recvFrom(buffer, array(flags));

      int copied = Math.min(room, 10);
      assertThat(reception)
          .isEqualTo(
              new Reception(
                  flags.contains(ReceiveFlag.TRUNC) ? 10 : copied, copied, 10, probe.address()));
      assertThat(reception.isTruncated()).isEqualTo(room < 10);
      assertThat(buffer.position()).isEqualTo(2 + copied);
      assertThat(buffer.limit()).isEqualTo(2 + room);
      assertThat(new String(behind, UTF_8))
          .isEqualTo(".." + "PING 00042".substring(0, copied) + ".".repeat(22 - copied));
      assertThat(agent.receive().text())
          .isEqualTo(flags.contains(ReceiveFlag.PEEK) ? "PING 00042" : "next");
    }

    @ParameterizedTest
    @MethodSource("io.github.udppeer.DatagramPeerReceiveTests#flagSets")
    void onNothingFailsAtOnceOrInTime(Set<ReceiveFlag> flags) {
      ByteBuffer untouched = ByteBuffer.allocate(10);
      if (flags.contains(ReceiveFlag.DONTWAIT)) {
        assertThatExceptionOfType(WouldBlockException.class)
            .isThrownBy(() -> agent.recvFrom(untouched, array(flags)))
            .withMessage(agent + " has nothing pending");
      } else {
        long start = System.nanoTime();
        assertThatExceptionOfType(ReceiveTimeoutException.class)
            .isThrownBy(() -> agent.recvFrom(untouched, array(flags)))
            .withMessageStartingWith(agent + " received nothing within 30 ms\n\n");
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(SHORT.toNanos());
      }
      assertThat(untouched.position()).isZero();
      assertThat(untouched.array()).containsOnly(0);
    }

    @ParameterizedTest
    @MethodSource("io.github.udppeer.DatagramPeerReceiveTests#flagSets")
    void onAnEmptyDatagramGivesZero(Set<ReceiveFlag> flags) {
      probe.sendTo(agent, "");

      Reception reception = agent.recvFrom(ByteBuffer.allocate(0), array(flags));

      assertThat(reception).isEqualTo(new Reception(0, 0, 0, probe.address()));
      assertThat(reception.isTruncated()).isFalse();
      assertThat(agent).hasPending(flags.contains(ReceiveFlag.PEEK) ? 1 : 0);
    }

    @Test
    void flagsMayComeInAnyOrderAndTwice() {
      probe.sendTo(agent, "PING 00042");

      Reception reception =
          agent.recvFrom(
              ByteBuffer.allocate(4), ReceiveFlag.TRUNC, ReceiveFlag.PEEK, ReceiveFlag.TRUNC);

      assertThat(reception.returned()).isEqualTo(10);
      assertThat(agent).hasPending(1);
    }

    @Test
    void takesADirectBufferToo() {
      probe.sendTo(agent, "PING 00042");
      ByteBuffer buffer = ByteBuffer.allocateDirect(16);

      assertThat(agent.recvFrom(buffer).returned()).isEqualTo(10);
      assertThat(UTF_8.decode(buffer.flip()).toString()).isEqualTo("PING 00042");
    }

    @Test
    void hasNoRegardToTheReceiveCapacity() {
      DatagramPeer small = open(PeerOptions.builder().receiveCapacity(4));
      probe.sendTo(small, "PING 00042");

      assertThat(small.recvFrom(ByteBuffer.allocate(20)))
          .isEqualTo(new Reception(10, 10, 10, probe.address()));
    }

    @Test
    void withNoRoomConsumesADatagram() {
      probe.sendTo(agent, "PING 00042");

      agent.recvFrom(ByteBuffer.allocate(0));

      assertThat(agent).hasNothingPending();
    }

    @Row(27)
    @Test
    void intoAReadOnlyBufferIsRefusedAndConsumesNothing() {
      probe.sendTo(agent, "PING 00042");

      assertThatIllegalArgumentException()
          .isThrownBy(() -> agent.recvFrom(ByteBuffer.allocate(20).asReadOnlyBuffer()))
          .withMessage("recvFrom cannot write into a read-only buffer; nothing was consumed");
      assertThat(agent).hasPending(1);
    }

    @Test
    void withoutABufferIsRefused() {
      assertThatNullPointerException().isThrownBy(() -> agent.recvFrom(null));
      assertThatNullPointerException()
          .isThrownBy(() -> agent.recvFrom(ByteBuffer.allocate(1), (ReceiveFlag) null));
    }

    @Test
    void waitsForADatagram() throws Exception {
      DatagramPeer patient = group.open(PeerOptions.builder().build());
      ByteBuffer buffer = ByteBuffer.allocate(20);
      WaitingCall<Reception> waiting = WaitingCall.start(() -> patient.recvFrom(buffer));

      probe.sendTo(patient, "PING 00042");

      assertThat(waiting.result()).isEqualTo(new Reception(10, 10, 10, probe.address()));
    }

    @Row(40)
    @Test
    void waitsForADatagramToPeekAt() throws Exception {
      DatagramPeer patient = group.open(PeerOptions.builder().build());
      WaitingCall<Reception> waiting =
          WaitingCall.start(() -> patient.recvFrom(ByteBuffer.allocate(4), ReceiveFlag.PEEK));

      probe.sendTo(patient, "PING 00042");

      assertThat(waiting.result()).isEqualTo(new Reception(4, 4, 10, probe.address()));
      assertThat(patient).hasPending(1);
    }
  }

  @Nested
  class Receive {

    @Test
    void takesTheFirst() {
      probe.sendTo(agent, "one");
      probe.sendTo(agent, "two");

      assertThat(agent.receive().text()).isEqualTo("one");
      assertThat(agent.receive(Duration.ZERO).text()).isEqualTo("two");
      assertThat(agent).hasNothingPending();
    }

    @Test
    void neverMergesOrSplits() {
      List<String> texts = IntStream.range(0, 500).mapToObj(i -> "x".repeat(i % 7)).toList();
      texts.forEach(text -> probe.sendTo(agent, text));

      assertThat(Stream.generate(() -> agent.receive().text()).limit(500)).isEqualTo(texts);
    }

    @Test
    void waitsForADatagram() throws Exception {
      DatagramPeer patient = group.open(PeerOptions.builder().build());
      WaitingCall<Datagram> waiting = WaitingCall.start(patient::receive);

      probe.sendTo(patient, "PING 0042\r\n");

      assertThat(waiting.result()).isFrom(probe).hasText("PING 0042\r\n");
    }

    @Test
    void failsWhenNothingComesInTime() {
      try (PeerGroup lone = PeerGroup.open(WaitLimits.DEFAULT)) {
        DatagramPeer server =
            lone.open(PeerOptions.builder().name("agent").receiveTimeout(SHORT).build());

        Golden.verifyFailure("receive-times-out", server::receive);
      }
    }

    @Test
    void waitsForTheGroupsLimitUnlessThePeerHasOne() {
      WaitLimits limits = new WaitLimits(Duration.ofMillis(40), 0.5);
      try (PeerGroup own = PeerGroup.open(limits)) {
        DatagramPeer usual = own.open(PeerOptions.defaults());
        DatagramPeer special = own.open(PeerOptions.builder().receiveTimeout(SHORT).build());

        assertThatExceptionOfType(ReceiveTimeoutException.class)
            .isThrownBy(usual::receive)
            .withMessageContaining("within 20 ms");
        assertThatExceptionOfType(ReceiveTimeoutException.class)
            .isThrownBy(special::receive)
            .withMessageContaining("within 15 ms");
        assertThatExceptionOfType(ReceiveTimeoutException.class)
            .isThrownBy(() -> special.receive(Duration.ofMillis(10)))
            .withMessageContaining("within 5 ms");
      }
    }

    @Test
    void waitsNoShorterThanTheScaledLimit() {
      try (PeerGroup slow = PeerGroup.open(new WaitLimits(SHORT, 3))) {
        DatagramPeer peer = slow.open(PeerOptions.defaults());
        long start = System.nanoTime();

        assertThatExceptionOfType(ReceiveTimeoutException.class).isThrownBy(peer::receive);

        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(SHORT.toNanos() * 3);
      }
    }

    @Test
    void thatFailsMarksNoneOfThoseThatCameBefore() {
      probe.sendTo(agent, "PING 0042\r\n");
      agent.receive();

      assertThatExceptionOfType(ReceiveTimeoutException.class)
          .isThrownBy(() -> agent.receive(Duration.ZERO))
          .withMessageContaining("recv  11 B <- ")
          .withMessageNotContaining("asserted");
    }

    @Row({51, 52})
    @Test
    void withoutAWaitFailsAtOnce() {
      assertThatExceptionOfType(ReceiveTimeoutException.class)
          .isThrownBy(() -> agent.receive(Duration.ZERO))
          .withMessageStartingWith(agent + " received nothing within 0 ms\n");
    }

    @Test
    void aLimitMayBeLongerThanAnyLife() {
      probe.sendTo(agent, "PING 0042\r\n");

      assertThat(agent.receive(Duration.ofSeconds(Long.MAX_VALUE)).text())
          .isEqualTo("PING 0042\r\n");
    }

    @Row(51)
    @Test
    void aNegativeLimitIsRefusedAndConsumesNothing() {
      probe.sendTo(agent, "PING 0042\r\n");

      assertThatIllegalArgumentException()
          .isThrownBy(() -> agent.receive(Duration.ofMillis(-1)))
          .withMessage("a limit must not be negative, but was PT-0.001S");
      assertThat(agent).hasPending(1);
    }

    @Test
    void withoutALimitIsRefused() {
      assertThatNullPointerException().isThrownBy(() -> agent.receive(null));
    }
  }

  @Nested
  class PollAndPeek {

    @Test
    void ofNothingAreEmptyAtOnce() {
      assertThat(agent.poll()).isEmpty();
      assertThat(agent.peek()).isEmpty();
    }

    @Test
    void pollTakesTheFirst() {
      probe.sendTo(agent, "one");
      probe.sendTo(agent, "two");

      assertThat(agent.poll()).get().extracting(Datagram::text).isEqualTo("one");
      assertThat(agent.poll()).get().extracting(Datagram::text).isEqualTo("two");
      assertThat(agent.poll()).isEmpty();
    }

    @Row(43)
    @ParameterizedTest
    @ValueSource(strings = {"", "PING 0042\r\n"})
    void peekAndPeekAndReceiveGiveTheSame(String text) {
      probe.sendTo(agent, text);

      Datagram first = agent.peek().orElseThrow();
      probe.sendTo(agent, "next");
      Datagram second = agent.peek().orElseThrow();
      Datagram received = agent.receive();

      assertThat(first).isEqualTo(second).isEqualTo(received).hasSameHashCodeAs(received);
      assertThat(first.text()).isEqualTo(text);
      assertThat(agent.peek()).get().extracting(Datagram::text).isEqualTo("next");
    }
  }

  @Nested
  class Capacity {

    private DatagramPeer small(int capacity) {
      return open(PeerOptions.builder().receiveCapacity(capacity));
    }

    @Test
    void anExactFitIsNoTruncation() {
      DatagramPeer fitting = small(10);
      probe.sendTo(fitting, "PING 00042");

      assertThat(fitting.peek().orElseThrow()).isNotTruncated().hasLength(10);
      assertThat(fitting.receive()).isNotTruncated().hasText("PING 00042").fitsInto(10);
    }

    @Test
    void oneByteTooLittleCutsOneByte() {
      DatagramPeer cutting = small(9);
      probe.sendTo(cutting, "PING 00042");
      probe.sendTo(cutting, "next");

      Datagram peeked = cutting.peek().orElseThrow();
      Datagram cut = cutting.receive();

      assertThat(cut).isEqualTo(peeked).isTruncatedTo(9).hasText("PING 0004");
      assertThat(cut.length()).isEqualTo(9);
      assertThat(cut.wireLength()).isEqualTo(10);
      assertThat(cut.payload()).isEqualTo(utf8("PING 0004"));
      assertThat(cut)
          .hasToString(
              "9 bytes of 10, truncated, from 127.0.0.1:%d to 127.0.0.1:%d: \"PING 0004\""
                  .formatted(probe.port(), cutting.port()));
      assertThat(cutting.poll())
          .as("the rest is gone")
          .get()
          .extracting(Datagram::text)
          .isEqualTo("next");
    }

    @Test
    void zeroKeepsNothingButTheLength() {
      DatagramPeer none = small(0);
      probe.sendTo(none, "PING 00042");
      probe.sendTo(none, "");

      assertThat(none.receive()).isTruncatedTo(0).hasText("").isFrom(probe);
      assertThat(none.receive()).isNotTruncated().isEmpty();
    }

    @Test
    void appliesToWhatIsShownOfTheHistory() {
      DatagramPeer cutting = small(4);
      probe.sendTo(cutting, "PING 00042");

      assertThat(cutting.pending()).extracting(Datagram::text).containsExactly("PING");
      cutting.receive();
      assertThat(cutting.received()).extracting(Datagram::text).containsExactly("PING");
    }
  }

  @Nested
  class ReceiveWhole {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9, 10, 11, 65_535, 65_536, Integer.MAX_VALUE})
    void isNeverTruncated(int initialBuffer) {
      DatagramPeer small = open(PeerOptions.builder().receiveCapacity(4));
      probe.sendTo(small, "PING 00042");
      probe.sendTo(small, "");

      assertThat(small.receiveWhole(initialBuffer)).isNotTruncated().hasText("PING 00042");
      assertThat(small.receiveWhole(initialBuffer)).isNotTruncated().isEmpty();
      assertThat(small).hasNothingPending();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1024, 40_000, 65_507, 65_508})
    void takesTheLongestDatagram(int initialBuffer) {
      byte[] payload = new byte[65_507];
      Arrays.fill(payload, (byte) 'x');
      payload[65_506] = '!';
      probe.sendTo(agent, payload);

      assertThat(agent.receiveWhole(initialBuffer)).isNotTruncated().hasPayload(payload);
    }

    @Test
    void waitsForADatagram() throws Exception {
      DatagramPeer patient = group.open(PeerOptions.builder().build());
      WaitingCall<Datagram> waiting = WaitingCall.start(() -> patient.receiveWhole(1));

      probe.sendTo(patient, "PING 0042\r\n");

      assertThat(waiting.result()).hasText("PING 0042\r\n");
    }

    @Test
    void failsWhenNothingComesInTime() {
      assertThatExceptionOfType(ReceiveTimeoutException.class)
          .isThrownBy(() -> agent.receiveWhole(16))
          .withMessageStartingWith(agent + " received nothing within 30 ms\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void needsRoomToBeginWith(int initialBuffer) {
      probe.sendTo(agent, "PING 0042\r\n");

      assertThatIllegalArgumentException()
          .isThrownBy(() -> agent.receiveWhole(initialBuffer))
          .withMessage(
              "receiveWhole needs a buffer of 1 byte or more to begin with, but was "
                  + initialBuffer);
      assertThat(agent).hasPending(1);
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.udppeer.LoopbackHosts#all")
  void everyHostReceives(String host) {
    DatagramPeer peer = group.open(LoopbackHosts.options("peer", host).build());
    peer.sendTo(peer, "one");
    peer.sendTo(peer, "two");
    ByteBuffer buffer = ByteBuffer.allocate(8);

    assertThat(peer.peek()).get().extracting(Datagram::text).isEqualTo("one");
    assertThat(peer.recvFrom(buffer, ReceiveFlag.DONTWAIT).source())
        .isEqualTo(peer.peek().orElseThrow().source())
        .isEqualTo(peer.peer().reachableAddress(peer.address().getAddress()));
    assertThat(peer.receive().text()).isEqualTo("two");
  }

  @Nested
  class PollWithALimit {

    @Test
    void takesWhatIsPending() {
      probe.sendTo(agent, "first");
      probe.sendTo(agent, "second");

      assertThat(agent.poll(Duration.ZERO).map(Datagram::text)).contains("first");
      assertThat(agent.poll(Duration.ofSeconds(10)).map(Datagram::text)).contains("second");
      assertThat(agent).hasNothingPending();
    }

    @Test
    void waitsForTheFirst() throws Exception {
      WaitingCall<Optional<Datagram>> polled =
          WaitingCall.start(() -> agent.poll(Duration.ofSeconds(10)));
      probe.sendTo(agent, "late");

      assertThat(polled.result().map(Datagram::text)).contains("late");
    }

    @Test
    void isEmptyAfterTheLimit() {
      long start = System.nanoTime();

      assertThat(agent.poll(SHORT)).isEmpty();
      assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(SHORT.toNanos());
      assertThat(agent.poll(Duration.ZERO)).isEmpty();
    }

    @Test
    void refusesANegativeLimit() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> agent.poll(Duration.ofMillis(-1)))
          .withMessage("a limit must not be negative, but was PT-0.001S");
    }

    @Test
    void failsOnAClosedPeer() {
      agent.close();

      assertThatExceptionOfType(PeerClosedException.class)
          .isThrownBy(() -> agent.poll(Duration.ofSeconds(10)));
    }
  }
}
