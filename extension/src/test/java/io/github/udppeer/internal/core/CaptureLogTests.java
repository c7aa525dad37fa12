package io.github.udppeer.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.udppeer.internal.core.CaptureView.LogCounts;
import io.github.udppeer.internal.core.ChunkPool.NoMemoryException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureLogTests {

  private static final InetSocketAddress SOURCE = new InetSocketAddress("127.0.0.1", 4000);

  private final ChunkPool pool = new ChunkPool();
  private final CaptureLog log = new CaptureLog(pool, 64 << 20);

  private static boolean append(CaptureLog log, byte[] payload) {
    return append(log, payload, SOURCE, 0);
  }

  private static boolean append(
      CaptureLog log, byte[] payload, InetSocketAddress source, long nanos) {
    roomOf(log).put(payload);
    boolean kept = log.append(source, nanos);
    log.endDrain(true);
    return kept;
  }

  private static ByteBuffer roomOf(CaptureLog log) {
    try {
      return log.room();
    } catch (IOException noMemory) {
      throw new UncheckedIOException(noMemory);
    }
  }

  private static byte[] payload(int length, int seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  @Nested
  class Appending {

    @Test
    void keepsTimesThatLieHoursApartAndBeforeTheFirst() {
      long[] times = {5_000_000_000L, 4_999_999_999L, -7, 5_000_000_000L + (1L << 46)};
      for (long nanos : times) {
        append(log, payload(1, 1), SOURCE, nanos);
      }
      try (CaptureView view = log.view()) {
        for (int entry = 0; entry < times.length; entry++) {
          assertThat(view.nanos(entry)).isEqualTo(times[entry]);
        }
      }
    }

    @Test
    void stopsItsClockAfterADayAndAHalf() {
      append(log, payload(1, 1), SOURCE, 0);
      append(log, payload(1, 1), SOURCE, Long.MAX_VALUE);
      append(log, payload(1, 1), SOURCE, Long.MIN_VALUE);
      try (CaptureView view = log.view()) {
        assertThat(view.nanos(1)).isEqualTo((1L << 47) - 1);
        assertThat(view.nanos(2)).isEqualTo(-(1L << 47) + 1);
      }
    }

    @Test
    void keepsPayloadSourceAndTimeOfEach() {
      InetSocketAddress other = new InetSocketAddress("::1", 5000);
      append(log, payload(3, 1), SOURCE, 11);
      append(log, payload(5, 2), other, 22);
      try (CaptureView view = log.view()) {
        assertThat(view.size()).isEqualTo(2);
        assertThat(view.payload(0)).isEqualTo(payload(3, 1));
        assertThat(view.payload(1)).isEqualTo(payload(5, 2));
        assertThat(view.address(0)).isEqualTo(SOURCE);
        assertThat(view.address(1)).isEqualTo(other);
        assertThat(view.nanos(0)).isEqualTo(11);
        assertThat(view.nanos(1)).isEqualTo(22);
        assertThat(view.index(1)).isEqualTo(1);
      }
    }

    @Test
    void sizesOfEveryKindSurviveTheGrowthThroughAllChunks() {
      int[] lengths = {0, 1, 64, 4095, 4096, 4097, 65_507, 65_527, 0, 1400, 30_000};
      for (int i = 0; i < 600; i++) {
        append(log, payload(lengths[i % lengths.length], i));
      }
      try (CaptureView view = log.view()) {
        for (int i = 0; i < 600; i++) {
          assertThat(view.length(i)).isEqualTo(lengths[i % lengths.length]);
          assertThat(view.payload(i)).isEqualTo(payload(lengths[i % lengths.length], i));
        }
      }
    }

    @Test
    void manyDatagramsInOneDrainAreReceivedStraightIntoTheirPlace() {
      for (int i = 0; i < 5000; i++) {
        roomOf(log).put(payload(100, i));
        log.append(SOURCE, i);
      }
      log.endDrain(true);
      try (CaptureView view = log.view()) {
        for (int i = 0; i < 5000; i++) {
          assertThat(view.payload(i)).isEqualTo(payload(100, i));
          assertThat(view.nanos(i)).isEqualTo(i);
        }
      }
    }

    @Test
    void scopesOfOneLinkLocalAddressAreToldApart() throws Exception {
      byte[] linkLocal = InetAddress.getByName("fe80::1").getAddress();
      for (int scope = 1; scope <= 2; scope++) {
        Inet6Address address = Inet6Address.getByAddress("", linkLocal, scope);
        append(log, payload(1, scope), new InetSocketAddress(address, 5000), 0);
      }
      try (CaptureView view = log.view()) {
        for (int entry = 0; entry < 2; entry++) {
          Inet6Address address = (Inet6Address) view.address(entry).getAddress();
          assertThat(address.getScopeId()).isEqualTo(entry + 1);
        }
      }
    }

    @Test
    void everySourceOfManyIsTold() {
      for (int i = 0; i < 300; i++) {
        append(log, payload(1, i), new InetSocketAddress("127.0.0.1", 1 + i % 100), 0);
      }
      try (CaptureView view = log.view()) {
        for (int i = 0; i < 300; i++) {
          assertThat(view.address(i).getPort()).isEqualTo(1 + i % 100);
        }
      }
    }

    @Test
    void emptyDatagramNeedsNoMemoryToBeRead() {
      append(log, new byte[0]);
      try (CaptureView view = log.view()) {
        assertThat(view.payload(0)).isEmpty();
        assertThat(view.copy(0, ByteBuffer.allocate(1))).isZero();
      }
    }

    @Test
    void datagramThatFillsAChunkExactlyNeedsNoOther() {
      append(log, payload(1000, 1));
      append(log, payload(ChunkPool.Size.SMALL.bytes - 1000, 2));
      long before = pool.keptBytes();
      log.clear();
      assertThat(pool.keptBytes() - before).isEqualTo(ChunkPool.Size.SMALL.bytes);
    }

    @Test
    void anEmptyLogOwnsNoMemory() {
      append(log, new byte[0]);
      log.clear();
      assertThat(pool.keptBytes()).isEqualTo(64 << 10); // the scratch buffer came back, no chunk
    }
  }

  @Nested
  class Limit {

    private final CaptureLog small = new CaptureLog(pool, 1000);

    @Test
    void datagramThatFillsItExactlyIsKeptAndTheNextIsDropped() {
      assertThat(append(small, payload(1000 - CaptureLog.ENTRY_BYTES, 1))).isTrue();
      assertThat(append(small, new byte[0])).isFalse();
      assertThat(small.counts().appended()).isEqualTo(1);
      assertThat(small.counts().dropped()).isEqualTo(1);
    }

    @Test
    void newestIsDroppedAndTheOldestStayInOrder() {
      for (int i = 0; i < 50; i++) {
        append(small, payload(76, i));
      }
      assertThat(small.counts()).isEqualTo(new LogCounts(10, 760, 40, 0, 10, 10, 1000));
      try (CaptureView view = small.view()) {
        for (int i = 0; i < 10; i++) {
          assertThat(view.payload(i)).isEqualTo(payload(76, i));
        }
      }
    }

    @Test
    void emptyDatagramsAreBoundedToo() {
      for (int i = 0; i < 100; i++) {
        append(small, new byte[0]);
      }
      assertThat(small.counts().held()).isEqualTo(1000 / CaptureLog.ENTRY_BYTES);
    }

    @Test
    void droppedDatagramLeavesNoTraceInTheNextOne() {
      CaptureLog roomy = new CaptureLog(pool, 300_000);
      while (append(roomy, payload(10_000, 1))) {
        // fill it, past the sizes that are copied
      }
      assertThat(append(roomy, payload(5, 7))).isTrue();
      try (CaptureView view = roomy.view()) {
        assertThat(view.payload(view.size() - 1)).isEqualTo(payload(5, 7));
        assertThat(view.payload(view.size() - 2)).isEqualTo(payload(10_000, 1));
      }
    }

    @Test
    void whatIsReceivedIsKeptAlthoughNoChunkIsToBeHadForIt() throws IOException {
      int scratchAndOneSmallChunk = (64 << 10) + (4 << 10);
      ChunkPool tight =
          new ChunkPool(scratchAndOneSmallChunk, size -> ByteBuffer.allocateDirect(size.bytes));
      CaptureLog starved = new CaptureLog(tight, 1 << 20);
      for (int i = 0; i < 5; i++) {
        assertThat(append(starved, payload(1000, i))).isTrue();
      }
      assertThatExceptionOfType(NoMemoryException.class).isThrownBy(starved::room);
      starved.endDrain(false);
      try (CaptureView view = starved.view()) {
        assertThat(view.payload(4)).isEqualTo(payload(1000, 4));
      }
      assertThat(starved.counts().dropped()).isZero();

      starved.clear();
      assertThat(append(starved, payload(1000, 8))).isTrue();
    }

    @Test
    void boundsWhatIsCopiedAsItBoundsWhatIsReceived() {
      ByteBuffer exact = ByteBuffer.wrap(payload(1000 - CaptureLog.ENTRY_BYTES, 1));
      small.copy(exact, SOURCE, 0);
      small.copy(ByteBuffer.allocate(0), SOURCE, 0);

      assertThat(small.counts()).isEqualTo(new LogCounts(1, 976, 1, 0, 1, 1, 1000));
      try (CaptureView view = small.view()) {
        assertThat(view.payload(0)).isEqualTo(payload(976, 1));
      }
    }

    @Test
    void copyWithoutMemoryIsDroppedAndCountedApart() {
      ChunkPool none = new ChunkPool(0, size -> ByteBuffer.allocateDirect(size.bytes));
      CaptureLog starved = new CaptureLog(none, 1 << 20);

      starved.copy(ByteBuffer.allocate(1), SOURCE, 0);

      assertThat(starved.counts()).isEqualTo(new LogCounts(0, 0, 1, 1, 0, 0, 0));
    }

    @Test
    void clearMakesRoom() {
      append(small, payload(900, 1));
      small.clear();
      assertThat(append(small, payload(900, 2))).isTrue();
    }
  }

  /** What the datagrams took in the kernel's queue, seen on Linux: never more than is said. */
  @Nested
  class KernelMemory {

    @ParameterizedTest
    @CsvSource({"1, 832", "1400, 2315", "8000, 17749"})
    void isNeverUnderrated(int length, int seen) {
      append(log, payload(length, 1));
      assertThat(log.arrivedMemory()).isBetween((long) seen, 8L * seen);

      append(log, payload(length, 1));
      assertThat(log.arrivedMemory()).isBetween(2L * seen, 16L * seen);
    }

    @Test
    void countsWhatIsDroppedToo() {
      CaptureLog none = new CaptureLog(pool, 0);

      append(none, payload(1, 1));

      assertThat(none.arrivedMemory()).isPositive();
    }
  }

  @Nested
  class Cursor {

    @Test
    void standsAtTheFirstThatIsNotConsumed() {
      for (int i = 0; i < 4; i++) {
        append(log, payload(1, i));
      }
      assertThat(log.head()).isZero();
      assertThat(log.consume(1)).isTrue();
      assertThat(log.head()).isZero();
      assertThat(log.consume(0)).isTrue();
      assertThat(log.head()).isEqualTo(2);
      assertThat(log.pending()).isEqualTo(2);
    }

    @Test
    void isMinusOneAtTheEnd() {
      assertThat(log.head()).isEqualTo(-1);
      append(log, payload(1, 1));
      log.consume(0);
      assertThat(log.head()).isEqualTo(-1);
    }

    @Test
    void nothingIsConsumedTwiceOrOutsideTheLog() {
      append(log, payload(1, 1));
      assertThat(log.consume(0)).isTrue();
      assertThat(log.consume(0)).isFalse();
      assertThat(log.consume(1)).isFalse();
      log.clear();
      append(log, payload(1, 2));
      assertThat(log.consume(0)).isFalse();
      assertThat(log.consume(1)).isTrue();
    }

    @Test
    void standsBehindTheLastHoweverManyThereAre() {
      for (int count = 1; count <= 1100; count++) {
        append(log, payload(1, count));
        assertThat(log.consume(count - 1)).isTrue();
        assertThat(log.head()).isEqualTo(-1);
        assertThat(log.pending()).isZero();
      }
    }

    @Test
    void isKnownToAView() {
      for (int i = 0; i < 3; i++) {
        append(log, payload(1, i));
      }
      log.consume(0);
      try (CaptureView view = log.view()) {
        assertThat(view.firstPending()).isEqualTo(1);
      }
    }

    @Test
    void consumedMarksAreKeptAcrossSegments() {
      for (int i = 0; i < 3000; i++) {
        append(log, payload(1, i));
      }
      for (int i = 0; i < 3000; i += 3) {
        log.consume(i);
      }
      try (CaptureView view = log.view()) {
        for (int i = 0; i < 3000; i++) {
          assertThat(view.isConsumed(i)).isEqualTo(i % 3 == 0);
          assertThat(view.address(i)).isEqualTo(SOURCE);
        }
      }
    }
  }

  @Nested
  class Marks {

    @Test
    void areOfTheirDatagramAlone() {
      for (int i = 0; i < 3; i++) {
        append(log, payload(1, i));
      }
      log.markPeeked(0);
      log.markHandled(1, Handling.NONE, Handling.ANSWERED);
      log.consume(2);
      try (CaptureView view = log.view()) {
        for (int i = 0; i < 3; i++) {
          assertThat(view.isPeeked(i)).isEqualTo(i == 0);
          assertThat(view.handling(i) == Handling.ANSWERED).isEqualTo(i == 1);
          assertThat(view.isConsumed(i)).isEqualTo(i == 2);
          assertThat(view.address(i)).isEqualTo(SOURCE);
        }
      }
    }

    @Test
    void goByTheIndexAfterAClearToo() {
      append(log, payload(1, 1));
      log.clear();
      append(log, payload(1, 2));
      log.markPeeked(1);
      log.markHandled(1, Handling.NONE, Handling.ANSWERED);
      try (CaptureView view = log.view()) {
        assertThat(view.isPeeked(0)).isTrue();
        assertThat(view.handling(0)).isEqualTo(Handling.ANSWERED);
      }
    }

    @Test
    void ofAnAnswerToWhatWasClearedAreNotMade() {
      append(log, payload(1, 1));
      log.clear();
      append(log, payload(1, 2));
      log.markHandled(0, Handling.NONE, Handling.ANSWERED);
      log.markHandled(2, Handling.NONE, Handling.ANSWERED);
      append(log, payload(1, 3));
      try (CaptureView view = log.view()) {
        assertThat(view.handling(0)).isEqualTo(Handling.NONE);
        assertThat(view.handling(1)).isEqualTo(Handling.NONE);
      }
    }
  }

  @Nested
  class Clearing {

    @Test
    void indicesAndFiguresGoOnCounting() {
      append(log, payload(10, 1));
      append(log, payload(10, 2));
      log.clear();
      append(log, payload(10, 3));
      assertThat(log.counts().appended()).isEqualTo(3);
      assertThat(log.counts().held()).isEqualTo(1);
      assertThat(log.counts().pending()).isEqualTo(1);
      assertThat(log.head()).isEqualTo(2);
      assertThat(log.nextIndex()).isEqualTo(3);
    }

    @Test
    void givesTheMemoryBack() {
      append(log, payload(10, 1));
      long before = pool.keptBytes();
      log.clear();
      assertThat(pool.keptBytes() - before).isEqualTo(4 << 10);
    }

    @Test
    void memoryThatAViewStillReadsComesBackWhenTheViewIsClosed() {
      append(log, payload(10, 1));
      long before = pool.keptBytes();
      CaptureView view = log.view();
      log.clear();
      append(log, payload(10, 2));
      assertThat(view.payload(0)).isEqualTo(payload(10, 1));
      assertThat(pool.keptBytes()).isEqualTo(before);
      view.close();
      assertThat(pool.keptBytes() - before).isEqualTo(4 << 10);
    }
  }

  @Nested
  class MovingToTheHeap {

    @Test
    void givesTheMemoryBackAndStaysReadable() {
      for (int i = 0; i < 100; i++) {
        append(log, payload(3000, i));
      }
      log.consume(3);
      log.moveToHeap();
      try (CaptureView view = log.view()) {
        for (int i = 0; i < 100; i++) {
          assertThat(view.payload(i)).isEqualTo(payload(3000, i));
        }
        assertThat(view.isConsumed(3)).isTrue();
      }
      assertThat(pool.keptBytes()).isGreaterThan(1 << 20);
    }

    @Test
    void givesTheScratchBufferBackToo() {
      assertThat(roomOf(log).hasRemaining()).isTrue();
      log.moveToHeap();
      assertThat(pool.keptBytes()).isEqualTo(ChunkPool.Size.MEDIUM.bytes);
    }

    @Test
    void beforeTheEndMakesRoomForMore() {
      for (int i = 0; i < 100; i++) {
        append(log, payload(3000, i));
        if (i % 10 == 0) {
          assertThat(log.makeRoom()).isTrue();
          assertThat(log.makeRoom()).isFalse(); // nothing is left to be moved
        }
      }
      log.moveToHeap();
      try (CaptureView view = log.view()) {
        for (int i = 0; i < 100; i++) {
          assertThat(view.payload(i)).isEqualTo(payload(3000, i));
        }
      }
    }

    @Test
    void ofAnEmptyLogIsAnEmptyLog() {
      log.moveToHeap();
      try (CaptureView view = log.view()) {
        assertThat(view.size()).isZero();
      }
    }
  }

  @Nested
  class View {

    @Test
    void copiesNoMoreThanThereIsRoomForAndLeavesTheRest() {
      append(log, payload(10, 1));
      ByteBuffer target = ByteBuffer.allocate(8);
      Arrays.fill(target.array(), (byte) 0xee);
      target.position(1).limit(5);
      try (CaptureView view = log.view()) {
        assertThat(view.copy(0, target)).isEqualTo(4);
      }
      assertThat(target.position()).isEqualTo(5);
      byte[] expected = new byte[8];
      Arrays.fill(expected, (byte) 0xee);
      System.arraycopy(payload(10, 1), 0, expected, 1, 4);
      assertThat(target.array()).isEqualTo(expected);
    }

    @Test
    void doesNotShowWhatCameLater() {
      append(log, payload(1, 1));
      try (CaptureView view = log.view()) {
        append(log, payload(1, 2));
        assertThat(view.size()).isEqualTo(1);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> view.length(1));
      }
    }

    @Test
    void cutsAPayloadWhereItIsAskedTo() {
      append(log, payload(10, 1));
      try (CaptureView view = log.view()) {
        assertThat(view.payload(0, 4)).isEqualTo(Arrays.copyOf(payload(10, 1), 4));
        assertThat(view.payload(0, 11)).isEqualTo(payload(10, 1));
      }
    }
  }

  /** Of what one look finds queued, nobody knows when it came. */
  @Nested
  class Together {

    private void append(int length) {
      roomOf(log).put(payload(length, 1));
      log.append(SOURCE, 0);
    }

    private boolean[] marks() {
      try (CaptureView view = log.view()) {
        boolean[] marks = new boolean[view.size()];
        for (int entry = 0; entry < marks.length; entry++) {
          marks[entry] = view.isTogether(entry);
        }
        return marks;
      }
    }

    @Test
    void areAllOfALookThatFindsSeveral() {
      append(1);
      log.endDrain(true);
      append(1);
      append(0);
      append(2);
      log.endDrain(true);
      append(1);
      log.endDrain(true);

      assertThat(marks()).containsExactly(false, true, true, true, false);
    }

    @Test
    void isTheFirstAfterALookThatLeftSomething() {
      append(1);
      log.endDrain(false);
      append(1);
      log.endDrain(true);
      append(1);
      log.endDrain(true);
      log.expectQueued();
      append(1);
      log.endDrain(true);

      assertThat(marks()).containsExactly(false, true, false, true);
    }

    @Test
    void isAMarkOfItsOwn() {
      append(1);
      log.endDrain(true);
      log.consume(0);
      log.markPeeked(0);
      assertThat(marks()).containsExactly(false);

      append(1);
      append(1);
      log.endDrain(true);
      try (CaptureView view = log.view()) {
        assertThat(view.isConsumed(1)).isFalse();
        assertThat(view.isPeeked(1)).isFalse();
        assertThat(view.address(1)).isEqualTo(SOURCE);
      }
    }
  }

  @Nested
  class Losing {

    @Test
    void countsWhatTheSystemHadHandedOver() {
      log.lose();

      assertThat(log.counts()).isEqualTo(new LogCounts(0, 0, 1, 1, 0, 0, 0));
      assertThat(log.arrivedMemory()).isPositive();
    }

    @Test
    void doesNotHappenToAnEmptyCopy() {
      ChunkPool none = new ChunkPool(0, size -> ByteBuffer.allocateDirect(size.bytes));
      CaptureLog starved = new CaptureLog(none, 1 << 20);

      starved.copy(ByteBuffer.allocate(0), SOURCE, 0);

      assertThat(starved.counts()).isEqualTo(new LogCounts(1, 0, 0, 0, 1, 1, 24));
    }
  }

  @Nested
  class UntilATime {

    @Test
    void areThoseOfThatMomentAndEarlier() {
      for (long nanos : new long[] {10, 20, 30, 40}) {
        CaptureLogTests.append(log, payload(1, 1), SOURCE, nanos);
      }
      try (CaptureView view = log.view()) {
        assertThat(view.countUntil(9)).isZero();
        assertThat(view.countUntil(10)).isEqualTo(1);
        assertThat(view.countUntil(29)).isEqualTo(2);
        assertThat(view.countUntil(30)).isEqualTo(3);
        assertThat(view.countUntil(99)).isEqualTo(4);
      }
    }
  }
}
