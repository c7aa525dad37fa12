package io.github.udppeer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.udppeer.internal.core.Deadline;
import io.github.udppeer.internal.kernel.KernelDrops;
import io.github.udppeer.internal.kernel.KernelLook;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DatagramPeerHistoryTests {

  @AutoClose private final PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);
  private final DatagramPeer probe = group.open(PeerOptions.builder().name("probe").build());
  private final DatagramPeer agent = group.open(PeerOptions.builder().name("agent").build());

  private void send(String... texts) {
    for (String text : texts) {
      probe.sendTo(agent, text);
    }
  }

  private static List<String> texts(List<Datagram> datagrams) {
    return datagrams.stream().map(Datagram::text).toList();
  }

  @Nested
  class WhatWasReceived {

    @Test
    void isRememberedWhenItIsConsumed() {
      send("one", "two", "three");
      agent.receive();
      agent.peek();

      assertThat(texts(agent.received())).containsExactly("one", "two", "three");
      assertThat(texts(agent.pending())).containsExactly("two", "three");
    }

    @Test
    void isNumberedAndTimedInOrder() {
      send("one", "two", "three");

      assertThat(agent.received()).extracting(Datagram::index).containsExactly(0L, 1L, 2L);
      assertThat(agent.received()).extracting(Datagram::sinceOpened).isSorted();
      assertThat(agent.received())
          .allSatisfy(
              datagram -> {
                assertThat(datagram.sinceOpened()).isPositive();
                assertThat(datagram.source()).isEqualTo(probe.address());
                assertThat(datagram.destination()).isEqualTo(agent.address());
              });
    }

    @Test
    void isACopyThatDoesNotGrow() {
      send("one");
      List<Datagram> before = agent.received();
      send("two");

      assertThat(texts(before)).containsExactly("one");
    }

    @Test
    void isPendingUntilTakenOutOfOrderToo() {
      send("one", "two", "three");

      assertThat(agent)
          .receivesMatching(DatagramMatcher.matching("two", each -> each.text().equals("two")));

      assertThat(texts(agent.pending())).containsExactly("one", "three");
      assertThat(texts(List.of(agent.receive(), agent.receive()))).containsExactly("one", "three");
      assertThat(agent).wouldBlock();
    }

    @Test
    void isNotChangedThroughWhatIsHandedOut() {
      send("one");
      agent.received().get(0).payload()[0] = 'X';
      probe.sent().get(0).payload()[0] = 'X';

      assertThat(agent.received().get(0).text()).isEqualTo("one");
      assertThat(probe.sent().get(0).text()).isEqualTo("one");
    }
  }

  @Nested
  class Clear {

    @Test
    void forgetsWhatArrivedSoFar() {
      send("one", "two");
      agent.receive();
      agent.sendTo(probe, "reply");
      agent.clear();
      send("three");

      assertThat(texts(agent.received())).containsExactly("three");
      assertThat(texts(agent.pending())).containsExactly("three");
      assertThat(agent.sent()).isEmpty();
      assertThat(agent.receive().index()).isEqualTo(2);
    }

    @Test
    void letsTheFiguresGoOn() {
      send("one", "two");
      agent.clear();
      send("three");

      assertThat(agent.statistics())
          .returns(3L, PeerStatistics::received)
          .returns(11L, PeerStatistics::receivedBytes)
          .returns(1, PeerStatistics::pending);
    }

    @Test
    void leavesNothingPending() {
      send("one", "two");
      agent.clear();

      assertThat(agent).hasNothingPending().hasReceived(0).wouldBlock();
    }

    @Test
    void leavesDatagramsThatWereHandedOut() {
      send("one");
      Datagram kept = agent.receive();
      agent.clear();

      assertThat(kept).hasText("one").isFrom(probe);
    }
  }

  @Nested
  class Statistics {

    @Test
    void countWhatWasExchanged() {
      send("one", "two", "", "three");
      agent.receive();
      agent.sendTo(probe, "reply");

      assertThat(agent.statistics())
          .returns(4L, PeerStatistics::received)
          .returns(11L, PeerStatistics::receivedBytes)
          .returns(3, PeerStatistics::pending)
          .returns(1L, PeerStatistics::sent)
          .returns(5L, PeerStatistics::sentBytes)
          .returns(0L, PeerStatistics::logDrops)
          .returns(0L, figures -> figures.kernelDrops().orElse(0));
    }

    @Test
    void tellTheBufferThatTheKernelGranted() throws IOException {
      try (DatagramChannel channel = DatagramChannel.open()) {
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 4 << 20);

        assertThat(agent.statistics().receiveBuffer())
            .isEqualTo(channel.getOption(StandardSocketOptions.SO_RCVBUF));
      }
    }

    @Test
    void stayReadableWhenThePeerIsClosed() {
      send("one");
      PeerStatistics before = agent.statistics();
      agent.close();

      assertThat(agent.statistics()).isEqualTo(before);
    }
  }

  @Nested
  class BeyondTheCaptureLimit {

    private static final int ROOM_FOR_THREE = 3 * (100 + 24);

    private final DatagramPeer small =
        group.open(PeerOptions.builder().name("small").captureLimit(ROOM_FOR_THREE).build());

    private String line(int number) {
      return "%0100d".formatted(number);
    }

    private void sendLines(int from, int to) {
      IntStream.rangeClosed(from, to).forEach(i -> probe.sendTo(small, line(i)));
    }

    @Test
    void theNewestAreDroppedAndCounted() {
      sendLines(1, 5);

      assertThat(texts(small.received())).containsExactly(line(1), line(2), line(3));
      assertThat(texts(small.pending())).containsExactly(line(1), line(2), line(3));
      assertThat(small.statistics())
          .returns(3L, PeerStatistics::received)
          .returns(300L, PeerStatistics::receivedBytes)
          .returns(2L, PeerStatistics::logDrops);
    }

    @Test
    void whatIsConsumedStillTakesItsRoom() {
      sendLines(1, 3);
      small.receive();
      sendLines(4, 4);

      assertThat(texts(small.pending())).containsExactly(line(2), line(3));
      assertThat(small.statistics().logDrops()).isEqualTo(1);
    }

    @Test
    void aSmallerOneFindsTheRoomThatALargerOneDidNot() {
      sendLines(1, 2);
      probe.sendTo(small, "x".repeat(101));
      probe.sendTo(small, "y".repeat(100));

      assertThat(texts(small.pending())).containsExactly(line(1), line(2), "y".repeat(100));
      assertThat(small.statistics().logDrops()).isEqualTo(1);
    }

    @Test
    void clearMakesRoom() {
      sendLines(1, 5);
      small.clear();
      sendLines(6, 7);

      assertThat(texts(small.received())).containsExactly(line(6), line(7));
      assertThat(small.statistics().logDrops()).isEqualTo(2);
    }

    @Test
    void emptyDatagramsCountToo() {
      IntStream.range(0, 20).forEach(i -> probe.sendTo(small, ""));

      assertThat(small).hasPending(ROOM_FOR_THREE / 24);
      assertThat(small.statistics().logDrops()).isEqualTo(20 - ROOM_FOR_THREE / 24);
    }

    @Test
    void whatIsSentIsStillSent() {
      IntStream.rangeClosed(1, 5).forEach(i -> small.sendTo(agent, line(i)));

      assertThat(texts(small.sent())).containsExactly(line(1), line(2), line(3));
      assertThat(agent).hasPending(5);
      assertThat(small.statistics())
          .returns(3L, PeerStatistics::sent)
          .returns(300L, PeerStatistics::sentBytes)
          .returns(2L, PeerStatistics::sentUnkept)
          .returns(0L, PeerStatistics::logDrops);
    }

    @Test
    void theLossIsAFailure() {
      int roomForThree = 3 * (18 + 24);
      try (PeerGroup lone = PeerGroup.open(WaitLimits.DEFAULT)) {
        DatagramPeer statsd =
            lone.open(PeerOptions.builder().name("statsd").captureLimit(roomForThree).build());
        IntStream.range(0, 5).forEach(i -> probe.sendTo(statsd, "http.requests:1|c\n"));

        Golden.verifyFailure("lost-in-the-log", () -> assertThat(statsd).lostNothing());
      }
    }
  }

  @Nested
  class BeyondTheKernelsQueue {

    private static final int DATAGRAMS = 400;
    private static final byte[] LARGE = "x".repeat(65_000).getBytes(UTF_8);

    /** While somebody reads the head of a socket nobody moves its datagrams out of the kernel. */
    private void overfill(DatagramPeer full) throws IOException, InterruptedException {
      assumeTrue(
          KernelDrops.of(full.address()).counted(new KernelLook()).isPresent(),
          "this system does not tell its drops");
      probe.sendTo(full, "first");
      full.peer()
          .socket()
          .readHead(
              true,
              Deadline.now(),
              (view, entry) -> {
                IntStream.range(0, DATAGRAMS).forEach(i -> probe.sendTo(full, LARGE));
                return view;
              });
    }

    @Test
    void theLossIsCountedExactly() throws Exception {
      overfill(agent);

      PeerStatistics figures = agent.statistics();
      assertThat(figures.kernelDrops().orElseThrow()).isBetween(1L, DATAGRAMS - 1L);
      assertThat(figures.received() + figures.kernelDrops().orElseThrow()).isEqualTo(1 + DATAGRAMS);
      assertThat(figures.logDrops()).isZero();
      assertThat(agent.received()).hasSize((int) figures.received());
    }

    @Test
    void theCountIsKeptWhenThePeerIsClosed() throws Exception {
      overfill(agent);
      OptionalLong before = agent.statistics().kernelDrops();
      agent.close();

      assertThat(before.orElseThrow()).isPositive();
      assertThat(agent.statistics().kernelDrops()).isEqualTo(before);
    }

    @Test
    void theCountIsReadAtCloseWhenNobodyAskedBefore() throws Exception {
      overfill(agent);
      agent.close();

      PeerStatistics figures = agent.statistics();
      assertThat(figures.received() + figures.kernelDrops().orElseThrow()).isEqualTo(1 + DATAGRAMS);
    }

    @Test
    void theLossIsAFailure() throws Exception {
      verifyAfterLoss("lost-in-the-kernel", full -> assertThat(full).lostNothing());
    }

    @Test
    void theLossExplainsWhatIsMissing() throws Exception {
      Duration limit = Duration.ofMillis(20);
      verifyAfterLoss(
          "receives-nothing-after-a-loss", full -> assertThat(full).within(limit).receives());
    }

    private void verifyAfterLoss(String golden, Consumer<DatagramPeer> assertion) throws Exception {
      try (PeerGroup lone = PeerGroup.open(WaitLimits.DEFAULT)) {
        DatagramPeer full = lone.open(PeerOptions.builder().name("agent").build());
        overfill(full);
        full.clear();

        String message = catchThrowable(() -> assertion.accept(full)).getMessage();

        String kept = "(?<=clear  )[\\d,]+"; // as many as the kernel's queue took
        Golden.verify(golden, message.replaceAll(kept, "<count>"));
      }
    }
  }
}
