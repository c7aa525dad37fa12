package io.github.udppeer.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.udppeer.exceptions.PeerException;
import io.github.udppeer.internal.kernel.BoundSocket;
import io.github.udppeer.internal.kernel.EphemeralRange;
import io.github.udppeer.internal.kernel.LockAddresses;
import io.github.udppeer.internal.kernel.SocketTable;
import io.github.udppeer.internal.kernel.UserFolder;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortReservationTests {

  private static final Path PROC_NET_UDP = Path.of("/proc/net/udp");

  @Nested
  class TheNumber {

    @Test
    void liesFarAboveTheWellKnownOnes() {
      try (PortReservation reservation = UdpPorts.reserve()) {
        assertThat(reservation.port()).isBetween(10_000, 65_535);
      }
    }

    @Test
    void liesOutsideTheRangeThatLinuxServesFrom() throws IOException {
      Path file = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
      assumeTrue(Files.isReadable(file), "this system has no " + file);
      int[] range =
          Stream.of(Files.readAllLines(file).get(0).split("\\s+"))
              .mapToInt(Integer::parseInt)
              .toArray();

      ReservablePorts ports = ReservablePorts.ofThisMachine();

      assertThat(ports)
          .hasToString(
              "10000 to 65535 outside the ephemeral range %d to %d".formatted(range[0], range[1]));
      assertThat(Stream.generate(ports::draw).limit(1000))
          .noneMatch(port -> range[0] <= port && port <= range[1]);
    }

    @ParameterizedTest
    @CsvSource({
      "INET,  127.0.0.1",
      "INET,  0.0.0.0",
      "INET6, 127.0.0.1",
      "INET6, ::1",
      "INET6, ::",
    })
    void isFreeForUdpAndTcp(StandardProtocolFamily family, String host) throws IOException {
      try (PortReservation reservation = UdpPorts.reserve();
          DatagramChannel udp = DatagramChannel.open(family);
          ServerSocket tcp = new ServerSocket()) {
        InetSocketAddress address = new InetSocketAddress(host, reservation.port());
        tcp.setReuseAddress(false);

        assertThatCode(() -> udp.bind(address)).doesNotThrowAnyException();
        assertThatCode(() -> tcp.bind(address)).doesNotThrowAnyException();
      }
    }

    @ParameterizedTest
    @CsvSource({
      "INET,  127.0.0.1",
      "INET,  0.0.0.0",
      "INET6, 127.0.0.1",
      "INET6, ::1",
      "INET6, ::",
    })
    void isNotOneThatIsInUse(StandardProtocolFamily family, String host) throws IOException {
      try (PortReservation reservation = UdpPorts.reserve()) {
        int port = reservation.port();
        InetSocketAddress address = new InetSocketAddress(host, port);
        try (DatagramChannel udp = DatagramChannel.open(family)) {
          udp.bind(address);
          assertThatIOException().isThrownBy(() -> PortProbe.requireFree(port));
        }
        try (ServerSocket tcp = new ServerSocket()) {
          tcp.bind(address);
          assertThatExceptionOfType(BindException.class)
              .isThrownBy(() -> PortProbe.requireFree(port));
        }
        assertThatCode(() -> PortProbe.requireFree(port)).doesNotThrowAnyException();
      }
    }

    @Test
    void staysTheSameWhenTheReservationIsClosed() {
      PortReservation reservation = UdpPorts.reserve();
      int port = reservation.port();
      reservation.close();

      assertThat(reservation.port()).isEqualTo(port);
      assertThat(reservation).hasToString("reserved port " + port);
    }

    @Test
    void isGivenToAThreadThatIsInterruptedToo() {
      Thread.currentThread().interrupt();
      try (PortReservation reservation = UdpPorts.reserve()) {
        assertThat(Thread.interrupted()).isTrue();
        assertThat(reservation.port()).isPositive();
      }
    }
  }

  @Nested
  class WithinOneJvm {

    @Test
    void eightThreadsGetFourHundredDifferentNumbers() throws Exception {
      ExecutorService threads = Executors.newFixedThreadPool(8);
      List<PortReservation> all = new ArrayList<>();
      try {
        Callable<List<PortReservation>> fifty =
            () -> Stream.generate(UdpPorts::reserve).limit(50).toList();
        for (Future<List<PortReservation>> some :
            threads.invokeAll(Stream.generate(() -> fifty).limit(8).toList())) {
          all.addAll(some.get());
        }

        assertThat(all).extracting(PortReservation::port).hasSize(400).doesNotHaveDuplicates();
      } finally {
        threads.shutdown();
        all.forEach(PortReservation::close);
      }
    }

    @Test
    void aNumberThatIsHeldIsNotGivenAgain() {
      try (PortReservation held = UdpPorts.reserve()) {
        ReservablePorts same = ReservablePorts.only(held.port());
        PortLocks locks = PortLocks.ofThisMachine();

        assertThatExceptionOfType(PeerException.class)
            .isThrownBy(() -> PortReservation.reserve(locks, same))
            .withMessage(
                "no port could be reserved in 1,000 tries with numbers from "
                    + held.port()
                    + ", locked by "
                    + locks
                    + "; at last: port "
                    + held.port()
                    + " is reserved by another test of this JVM");
      }
    }

    @Test
    void aNumberThatIsHeldIsNotGivenToAnotherClassLoader() throws Exception {
      try (PortReservation held = UdpPorts.reserve();
          URLClassLoader other = anotherLoader()) {
        assertThatIOException()
            .isThrownBy(() -> takeIn(other, held.port()))
            .withMessage("port " + held.port() + " is reserved by another test of this JVM");
      }
    }

    private URLClassLoader anotherLoader() {
      URL library = PortLock.class.getProtectionDomain().getCodeSource().getLocation();
      return new URLClassLoader(new URL[] {library}, ClassLoader.getPlatformClassLoader());
    }

    private void takeIn(ClassLoader loader, int port) throws Exception {
      Class<?> locks = loader.loadClass(PortLocks.class.getName());
      assertThat(locks).isNotEqualTo(PortLocks.class);
      Method ofThisMachine = locks.getDeclaredMethod("ofThisMachine");
      Method take =
          loader.loadClass(PortLock.class.getName()).getDeclaredMethod("take", int.class, locks);
      ofThisMachine.setAccessible(true);
      take.setAccessible(true);
      try {
        take.invoke(null, port, ofThisMachine.invoke(null));
      } catch (InvocationTargetException failure) {
        throw (Exception) failure.getCause();
      }
    }
  }

  @Nested
  class TheLock {

    @Test
    void isASocketThatNoLookUpShows() throws IOException {
      assumeTrue(Files.isReadable(PROC_NET_UDP), "this system has no " + PROC_NET_UDP);
      try (PortReservation held = UdpPorts.reserve()) {
        InetSocketAddress lock = LockAddresses.ofThisMachine().of(held.port());
        String line = "%02X%02X4D7F:".formatted(held.port() & 0xff, held.port() >> 8);

        assertThat(Files.readString(PROC_NET_UDP)).contains(line);
        assertThat(SocketTable.read().orElseThrow().sockets())
            .extracting(BoundSocket::local)
            .doesNotContain(lock);
        assertThatThrownBy(() -> bind(lock).close()).isInstanceOf(BindException.class);
      }
    }

    @Test
    void leavesItsPortToNoReservation() {
      assertThat(ReservablePorts.ofThisMachine().all())
          .doesNotContain(LockAddresses.ofThisMachine().port());
    }

    @ParameterizedTest
    @CsvSource({
      "32768, 60999, 7077",
      "7078, 65535, 7077",
      "7077, 60999, 65535",
      "1024, 65535, 7077",
      "1024, 60998, 65535",
      "7000, 65534, 65535",
      "5000, 9999, 65535"
    })
    void liesOutsideTheEphemeralRangeWhereItCan(int first, int last, int port) {
      assertThat(LockAddresses.of(new EphemeralRange(first, last)).port()).isEqualTo(port);
    }

    @Test
    void isNotReservedWhereItMustBeOfThoseThatCouldBe() {
      assertThat(ReservablePorts.outside(new EphemeralRange(1024, 60_999)).all())
          .contains(65_534)
          .doesNotContain(65_535);
    }
  }

  /** Each lock has a port of its own for its sockets, since tests run at once. */
  @Nested
  class TheLockBySocket {

    @TempDir Path temporary;
    private PortReservation ofLocks;
    private PortLocks locks;

    @BeforeEach
    void choosePort() {
      ofLocks = UdpPorts.reserve();
      locks = locksAt(ofLocks.port(), temporary);
    }

    @AfterEach
    void releasePort() {
      ofLocks.close();
    }

    @Test
    void canBeTakenAgainWhenItIsClosed() throws IOException {
      PortLock.take(201, locks).close();

      assertThatCode(() -> PortLock.take(201, locks).close()).doesNotThrowAnyException();
    }

    @Test
    void closedTwiceLeavesTheNextHolderAlone() throws IOException {
      PortLock first = PortLock.take(202, locks);
      first.close();
      try (PortLock second = PortLock.take(202, locks)) {
        first.close();

        assertThat(second).isNotNull();
        assertThatIOException()
            .isThrownBy(() -> PortLock.take(202, locks))
            .withMessage("port 202 is reserved by another test of this JVM");
      }
    }

    @Test
    void isRefusedWhenTheSystemPropertiesWereReplaced() throws IOException {
      try (PortLock held = PortLock.take(203, locks)) {
        System.clearProperty("io.github.udppeer.reserved.203");

        assertThat(held).isNotNull();
        assertThatIOException()
            .isThrownBy(() -> PortLock.take(203, locks))
            .withMessage(
                "port 203 is reserved by another test run, which has 127.77.0.203:"
                    + ofLocks.port());
      }
    }

    @Test
    void needsNoFolder() throws IOException {
      try (PortLock held = PortLock.take(204, locks)) {
        assertThat(held).isNotNull();
        assertThat(temporary).isEmptyDirectory();
      }
    }

    @Test
    void isRefusedWhereARunThatHasNoSocketsHoldsTheFile() throws IOException {
      PortLockFolder files = folderIn(temporary);
      FileChannel held = files.lock(205);

      assertThatIOException()
          .isThrownBy(() -> PortLock.take(205, locks))
          .withMessage(files.file(205) + " is locked by this JVM");

      files.unlock(205, held);
      assertThatCode(() -> PortLock.take(205, locks).close()).doesNotThrowAnyException();
    }

    @Test
    void removesTheFileOfARunThatDied() throws IOException {
      PortLockFolder files = folderIn(temporary);
      files.lock(206).close();
      assertThat(files.file(206)).exists();

      PortLock.take(206, locks).close();

      assertThat(files.file(206)).doesNotExist();
    }
  }

  /** Somebody has the port of the sockets on the wildcard. */
  @Nested
  class TheLockByFile {

    @TempDir Path temporary;
    private PortReservation ofLocks;
    private DatagramChannel inTheWay;
    private PortLockFolder files;
    private PortLocks locks;

    @BeforeEach
    void takeTheWildcard() throws IOException {
      ofLocks = UdpPorts.reserve();
      inTheWay = bind(new InetSocketAddress("0.0.0.0", ofLocks.port()));
      files = folderIn(temporary);
      locks = locksAt(ofLocks.port(), temporary);
    }

    @AfterEach
    void releaseTheWildcard() throws IOException {
      inTheWay.close();
      ofLocks.close();
    }

    @ParameterizedTest
    @CsvSource({"INET, 0.0.0.0", "INET6, ::"})
    void takesThePlaceOfTheSocket(StandardProtocolFamily family, String wildcard)
        throws IOException {
      inTheWay.close();
      try (DatagramChannel other = DatagramChannel.open(family)) {
        other.bind(new InetSocketAddress(wildcard, ofLocks.port()));
        try (PortLock held = PortLock.take(300, locks)) {
          assertThat(held).isNotNull();
          assertThat(files.file(300)).isRegularFile();
        }
      }
    }

    @Test
    void leavesNothingBehind() throws IOException {
      PortLock lock = PortLock.take(301, locks);
      assertThat(files.file(301)).exists();

      lock.close();

      assertThat(files.file(301).getParent()).isEmptyDirectory();
      assertThatCode(() -> PortLock.take(301, locks).close()).doesNotThrowAnyException();
    }

    @Test
    void isRefusedWhenTheSystemPropertiesWereReplaced() throws IOException {
      try (PortLock held = PortLock.take(302, locks)) {
        System.clearProperty("io.github.udppeer.reserved.302");

        assertThat(held).isNotNull();
        assertThatIOException()
            .isThrownBy(() -> PortLock.take(302, locks))
            .withMessage(files.file(302) + " is locked by this JVM");
      }
    }

    @Test
    void isSeenByWhoCanBindSocketsAgain() throws IOException {
      try (PortLock held = PortLock.take(303, locks)) {
        System.clearProperty("io.github.udppeer.reserved.303");
        inTheWay.close();

        assertThat(held).isNotNull();
        assertThatIOException()
            .isThrownBy(() -> PortLock.take(303, locks))
            .withMessage(files.file(303) + " is locked by this JVM");
      }
    }

    @Test
    void countsAsTakenWhereItsFileIsAFolderOrALink() throws IOException {
      PortLock.take(304, locks).close();
      Path foreign = Files.writeString(temporary.resolve("foreign"), "of somebody else");
      Files.createDirectory(files.file(305));
      Files.createSymbolicLink(files.file(306), foreign);

      assertThatExceptionOfType(PortTakenException.class)
          .isThrownBy(() -> PortLock.take(305, locks))
          .withMessage(files.file(305) + " is no regular file");
      assertThatExceptionOfType(PortTakenException.class)
          .isThrownBy(() -> PortLock.take(306, locks))
          .withMessage(files.file(306) + " is no regular file");
      assertThat(foreign).hasContent("of somebody else");
    }

    @Test
    void endsTheReservationAtOnceWhereItsFolderIsALink() throws IOException {
      Path foreign = Files.createDirectory(temporary.resolve("foreign"));
      Files.createSymbolicLink(files.file(1).getParent(), foreign);

      assertThatExceptionOfType(PeerException.class)
          .isThrownBy(() -> PortReservation.reserve(locks, ReservablePorts.only(307)))
          .withMessage(
              "no port could be reserved with numbers from 307, locked by sockets on 127.77.0.0/16"
                  + " port "
                  + ofLocks.port()
                  + ", or where these cannot be bound by files in "
                  + files
                  + "; at last: "
                  + files
                  + ": is no folder of this user's, but a link or a file; remove it");
      assertThat(foreign).isEmptyDirectory();
    }
  }

  @Nested
  class TheEphemeralRange {

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"32768\t60999\n", " 32768 60999"})
    void isReadFromTheSystemsFile(String range) throws IOException {
      ReservablePorts ports = reservable(range);

      assertThat(ports).hasToString("10000 to 65535 outside the ephemeral range 32768 to 60999");
      assertThat(ports.all())
          .contains(10_000, 32_767, 61_000, 65_535)
          .doesNotContain(9_999, 32_768, 60_999);
    }

    @Test
    void isTheOneOfIanaWhereTheSystemTellsNone() {
      ReservablePorts ports = ReservablePorts.outside(EphemeralRange.of(folder.resolve("missing")));

      assertThat(ports.all()).contains(49_151).doesNotContain(49_152, 65_535);
    }

    @Test
    void mustLeaveANumberToReserve() {
      assertThatExceptionOfType(PeerException.class)
          .isThrownBy(() -> reservable("1024\t65535\n"))
          .withMessage(
              "no port can be reserved: the ephemeral range 1024 to 65535 of this system leaves"
                  + " no number from 10000 to 65535; narrow the range");
    }

    @Test
    void isNeverDrawnFrom() throws IOException {
      ReservablePorts ports = reservable("10001\t65534\n");

      assertThat(Stream.generate(ports::draw).limit(100)).containsOnly(10_000, 65_535);
    }

    private ReservablePorts reservable(String range) throws IOException {
      return ReservablePorts.outside(
          EphemeralRange.of(Files.writeString(folder.resolve("range"), range)));
    }
  }

  private static PortLocks locksAt(int port, Path temporary) {
    return new PortLocks(new PortLockSockets(LockAddresses.at(port)), folderIn(temporary));
  }

  private static PortLockFolder folderIn(Path temporary) {
    return new PortLockFolder(UserFolder.of(temporary, "locks"));
  }

  private static DatagramChannel bind(InetSocketAddress address) throws IOException {
    return DatagramChannel.open(StandardProtocolFamily.INET).bind(address);
  }
}
