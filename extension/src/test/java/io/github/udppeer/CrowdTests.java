package io.github.udppeer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.udppeer.internal.kernel.KernelLook;
import io.github.udppeer.internal.kernel.SocketTable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A test with very many peers fails as quickly as another one, and its messages have an end. */
@Isolated("it opens thousands of sockets, which make the system's table long")
class CrowdTests {

  private static final int LONGEST_MESSAGE = 16 * 1024;
  private static final Duration SHORT = Duration.ofMillis(1);

  @AutoClose private final PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);
  private final List<DatagramPeer> peers = new ArrayList<>();

  private void open(int count, boolean strict) {
    for (int number = 0; number < count; number++) {
      peers.add(
          group.open(
              PeerOptions.builder()
                  .name("peer " + number)
                  .receiveTimeout(SHORT)
                  .strict(strict)
                  .build()));
    }
  }

  /** Each sends to the one before it, which captures that at once: timelines are all the same. */
  private void send() {
    for (int number = 1; number < peers.size(); number++) {
      peers.get(number).sendTo(peers.get(number - 1), "from " + number);
      peers.get(number - 1).pending();
    }
  }

  @Nested
  class Thousands {

    private static final int CROWD = 3000;

    @Test
    void failInUnderASecond() {
      open(CROWD, false);
      send();
      send();
      DatagramPeer one = peers.get(7);
      List<ThrowingCallable> failing =
          List.of(
              () -> assertThat(one).hasPending(7),
              () -> assertThat(one).peeks().hasText("from 9"),
              () -> assertThat(one).peeks().isFrom(one),
              () -> assertThat(one).receivesFrom(peers.get(1)),
              () -> assertThat(peers.get(CROWD - 1)).receives(),
              () -> assertThat(one).exchanges("a question").with(peers.get(8)),
              () -> assertThat(DatagramPeers.of(peers)).haveNothingPending(),
              () -> assertThat(DatagramPeers.of(peers)).exactlyOneReceives("from 9000"));

      assertThat(failing).allSatisfy(this::verifyQuickAndShort);
    }

    @Test
    void areReportedInUnderASecond(@TempDir Path folder) throws IOException {
      open(CROWD, false);
      send();
      long start = cpuNanos();

      Path page = ExchangeReport.of(group, "a crowd").writeTo(folder, "crowd");
      String state = ExchangeReport.of(group, "a crowd").state();

      assertThat(cpuNanos() - start).isLessThan(Duration.ofSeconds(1).toNanos());
      assertThat(Files.size(page)).isLessThan(1 << 20);
      assertThat(state).hasSizeLessThan(LONGEST_MESSAGE);
    }

    private void verifyQuickAndShort(ThrowingCallable failing) {
      long start = cpuNanos();
      Throwable failure = catchThrowable(failing);
      long took = cpuNanos() - start;

      assertThat(failure).isInstanceOf(AssertionError.class);
      assertThat(failure.getMessage()).hasSizeLessThan(LONGEST_MESSAGE);
      assertThat(took).isLessThan(Duration.ofSeconds(1).toNanos());
    }

    /** What this thread has taken of a processor: others may keep it waiting as they like. */
    private long cpuNanos() {
      return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
  }

  @Nested
  class Dozens {

    @Test
    void areNotAllListed() {
      open(25, false);
      send();

      Golden.verifyFailure(
          "crowd-pending", () -> assertThat(DatagramPeers.of(peers)).haveNothingPending());
      Golden.verifyFailure(
          "crowd-missing", () -> assertThat(DatagramPeers.of(peers)).eachReceives());
    }

    @Test
    void areNotAllTexts() {
      open(40, true);
      send();

      Throwable failure = catchThrowable(group::verify);

      assertThat(failure).hasMessageContaining("peer \"peer 0\"");
      assertThat(failure.getSuppressed())
          .hasSize(16)
          .extracting(Throwable::getMessage)
          .endsWith("and 23 more failures like these");
    }

    @Test
    void leaveOutOfThePageThoseThatDidNothing(@TempDir Path folder) throws IOException {
      open(100, false);
      peers.get(3).sendTo(peers.get(5), "late");
      Throwable failure = catchThrowable(() -> assertThat(peers.get(1)).receives());

      Path page =
          ExchangeReport.of(group, "a crowd")
              .failedWith(failure, CrowdTests.class)
              .writeTo(folder, "crowd");

      assertThat(Files.readString(page))
          .contains("36 more peers", ">peer 1<", ">peer 3<", ">peer 5<", ">peer 99<")
          .doesNotContain(">peer 0<", ">peer 4<", ">peer 30<");
    }

    @Test
    void leaveOutOfTheStateThoseOnWhichNobodyWaits() {
      open(100, false);

      assertThat(ExchangeReport.of(group, "a crowd").state())
          .contains("peer \"peer 0\"", "  and 36 more peers\n")
          .doesNotContain("peer \"peer 70\" (");
    }
  }

  @Test
  void theKernelsTableIsReadOncePerLook() {
    KernelLook kernel = new KernelLook();

    assertThat(Stream.generate(kernel::table).limit(3).distinct()).hasSize(1);
    assertThat(kernel.table().isPresent()).isEqualTo(SocketTable.read().isPresent());
  }
}
