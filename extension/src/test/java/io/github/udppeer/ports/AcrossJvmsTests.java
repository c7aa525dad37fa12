package io.github.udppeer.ports;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.udppeer.ChildJvm;
import io.github.udppeer.exceptions.PeerException;
import io.github.udppeer.internal.kernel.BoundSocket;
import io.github.udppeer.internal.kernel.LockAddresses;
import io.github.udppeer.internal.kernel.SocketHolder;
import io.github.udppeer.internal.kernel.SocketTable;
import io.github.udppeer.internal.kernel.UserFolder;
import io.github.udppeer.internal.text.Words;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What one JVM sees and keeps of another. */
@Isolated("a starting process inherits all open sockets: for some ms closed ones stay bound")
class AcrossJvmsTests {

  @Nested
  class ReservedPorts {

    @TempDir Path temporary;

    @Test
    void areAllDifferentWhenThreeJvmsReserveThreeHundredEach() throws IOException {
      try (ChildJvm one = reserving("one");
          ChildJvm other = reserving("other");
          ChildJvm third = reserving("third")) {
        Set<Integer> numbers =
            Stream.of(ports(one), ports(other), ports(third))
                .flatMap(List::stream)
                .collect(toSet());

        assertThat(numbers).hasSize(900);
      }
    }

    /** As builds have it that give each module a folder for temporary files. */
    private ChildJvm reserving(String tmpdir) throws IOException {
      Path folder = Files.createDirectory(temporary.resolve(tmpdir));
      List<String> options = List.of("-Djava.io.tmpdir=" + folder);
      return ChildJvm.start(options, ReservingChild.class, "300");
    }

    @Test
    void areRefusedToAnotherJvmWhileTheyAreHeld() throws IOException {
      try (PortReservation held = UdpPorts.reserve();
          ChildJvm child = locker(held.port(), LockAddresses.ofThisMachine().port())) {
        assertThat(child.readLine())
            .isEqualTo(
                "port %d is reserved by another test run, which has %s"
                    .formatted(
                        held.port(), Words.address(LockAddresses.ofThisMachine().of(held.port()))));
      }
    }

    @Test
    void areFreeAgainWhenTheirJvmDies() throws IOException {
      try (ChildJvm child = ChildJvm.start(ReservingChild.class, "1")) {
        int held = ports(child).get(0);
        PortLocks locks = PortLocks.ofThisMachine();
        assertThatIOException().isThrownBy(() -> PortLock.take(held, locks));

        child.kill();

        assertThatCode(() -> PortLock.take(held, locks).close()).doesNotThrowAnyException();
      }
    }

    private ChildJvm locker(int port, int portOfLocks) throws IOException {
      return ChildJvm.start(LockingChild.class, "" + port, "" + portOfLocks, "" + temporary);
    }

    private List<Integer> ports(ChildJvm child) throws IOException {
      List<Integer> ports = new ArrayList<>();
      for (String line = child.readLine(); !line.equals("all"); line = child.readLine()) {
        ports.add(Integer.valueOf(line));
      }
      return ports;
    }
  }

  /** Somebody has the port of the sockets on the wildcard. */
  @Nested
  class PortsReservedByFiles {

    @TempDir Path temporary;
    private PortReservation ofLocks;
    private DatagramSocket inTheWay;
    private PortLockFolder files;
    private PortLocks locks;

    @BeforeEach
    void takeTheWildcard() throws IOException {
      ofLocks = UdpPorts.reserve();
      inTheWay = new DatagramSocket(ofLocks.port());
      files = filesIn(temporary);
      locks = locksAt(ofLocks.port(), temporary);
    }

    @AfterEach
    void releaseTheWildcard() {
      inTheWay.close();
      ofLocks.close();
    }

    @Test
    void areRefusedToAnotherJvmWhileTheyAreHeld() throws IOException {
      try (PortLock held = PortLock.take(401, locks);
          ChildJvm child = locker(401)) {
        assertThat(held).isNotNull();
        assertThat(child.readLine()).isEqualTo(files.file(401) + " is locked by another test run");
      }
    }

    /** To close a second descriptor of a locked file is to lose the lock: it must not be opened. */
    @Test
    void areStillRefusedAfterAnAttemptWithinThisJvm() throws IOException {
      try (PortLock held = PortLock.take(402, locks)) {
        assertThat(held).isNotNull();
        assertThatIOException().isThrownBy(() -> PortLock.take(402, locks));
        try (ChildJvm child = locker(402)) {
          assertThat(child.readLine())
              .isEqualTo(files.file(402) + " is locked by another test run");
        }
      }
    }

    @Test
    void areFreeAgainWhenTheirJvmDies() throws IOException {
      try (ChildJvm child = locker(403)) {
        assertThat(child.readLine()).isEqualTo("locked");
        assertThatIOException().isThrownBy(() -> PortLock.take(403, locks));

        child.kill();

        PortLock.take(403, locks).close();
        assertThat(files.file(403).getParent()).isEmptyDirectory();
      }
    }

    @Test
    void areSeenByAJvmThatCanBindSockets() throws IOException {
      try (ChildJvm child = locker(404)) {
        assertThat(child.readLine()).isEqualTo("locked");
        inTheWay.close();

        assertThatIOException()
            .isThrownBy(() -> PortLock.take(404, locks))
            .withMessage(files.file(404) + " is locked by another test run");
      }
    }

