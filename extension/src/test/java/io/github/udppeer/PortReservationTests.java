package io.github.udppeer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.channels.DatagramChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortReservationTests {

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
        PortLockFolder folder = PortLockFolder.shared();

        assertThatExceptionOfType(PeerException.class)
            .isThrownBy(() -> PortReservation.reserve(folder, same))
            .withMessage(
                "no port could be reserved in 1,000 tries with numbers from "
                    + held.port()
                    + ", locked in "
                    + folder
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
      Class<?> folders = loader.loadClass(PortLockFolder.class.getName());
      assertThat(folders).isNotEqualTo(PortLockFolder.class);
      Method shared = folders.getDeclaredMethod("shared");
      Method take =
          loader.loadClass(PortLock.class.getName()).getDeclaredMethod("take", int.class, folders);
      shared.setAccessible(true);
      take.setAccessible(true);
      try {
        take.invoke(null, port, shared.invoke(null));
      } catch (InvocationTargetException failure) {
        throw (Exception) failure.getCause();
      }
    }
  }

  /** Locks have numbers that are never reserved, and each test its own, since tests run at once. */
  @Nested
  class TheLock {

    @TempDir Path folder;

    @Test
    void canBeTakenAgainWhenItIsClosed() throws IOException {
      PortLockFolder locks = PortLockFolder.of(folder);
      PortLock.take(201, locks).close();

      assertThatCode(() -> PortLock.take(201, locks).close()).doesNotThrowAnyException();
    }

    @Test
    void closedTwiceLeavesTheNextHolderAlone() throws IOException {
      PortLockFolder locks = PortLockFolder.of(folder);
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
    void isRefusedByTheFileWhenTheSystemPropertiesWereReplaced() throws IOException {
      PortLockFolder locks = PortLockFolder.of(folder);
      try (PortLock held = PortLock.take(203, locks)) {
        System.clearProperty("io.github.udppeer.reserved.203");

        assertThat(held).isNotNull();
        assertThatIOException()
            .isThrownBy(() -> PortLock.take(203, locks))
            .withMessage(locks.file(203) + " is locked by this JVM");
      }
    }

    @Test
    void leavesItsFileButNoOpenDescriptor() throws IOException {
      assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "this system has no /proc/self/fd");
      PortLockFolder locks = PortLockFolder.of(folder);
      PortLock lock = PortLock.take(204, locks);
      assertThat(openFiles()).contains(locks.file(204).toRealPath());

      lock.close();

      assertThat(locks.file(204)).isEmptyFile();
      assertThat(openFiles()).doesNotContain(locks.file(204).toRealPath());
    }

    @Test
    void countsAsTakenWhenItsFileCannotBeOpened() throws IOException {
      PortLockFolder locks = PortLockFolder.of(folder);
      Files.createDirectory(locks.file(205));

      assertThatIOException().isThrownBy(() -> PortLock.take(205, locks));

      Files.delete(locks.file(205));
      assertThatCode(() -> PortLock.take(205, locks).close()).doesNotThrowAnyException();
    }

    @Test
    void isSharedWithTheOtherUsersOfTheMachine() throws IOException {
      assumeTrue(
          FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
          "this system has no POSIX permissions");
      Path shared = folder.resolve("locks");
      PortLock.take(206, PortLockFolder.of(shared)).close();

      assertThat(Files.getPosixFilePermissions(shared))
          .isEqualTo(PosixFilePermissions.fromString("rwxrwxrwx"));
      assertThat(Files.getPosixFilePermissions(shared.resolve("206.lock")))
          .isEqualTo(PosixFilePermissions.fromString("rw-rw-rw-"));
    }

    @Test
    void doesNotFollowALinkThatSomebodyHasLaid() throws IOException {
      assumeTrue(
          FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
          "this system may not let us create a symbolic link");
      PortLockFolder locks = PortLockFolder.of(folder);
      Path foreign = Files.createFile(folder.resolve("foreign"));
      Files.createSymbolicLink(locks.file(207), foreign);

      assertThatIOException().isThrownBy(() -> PortLock.take(207, locks));
    }

    @Test
    void needsAFolderThatCanBeCreated() {
      Path impossible = folder.resolve("missing/locks");

      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(() -> PortLockFolder.of(impossible))
          .withMessage("cannot create the folder for the locks of reserved ports: " + impossible)
          .withCauseInstanceOf(IOException.class);
    }

    private List<Path> openFiles() throws IOException {
      try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
        return descriptors.flatMap(this::target).toList();
      }
    }

    private Stream<Path> target(Path descriptor) {
      try {
        return Stream.of(Files.readSymbolicLink(descriptor));
      } catch (IOException closedMeanwhile) {
        return Stream.empty();
      }
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
      ReservablePorts ports = ReservablePorts.of(folder.resolve("missing"));

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
      return ReservablePorts.of(Files.writeString(folder.resolve("range"), range));
    }
  }
}
