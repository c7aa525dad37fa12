package io.github.udppeer.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.udppeer.internal.kernel.SocketTable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UdpPortsTests {

  /** Ends a wait that must end by itself, so it can be long. */
  private static final Duration AMPLE = Duration.ofSeconds(60);

  /** Is waited for to the end by tests in which nothing is ever bound. */
  private static final Duration SHORT = Duration.ofMillis(50);

  private static final Executor OWN_THREAD = task -> new Thread(task).start();

  /** Keeps the number from other tests; it is the number of the code under test. */
  private PortReservation reservation;

  @BeforeEach
  void reserve() {
    reservation = UdpPorts.reserve();
  }

  @AfterEach
  void release() {
    reservation.close();
  }

  private InetSocketAddress at(String host) {
    return at(host, reservation);
  }

  private static InetSocketAddress at(String host, PortReservation reservation) {
    return new InetSocketAddress(host, reservation.port());
  }

  private DatagramChannel bind(String host) throws IOException {
    return bind(host, host.contains(":") ? "INET6" : "INET");
  }

  private DatagramChannel bind(String host, String family) throws IOException {
    return DatagramChannel.open(StandardProtocolFamily.valueOf(family)).bind(at(host));
  }

  private String normalised(Throwable failure) {
    return failure.getMessage().replace(":" + reservation.port(), ":PORT");
  }

  private static void assumeSocketTable() {
    assumeTrue(
        Files.isReadable(Path.of("/proc/net/udp")), "this system has no /proc/net/udp to read");
  }

  @Nested
  class WhenTheAddressIsBoundAlready {

    @ParameterizedTest
    @CsvSource({
      "127.0.0.1, INET,  127.0.0.1",
      "127.0.0.1, INET6, 127.0.0.1",
      "0.0.0.0,   INET,  127.0.0.1",
      "0.0.0.0,   INET,  0.0.0.0",
      "::,        INET6, 127.0.0.1",
      "::,        INET6, 0.0.0.0",
      "::,        INET6, ::1",
      "::1,       INET6, ::1",
    })
    void theWaitEnds(String bound, String family, String awaited) throws IOException {
      try (DatagramChannel server = bind(bound, family)) {
        UdpPorts.awaitBound(at(awaited), AMPLE);

        assertThat(server.isOpen()).isTrue();
      }
    }

    @Test
    void aPortAloneMeansTheIpv4Loopback() throws IOException {
      try (DatagramChannel server = bind("127.0.0.1")) {
        UdpPorts.awaitBound(reservation.port(), AMPLE);

        assertThat(server.isOpen()).isTrue();
      }
    }

    @Test
    void theShortestLimitIsLongEnoughForOneLook() throws IOException {
      try (DatagramChannel server = bind("127.0.0.1")) {
        UdpPorts.awaitBound(reservation.port(), Duration.ofNanos(1));

        assertThat(server.isOpen()).isTrue();
      }
    }

    @Test
    void anInterruptThatIsPendingStaysPending() throws IOException {
      try (DatagramChannel server = bind("127.0.0.1")) {
        Thread.currentThread().interrupt();
        UdpPorts.awaitBound(reservation.port(), AMPLE);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(server.isOpen()).isTrue();
      }
    }
  }

  @Nested
  class WhenTheServerBindsLater {

    @BeforeEach
    void needsTheTable() {
      assumeSocketTable();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0", "::"})
    void theWaitEndsWithTheBind(String host) throws Exception {
      Looks looks = new Looks();
      CompletableFuture<DatagramChannel> server =
          CompletableFuture.supplyAsync(() -> afterSome(looks, host), OWN_THREAD);

      new BindWait(at("127.0.0.1"), AMPLE, looks).await();

      // Not before: the server binds only after some looks have found nothing.
      server.get(AMPLE.toSeconds(), TimeUnit.SECONDS).close();
    }

    /** A wait that tried to bind would now and then be in the way, with "address in use". */
    @Test
    void theServerIsNeverRefusedThePort() throws Exception {
      for (int round = 0; round < 100; round++) {
        try (PortReservation other = UdpPorts.reserve()) {
          CompletableFuture<Void> wait =
              CompletableFuture.runAsync(
                  () -> UdpPorts.awaitBound(other.port(), AMPLE), OWN_THREAD);
          try (DatagramChannel server = DatagramChannel.open(StandardProtocolFamily.INET)) {
            server.bind(at("127.0.0.1", other));
            wait.get(AMPLE.toSeconds(), TimeUnit.SECONDS);
          }
        }
      }
    }

    private DatagramChannel afterSome(Looks looks, String host) {
      try {
        looks.awaitSome();
        return bind(host);
      } catch (IOException failure) {
        throw new IllegalStateException(failure);
      }
    }
  }

  @Nested
  class WhenNothingIsBoundInTime {

    @Test
    void theFailureNamesTheAddressAndTheTimeWaited() {
      assertThatExceptionOfType(PortNotBoundException.class)
          .isThrownBy(() -> UdpPorts.awaitBound(reservation.port(), SHORT))
          .satisfies(
              failure ->
                  assertThat(normalised(failure))
                      .isEqualTo("nothing on this machine is bound to 127.0.0.1:PORT after 50 ms"));
    }

    @ParameterizedTest
    @CsvSource({
      "::1,       127.0.0.1, [::1]:PORT",
      "127.0.0.1, ::1,       127.0.0.1:PORT",
      "0.0.0.0,   ::1,       0.0.0.0:PORT",
      "127.0.0.1, 0.0.0.0,   127.0.0.1:PORT",
    })
    void theFailureTellsWhoIsBoundThereInstead(String bound, String awaited, String shown)
        throws IOException {
      assumeSocketTable();
      String self = "process " + ProcessHandle.current().pid() + " " + command();
      try (DatagramChannel server = bind(bound)) {
        assertThatExceptionOfType(PortNotBoundException.class)
            .isThrownBy(() -> UdpPorts.awaitBound(at(awaited), SHORT))
            .satisfies(
                failure ->
                    assertThat(normalised(failure).replace(self, "process PID NAME"))
                        .endsWith(" after 50 ms; " + shown + " is bound (process PID NAME)"));
        assertThat(server.isOpen()).isTrue();
      }
    }

    @Test
    void theWholeMessageOfAWrongFamilyIsOneLine() throws IOException {
      assumeSocketTable();
      String self = "process " + ProcessHandle.current().pid() + " " + command();
      try (DatagramChannel server = bind("::1")) {
        assertThatExceptionOfType(PortNotBoundException.class)
            .isThrownBy(() -> UdpPorts.awaitBound(reservation.port(), SHORT))
            .satisfies(
                failure ->
                    assertThat(normalised(failure).replace(self, "process PID NAME"))
                        .isEqualTo(
                            "nothing on this machine is bound to 127.0.0.1:PORT after 50 ms;"
                                + " [::1]:PORT is bound (process PID NAME)"));
        assertThat(server.isOpen()).isTrue();
      }
    }

    @Test
    void anAddressOfAnotherMachineIsToldAsSuch() {
      assertThatExceptionOfType(PortNotBoundException.class)
          .isThrownBy(() -> UdpPorts.awaitBound(at("192.0.2.1"), SHORT))
          .satisfies(
              failure ->
                  assertThat(normalised(failure))
                      .isEqualTo(
                          "nothing on this machine is bound to 192.0.2.1:PORT after 50 ms;"
                              + " no interface of this machine has the address 192.0.2.1"));
    }

    @Test
    void aTcpServerOnThePortDoesNotCount() throws IOException {
      try (ServerSocket server = new ServerSocket()) {
        server.bind(at("127.0.0.1"));

        assertThatExceptionOfType(PortNotBoundException.class)
            .isThrownBy(() -> UdpPorts.awaitBound(reservation.port(), SHORT));
      }
    }

    private String command() throws IOException {
      return Files.readString(Path.of("/proc/self/comm")).strip();
    }
  }

  @Nested
  class WhenTheThreadIsInterrupted {

    @Test
    void aWaitThatBeginsInterruptedFailsAtOnce() {
      Thread.currentThread().interrupt();

      assertThatExceptionOfType(PortNotBoundException.class)
          .isThrownBy(() -> UdpPorts.awaitBound(reservation.port(), AMPLE))
          .satisfies(
              failure ->
                  assertThat(normalised(failure))
                      .isEqualTo("interrupted while waiting for a socket bound to 127.0.0.1:PORT"));
      assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aWaitUnderWayEndsAndTheThreadStaysInterrupted() throws Exception {
      assumeSocketTable();
      Looks looks = new Looks();
      CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
      Thread waiter = new Thread(() -> awaitInterrupt(looks, interrupted));
      waiter.start();
      looks.awaitSome();

      waiter.interrupt();

      assertThat(interrupted.get(AMPLE.toSeconds() / 2, TimeUnit.SECONDS)).isTrue();
    }

    private void awaitInterrupt(Looks looks, CompletableFuture<Boolean> interrupted) {
      try {
        new BindWait(at("127.0.0.1"), AMPLE, looks).await();
        interrupted.completeExceptionally(new IllegalStateException("the wait has ended well"));
      } catch (PortNotBoundException failure) {
        interrupted.complete(Thread.currentThread().isInterrupted());
      }
    }
  }

  @Nested
  class WhereTheSystemHasNoSocketTable {

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 127.0.0.1", "0.0.0.0, 127.0.0.1", "::1, ::1", "::, 127.0.0.1"})
    void aBindThatIsRefusedTellsThatTheAddressIsBound(String bound, String awaited)
        throws IOException {
      try (DatagramChannel server = bind(bound)) {
        await(at(awaited), AMPLE);

        assertThat(server.isOpen()).isTrue();
      }
    }

    @Test
    void aServerThatBindsLaterIsSeenIfItTriesAgain() throws Exception {
      CountDownLatch started = new CountDownLatch(1);
      CompletableFuture<DatagramChannel> server =
          CompletableFuture.supplyAsync(() -> bindWithRetry(started), OWN_THREAD);

      new BindWait(
              at("127.0.0.1"),
              AMPLE,
              () -> {
                started.countDown();
                return Optional.empty();
              })
          .await();

      server.get(AMPLE.toSeconds(), TimeUnit.SECONDS).close();
    }

    @Test
    void theFailureNamesTheAddressAndTheTimeWaited() {
      assertThatExceptionOfType(PortNotBoundException.class)
          .isThrownBy(() -> await(at("127.0.0.1"), SHORT))
          .satisfies(
              failure ->
                  assertThat(normalised(failure))
                      .isEqualTo("nothing on this machine is bound to 127.0.0.1:PORT after 50 ms"));
    }

    @Test
    void anAddressThatCannotBeBoundIsNotTakenForABoundOne() {
      assertThatExceptionOfType(PortNotBoundException.class)
          .isThrownBy(() -> await(at("192.0.2.1"), SHORT))
          .withMessageEndingWith("; no interface of this machine has the address 192.0.2.1");
    }

    @Test
    void thePortIsFreeAfterTheWait() throws IOException {
      assertThatExceptionOfType(PortNotBoundException.class)
          .isThrownBy(() -> await(at("127.0.0.1"), SHORT));

      bind("127.0.0.1").close();
    }

    private void await(InetSocketAddress address, Duration limit) {
      new BindWait(address, limit, Optional::empty).await();
    }

    /** A trial bind may hold the port in the very instant: that is why the table is preferred. */
    private DatagramChannel bindWithRetry(CountDownLatch started) {
      try {
        started.await();
        DatagramChannel server = DatagramChannel.open(StandardProtocolFamily.INET);
        while (!isBound(server, at("127.0.0.1"))) {
          Thread.onSpinWait();
        }
        return server;
      } catch (IOException | InterruptedException failure) {
        throw new IllegalStateException(failure);
      }
    }

    private boolean isBound(DatagramChannel server, SocketAddress address) throws IOException {
      try {
        server.bind(address);
        return true;
      } catch (BindException inUse) {
        return false;
      }
    }
  }

  @Nested
  class WhenTheArgumentsAreWrong {

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65_536})
    void aPortOutOfRangeIsRefused(int port) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> UdpPorts.awaitBound(port, AMPLE))
          .withMessage(
              "cannot wait for port "
                  + port
                  + "; use the number that the code under test binds, 1 to 65535");
    }

    @Test
    void anAddressWithoutAPortIsRefused() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> UdpPorts.awaitBound(new InetSocketAddress(0), AMPLE))
          .withMessage(
              "cannot wait for 0.0.0.0:0; use the number that the code under test binds, 1 to"
                  + " 65535");
    }

    @Test
    void anUnresolvedAddressIsRefused() {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> UdpPorts.awaitBound(InetSocketAddress.createUnresolved("agent", 4242), AMPLE))
          .withMessage(
              "cannot wait for agent:4242, whose host is not resolved; use a literal address such"
                  + " as 127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0 ms", "PT-1S, -1000 ms"})
    void aLimitThatLeavesNoTimeIsRefused(Duration limit, String shown) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> UdpPorts.awaitBound(4242, limit))
          .withMessage("the limit must be more than zero, but was " + shown);
    }
  }

  /** The system's socket table, and a sign when it has been looked into some times. */
  private static final class Looks implements Supplier<Optional<SocketTable>> {

    private final CountDownLatch some = new CountDownLatch(3);

    @Override
    public Optional<SocketTable> get() {
      Optional<SocketTable> table = SocketTable.read();
      some.countDown();
      return table;
    }

    void awaitSome() {
      try {
        assertThat(some.await(AMPLE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException failure) {
        throw new IllegalStateException(failure);
      }
    }
  }
}
