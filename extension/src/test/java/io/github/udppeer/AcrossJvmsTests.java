package io.github.udppeer;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.udppeer.report.BoundSocket;
import io.github.udppeer.report.SocketHolder;
import io.github.udppeer.report.SocketTable;
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
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What one JVM sees and keeps of another. */
@Isolated("a starting process inherits all open sockets: for some ms closed ones stay bound")
class AcrossJvmsTests {

  @Nested
  class ReservedPorts {

    @Test
    void areAllDifferentWhenTwoJvmsReserveAThousandEach() throws IOException {
      try (ChildJvm one = ChildJvm.start(ReservingChild.class, "1000");
          ChildJvm other = ChildJvm.start(ReservingChild.class, "1000")) {
        Set<Integer> numbers =
            Stream.of(ports(one), ports(other)).flatMap(List::stream).collect(toSet());

        assertThat(numbers).hasSize(2000);
      }
    }

    @Test
    void areRefusedToAnotherJvmWhileTheyAreHeld() throws IOException {
      try (PortReservation held = UdpPorts.reserve();
          ChildJvm child = locker(held.port(), PortLockFolder.shared())) {
        assertThat(child.readLine()).isEqualTo(locked(held.port()));
      }
    }

    /** To close a second descriptor of a locked file is to lose the lock: it must not be opened. */
    @Test
    void areStillRefusedAfterAnAttemptWithinThisJvm() throws IOException {
      try (PortReservation held = UdpPorts.reserve()) {
        PortLockFolder folder = PortLockFolder.shared();
        assertThatIOException().isThrownBy(() -> PortLock.take(held.port(), folder));
        try (ChildJvm child = locker(held.port(), folder)) {
          assertThat(child.readLine()).isEqualTo(locked(held.port()));
        }
      }
    }

    @Test
    void areFreeAgainWhenTheirJvmDies(@TempDir Path folder) throws IOException {
      PortLockFolder locks = PortLockFolder.of(folder.resolve("locks"));
      try (ChildJvm child = locker(101, locks)) {
        assertThat(child.readLine()).isEqualTo("locked");
        assertThatIOException().isThrownBy(() -> PortLock.take(101, locks));

        child.kill();

        assertThatCode(() -> PortLock.take(101, locks).close()).doesNotThrowAnyException();
      }
    }

    private ChildJvm locker(int port, PortLockFolder folder) throws IOException {
      return ChildJvm.start(LockingChild.class, String.valueOf(port), folder.toString());
    }

    private String locked(int port) {
      return PortLockFolder.shared().file(port) + " is locked by another test run";
    }

    private List<Integer> ports(ChildJvm child) throws IOException {
      List<Integer> ports = new ArrayList<>();
      for (String line = child.readLine(); !line.equals("all"); line = child.readLine()) {
        ports.add(Integer.valueOf(line));
      }
      return ports;
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
      PortLockFolder folder = PortLockFolder.of(Path.of(arguments[1]));
      try (PortLock lock = PortLock.take(Integer.parseInt(arguments[0]), folder)) {
        System.out.println(lock == null ? "no lock" : "locked");
        ChildJvm.holdUntilReleased();
      } catch (IOException refused) {
        System.out.println(refused.getMessage());
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
