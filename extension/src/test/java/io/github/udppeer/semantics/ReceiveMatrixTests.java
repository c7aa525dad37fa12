package io.github.udppeer.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.PeerGroup;
import io.github.udppeer.WaitLimits;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Flags x waiting x buffer x queue: in each of the 128 cells, of IPv4 and of IPv6, a peer and the
 * kernel do what the model says.
 */
class ReceiveMatrixTests {

  private static final String CELLS =
      "io.github.udppeer.semantics.ReceiveMatrixTests#cellsOfBothFamilies";
  private static final String HOSTS = "io.github.udppeer.semantics.Hosts#loopback";

  static Stream<Arguments> cellsOfBothFamilies() {
    return Hosts.loopback().stream()
        .flatMap(host -> MatrixCell.all().stream().map(cell -> Arguments.of(host, cell)));
  }

  private static void doesWhatTheModelSays(DatagramSystem system, String host, MatrixCell cell) {
    SocketSetup setup = SocketSetup.on(host);
    for (CellResult.Call call : List.of(CellResult.Call.RECVFROM, CellResult.Call.RECVMSG)) {
      CellResult expected = CellResult.of(cell, call, new ModelSystem(), setup);
      assertThat(CellResult.of(cell, call, system, setup)).isEqualTo(expected);
    }
  }

  private static void waitsUntilTheTimeout(DatagramSystem system, String host) {
    SocketSetup setup = SocketSetup.on(host);
    SocketUnderTest socket = system.open(setup);
    long start = System.nanoTime();
    Received received = socket.receiveFrom(ByteBuffer.allocate(1));
    assertThat(received.outcome()).isEqualTo(Outcome.TIMED_OUT);
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(setup.timeout().toNanos());
  }

  @Test
  void theMatrixIsComplete() {
    assertThat(MatrixCell.all()).hasSize(128).doesNotHaveDuplicates();
  }

  /** A skipped comparison is no comparison: where the kernel can be asked, it has to be. */
  @Test
  @EnabledOnOs(
      value = OS.LINUX,
      architectures = {"amd64", "aarch64"})
  @EnabledForJreRange(min = JRE.JAVA_22)
  void theKernelIsAskedWhereItCanBe() {
    assertThat(KernelOracle.whyUnavailable()).isEmpty();
    try (DatagramSystem kernel = KernelOracle.open()) {
      assertThat(kernel.open(SocketSetup.on(Hosts.IPV4)).address().getPort()).isPositive();
    }
  }

  @Nested
  class APeer {

    @AutoClose
    private final DatagramSystem peers = new PeerSystem(PeerGroup.open(WaitLimits.DEFAULT));

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource(CELLS)
    void receivesAsTheModelSays(String host, MatrixCell cell) {
      doesWhatTheModelSays(peers, host, cell);
    }

    @ParameterizedTest
    @MethodSource(HOSTS)
    void hasWaitedWhenItTimesOut(String host) {
      waitsUntilTheTimeout(peers, host);
    }
  }

  @Nested
  @AgainstTheKernel
  class TheKernel {

    @AutoClose private final DatagramSystem kernel = KernelOracle.open();

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource(CELLS)
    void receivesAsTheModelSays(String host, MatrixCell cell) {
      doesWhatTheModelSays(kernel, host, cell);
    }

    @ParameterizedTest
    @MethodSource(HOSTS)
    void hasWaitedWhenItTimesOut(String host) {
      waitsUntilTheTimeout(kernel, host);
    }
  }
}