    /** To open a pipe for one way is to wait for who opens it for the other. */
    @Test
    @Timeout(60)
    void areNotAwaitedAtAPipe() throws Exception {
      PortLock.take(405, locks).close();
      Process mkfifo = new ProcessBuilder("mkfifo", files.file(405).toString()).start();
      assumeTrue(mkfifo.waitFor() == 0, "this system has no mkfifo");

      assertThatIOException()
          .isThrownBy(() -> PortLock.take(405, locks))
          .withMessage(files.file(405) + " is no regular file");
    }

    @Test
    void leaveNothingBehindWhereDescriptorsAreExhausted() throws IOException {
      try (ChildJvm child =
          ChildJvm.startWithDescriptors(
              100, ExhaustingChild.class, "" + ofLocks.port(), "" + temporary)) {
        assertThat(child.readLine()).endsWith("Too many open files");
        assertThat(child.readLine()).isEqualTo("each of the held has its file: true");
        assertThat(child.readLine()).isEqualTo("files left: 0");
      }
    }

    private ChildJvm locker(int port) throws IOException {
      return ChildJvm.start(LockingChild.class, "" + port, "" + ofLocks.port(), "" + temporary);
    }
  }

  @Nested
  class BoundSockets {

    @Test
    void areSeenAndTheirHolderIsNamed() throws IOException {
      assumeTrue(
          Files.isReadable(Path.of("/proc/net/udp")), "this system has no /proc/net/udp to read");
      try (ChildJvm child = ChildJvm.start(BindingChild.class)) {
        int port = Integer.parseInt(child.readLine());
        SocketTable table = SocketTable.read().orElseThrow();
        BoundSocket socket = table.boundTo(ipv4("127.0.0.1", port)).orElseThrow();

        assertThat(table.holderOf(socket).map(SocketHolder::pid)).contains(child.pid());
      }
    }

    @Test
    void endAWait() throws IOException {
      try (PortReservation reservation = UdpPorts.reserve();
          ChildJvm child = ChildJvm.start(BindingChild.class, String.valueOf(reservation.port()))) {
        UdpPorts.awaitBound(reservation.port(), Duration.ofSeconds(60));

        assertThat(child.readLine()).isEqualTo(String.valueOf(reservation.port()));
      }
    }
  }

  private static PortLockFolder filesIn(Path temporary) {
    return new PortLockFolder(UserFolder.of(temporary, "locks"));
  }

  private static PortLocks locksAt(int port, Path temporary) {
    return new PortLocks(new PortLockSockets(LockAddresses.at(port)), filesIn(temporary));
  }

  private static InetSocketAddress ipv4(String host, int port) {
    return new InetSocketAddress(host, port);
  }

  /** Reserves as many ports as it is told, prints them, and holds them. */
  static final class ReservingChild {

    private ReservingChild() {}

    public static void main(String[] arguments) throws IOException {
      List<PortReservation> reservations =
          Stream.generate(UdpPorts::reserve).limit(Integer.parseInt(arguments[0])).toList();
      reservations.forEach(it -> System.out.println(it.port()));
      System.out.println("all");
      ChildJvm.holdUntilReleased();
      reservations.forEach(PortReservation::close);
    }
  }

  /** Tries to take one lock, says how that went, and holds it. */
  static final class LockingChild {

    private LockingChild() {}

    public static void main(String[] arguments) throws IOException {
      PortLocks locks = locksAt(Integer.parseInt(arguments[1]), Path.of(arguments[2]));
      try (PortLock lock = PortLock.take(Integer.parseInt(arguments[0]), locks)) {
        System.out.println(lock == null ? "no lock" : "locked");
        ChildJvm.holdUntilReleased();
      } catch (IOException refused) {
        System.out.println(refused.getMessage());
      }
    }
  }

  /** Reserves ports by files until no descriptor is left. */
  static final class ExhaustingChild {

    private ExhaustingChild() {}

    public static void main(String[] arguments) throws IOException {
      Path temporary = Path.of(arguments[1]);
      PortLocks locks = locksAt(Integer.parseInt(arguments[0]), temporary);
      ReservablePorts ports = ReservablePorts.ofThisMachine();
      PortReservation.reserve(locks, ports).close(); // loads what it needs, while it can
      filesOf(temporary);
      List<PortReservation> held = new ArrayList<>();
      try {
        while (true) {
          held.add(PortReservation.reserve(locks, ports));
        }
      } catch (PeerException exhausted) {
        held.remove(held.size() - 1).close(); // one to look with
        System.out.println(exhausted.getMessage());
      }
      System.out.println("each of the held has its file: " + (filesOf(temporary) == held.size()));
      held.forEach(PortReservation::close);
      System.out.println("files left: " + filesOf(temporary));
      ChildJvm.holdUntilReleased();
    }

    private static long filesOf(Path temporary) throws IOException {
      try (Stream<Path> files = Files.list(filesIn(temporary).file(1).getParent())) {
        return files.count();
      }
    }
  }

  /** Binds the port that it is told, or any, and prints it. */
  static final class BindingChild {

    private BindingChild() {}

    public static void main(String[] arguments) throws IOException {
      int port = arguments.length == 0 ? 0 : Integer.parseInt(arguments[0]);
      try (DatagramSocket socket = new DatagramSocket(ipv4("127.0.0.1", port))) {
        System.out.println(socket.getLocalPort());
        ChildJvm.holdUntilReleased();
      }
    }
  }
}
