package io.github.udppeer.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SocketTableTests {

  private static final String HEADER = "   sl  local_address rem_address   st tx_queue ... drops\n";
  private static final String NONE = "00000000:0000";
  private static final String NONE6 = "00000000000000000000000000000000:0000";

  private static String line(String local, String remote) {
    return line(local, remote, "0");
  }

  private static String line(String local, String remote, String drops) {
    return " 1709: "
        + local
        + " "
        + remote
        + " 07 00000000:00000500 00:00000000 00000000  1000        0 28631 2 000000002d92f6b4 "
        + drops
        + "         \n";
  }

  private static InetSocketAddress address(String host, int port) {
    return new InetSocketAddress(host, port);
  }

  @Nested
  class WhenReadingTheFiles {

    @TempDir Path proc;

    @Test
    void aLittleEndianMachineWritesAddressesBackwards() throws IOException {
      write("udp", line("0100007F:1092", "0200000A:0035"));

      BoundSocket socket = only(ByteOrder.LITTLE_ENDIAN);

      assertThat(socket.local()).isEqualTo(address("127.0.0.1", 4242));
      assertThat(socket.remote()).isEqualTo(address("10.0.0.2", 53));
    }

    @Test
    void aBigEndianMachineWritesThemForwards() throws IOException {
      write("udp", line("7F000001:1092", "0A000002:0035"));

      BoundSocket socket = only(ByteOrder.BIG_ENDIAN);

      assertThat(socket.local()).isEqualTo(address("127.0.0.1", 4242));
      assertThat(socket.remote()).isEqualTo(address("10.0.0.2", 53));
    }

    @ParameterizedTest
    @CsvSource({
      "00000000000000000000000001000000, ::1",
      "B80D0120000000000000000067452301, 2001:db8::123:4567",
      "0000000000000000FFFF00000100007F, 127.0.0.1",
      "00000000000000000000000000000000, ::",
    })
    void anIpv6AddressIsFourNumbersOfTheMachine(String words, String expected) throws IOException {
      write("udp", "");
      write("udp6", line(words + ":1092", NONE6));

      assertThat(only(ByteOrder.LITTLE_ENDIAN).local()).isEqualTo(address(expected, 4242));
    }

    @Test
    void leavesOutTheSocketsThatStandForReservedPorts() throws IOException {
      String port = String.format(Locale.ROOT, ":%04X", LockAddresses.ofThisMachine().port());
      String other = line("0127024D:1092", NONE);
      write("udp", line("10274D7F" + port, NONE) + line("0100007F:1092", NONE) + other);
      assertThat(read(ByteOrder.LITTLE_ENDIAN).orElseThrow().sockets()).hasSize(2);

      write("udp", line("7F4D2710" + port, NONE) + line("7F000001:1092", NONE) + other);
      assertThat(read(ByteOrder.BIG_ENDIAN).orElseThrow().sockets()).hasSize(2);
    }

    @Test
    void everyFigureComesFromItsColumn() throws IOException {
      write("udp", line("0100007F:1092", NONE, "4744"));

      assertThat(only(ByteOrder.LITTLE_ENDIAN))
          .isEqualTo(
              new BoundSocket(
                  address("127.0.0.1", 4242), address("0.0.0.0", 0), 0x500, 4744, 28_631, 1000));
    }

    @ParameterizedTest
    @CsvSource({"2147483647, 2147483647", "-2147483648, 2147483648", "4294967295, 4294967295"})
    void theDropCounterGoesOnBeyondItsSign(String printed, long expected) throws IOException {
      write("udp", line("0100007F:1092", NONE, printed));

      assertThat(only(ByteOrder.LITTLE_ENDIAN).drops()).isEqualTo(expected);
    }

    @Test
    void aSystemWithoutTheFilesHasNoTable() {
      assertThat(read(ByteOrder.LITTLE_ENDIAN)).isEmpty();
    }

    @Test
    void aSystemWithoutIpv6HasATable() throws IOException {
      write("udp", line("0100007F:1092", NONE));

      assertThat(only(ByteOrder.LITTLE_ENDIAN).local()).isEqualTo(address("127.0.0.1", 4242));
    }

    @Test
    void aLineOfAnUnknownFormMakesNoTableRatherThanAShorterOne() throws IOException {
      write("udp", line("0100007F:1092", NONE) + "  12: 0100007F:1093 and so on\n");

      assertThat(read(ByteOrder.LITTLE_ENDIAN)).isEmpty();
    }

    @Test
    void aFileThatCannotBeReadMakesNoTableRatherThanAShorterOne() throws IOException {
      write("udp", line("0100007F:1092", NONE));
      Files.createDirectory(proc.resolve("net/udp6"));

      assertThat(read(ByteOrder.LITTLE_ENDIAN)).isEmpty();
    }

    @Test
    void aLongTableIsReadMoreThanOnceButHoldsEachSocketOnce() throws IOException {
      StringBuilder lines = new StringBuilder();
      for (int port = 1; port <= 100; port++) {
        lines.append(line(String.format(Locale.ROOT, "0100007F:%04X", port), NONE));
      }
      write("udp", lines.toString());

      assertThat(read(ByteOrder.LITTLE_ENDIAN).orElseThrow().sockets()).hasSize(100);
    }

    private void write(String name, String lines) throws IOException {
      Path net = Files.createDirectories(proc.resolve("net"));
      Files.writeString(net.resolve(name), HEADER + lines);
    }

    private Optional<SocketTable> read(ByteOrder order) {
      return SocketTable.read(proc, order);
    }

    private BoundSocket only(ByteOrder order) {
      List<BoundSocket> sockets = read(order).orElseThrow().sockets();
      assertThat(sockets).hasSize(1);
      return sockets.get(0);
    }
  }

  @Nested
  class WhenAskedWhoWouldReceive {

    @TempDir Path proc;

    @ParameterizedTest
    @CsvSource({
      "127.0.0.1, 127.0.0.1, true",
      "127.0.0.1, 127.0.0.2, false",
      "127.0.0.1, ::1,       false",
      "127.0.0.1, 0.0.0.0,   false",
      "0.0.0.0,   127.0.0.1, true",
      "0.0.0.0,   0.0.0.0,   true",
      "0.0.0.0,   ::1,       false",
      "0.0.0.0,   ::,        false",
      "::1,       ::1,       true",
      "::1,       127.0.0.1, false",
      "::,        ::1,       true",
      "::,        ::,        true",
      "::,        127.0.0.1, true",
      "::,        0.0.0.0,   true",
    })
    void theAddressOrAWildcardThatCoversItDoes(String bound, String asked, boolean receives) {
      BoundSocket socket =
          new BoundSocket(address(bound, 4242), address("0.0.0.0", 0), 0, 0, 28_631, 0);

      assertThat(socket.takes(address(asked, 4242))).isEqualTo(receives);
      assertThat(socket.takes(address(asked, 4243))).isFalse();
    }

    @Test
    void anUnresolvedAddressReachesNobody() {
      BoundSocket any = new BoundSocket(address("::", 4242), address("::", 0), 0, 0, 28_631, 0);

      assertThat(any.takes(InetSocketAddress.createUnresolved("agent", 4242))).isFalse();
    }

    @Test
    void allOnThePortAreListedButOnlyThoseThatCoverTheAddressHoldIt() throws IOException {
      SocketTable table =
          table(
              line("0100007F:1092", NONE) + line("0200007F:1092", NONE),
              line("00000000000000000000000000000000:1092", NONE6)
                  + line("00000000000000000000000001000000:1092", NONE6)
                  + line("00000000000000000000000001000000:1093", NONE6));

      assertThat(table.onPort(4242)).hasSize(4);
      assertThat(table.holding(address("127.0.0.1", 4242)))
          .extracting(BoundSocket::local)
          .containsExactly(address("127.0.0.1", 4242), address("::", 4242));
    }

    @Test
    void theExactAddressAloneCountsWhenOneSocketIsLookedUp() throws IOException {
      SocketTable table =
          table(line("00000000:1092", NONE), line("00000000000000000000000001000000:1092", NONE6));

      assertThat(table.boundTo(address("0.0.0.0", 4242))).isPresent();
      assertThat(table.boundTo(address("::1", 4242))).isPresent();
      assertThat(table.boundTo(address("127.0.0.1", 4242))).isEmpty();
      assertThat(table.boundTo(address("::", 4242))).isEmpty();
    }

    @Test
    void ofTwoSocketsThatShareAnAddressNeitherIsTheOne() throws IOException {
      String line = line("0100007F:1092", NONE);
      SocketTable table = table(line + line.replace("28631", "28632"), "");

      assertThat(table.boundTo(address("127.0.0.1", 4242))).isEmpty();
      assertThat(table.holding(address("127.0.0.1", 4242))).hasSize(2);
    }

    private SocketTable table(String udp, String udp6) throws IOException {
      Path net = Files.createDirectories(proc.resolve("net"));
      Files.writeString(net.resolve("udp"), HEADER + udp);
      Files.writeString(net.resolve("udp6"), HEADER + udp6);
      return SocketTable.read(proc, ByteOrder.LITTLE_ENDIAN).orElseThrow();
    }
  }

  @Nested
  class OnThisMachine {

    @BeforeEach
    void needsTheTable() {
      assumeTrue(
          Files.isReadable(Path.of("/proc/net/udp")), "this system has no /proc/net/udp to read");
    }

    @ParameterizedTest
    @CsvSource({"INET, 127.0.0.1", "INET, 0.0.0.0", "INET6, ::1", "INET6, ::", "INET6, 127.0.0.1"})
    void aSocketIsFoundByTheAddressThatItsChannelTells(StandardProtocolFamily family, String host)
        throws IOException {
      try (DatagramChannel channel = bound(family, host)) {
        assertThat(rowOf(channel).local()).isEqualTo(local(channel));
        assertThat(local(channel).getAddress()).isEqualTo(address(host, 0).getAddress());
      }
    }

    @Test
    void theIpv4WildcardOfAnIpv6ChannelIsFoundAsTheIpv6Wildcard() throws IOException {
      try (DatagramChannel channel = bound(StandardProtocolFamily.INET6, "0.0.0.0")) {
        assertThat(rowOf(channel).local()).isEqualTo(address("::", local(channel).getPort()));
      }
    }

    @Test
    void aClosedSocketIsNotThere() throws IOException {
      BoundSocket socket;
      try (DatagramChannel channel = loopback()) {
        socket = rowOf(channel);
      }

      // By the inode: another test's socket may have the same number by now.
      assertThat(table().sockets()).extracting(BoundSocket::inode).doesNotContain(socket.inode());
    }

    @Test
    void aConnectedSocketTellsItsRemoteAddress() throws IOException {
      try (DatagramChannel server = loopback();
          DatagramChannel client = loopback()) {
        client.connect(local(server));

        assertThat(rowOf(client).remote()).isEqualTo(local(server));
      }
    }

    @Test
    void theReceiveQueueIsEmptyExactlyWhenNothingIsUnread() throws IOException {
      try (DatagramChannel receiver = loopback();
          DatagramChannel sender = loopback()) {
        assertThat(rowOf(receiver).receiveQueueBytes()).isZero();

        sender.send(ByteBuffer.allocate(100), local(receiver));
        assertThat(rowOf(receiver).receiveQueueBytes()).isGreaterThan(100);

        receiver.receive(ByteBuffer.allocate(100));
        assertThat(rowOf(receiver).receiveQueueBytes()).isZero();
      }
    }

    @ParameterizedTest
    @CsvSource({"INET, 127.0.0.1", "INET6, ::1", "INET6, 127.0.0.1"})
    void theDropsAreExactlyTheDatagramsThatAreMissing(StandardProtocolFamily family, String host)
        throws IOException {
      try (DatagramChannel receiver = bound(family, host);
          DatagramChannel sender = bound(family, host)) {
        receiver.setOption(StandardSocketOptions.SO_RCVBUF, 16_384);
        for (int sent = 0; sent < 1000; sent++) {
          sender.send(ByteBuffer.allocate(500), local(receiver));
        }
        int arrived = drain(receiver);

        assertThat(arrived).isBetween(1, 999);
        assertThat(rowOf(receiver).drops()).isEqualTo(1000 - arrived);
      }
    }

    @Test
    void theUserIsTheOneWhoRunsTheTest() throws IOException {
      try (DatagramChannel channel = loopback()) {
        Number user = (Number) Files.getAttribute(Path.of("/proc/self"), "unix:uid");

        assertThat(rowOf(channel).uid()).isEqualTo(user.longValue());
      }
    }

    @Test
    void theHolderOfAnOwnSocketIsThisProcess() throws IOException {
      try (DatagramChannel channel = loopback()) {
        String command = Files.readString(Path.of("/proc/self/comm")).strip();

        assertThat(table().holderOf(rowOf(channel)))
            .contains(new SocketHolder(ProcessHandle.current().pid(), command));
      }
    }

    @Test
    void aClosedSocketHasNoHolder() throws IOException {
      BoundSocket socket;
      try (DatagramChannel channel = loopback()) {
        socket = rowOf(channel);
      }

      assertThat(table().holderOf(socket)).isEmpty();
    }

    @Test
    void aSocketThatStaysIsInEveryTableWhileOthersComeAndGo() throws Exception {
      Deque<DatagramSocket> steady = new ArrayDeque<>();
      try (Churn churn = new Churn()) {
        for (int i = 0; i < 60; i++) {
          steady.add(new DatagramSocket(address("127.0.0.1", 0)));
        }
        List<InetSocketAddress> addresses = steady.stream().map(it -> local(it)).toList();
        for (int reading = 0; reading < 10; reading++) {
          assertThat(table().sockets()).extracting(BoundSocket::local).containsAll(addresses);
        }
        assertThat(churn.isRunning()).isTrue();
      } finally {
        steady.forEach(DatagramSocket::close);
      }
    }

    private SocketTable table() {
      return SocketTable.read().orElseThrow();
    }

    private BoundSocket rowOf(DatagramChannel channel) throws IOException {
      return table().boundTo(local(channel)).orElseThrow();
    }

    private InetSocketAddress local(DatagramChannel channel) throws IOException {
      return (InetSocketAddress) channel.getLocalAddress();
    }

    private InetSocketAddress local(DatagramSocket socket) {
      return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    private DatagramChannel loopback() throws IOException {
      return bound(StandardProtocolFamily.INET, "127.0.0.1");
    }

    private DatagramChannel bound(StandardProtocolFamily family, String host) throws IOException {
      return DatagramChannel.open(family).bind(address(host, 0));
    }

    private int drain(DatagramChannel channel) throws IOException {
      channel.configureBlocking(false);
      int arrived = 0;
      while (channel.receive(ByteBuffer.allocate(1)) != null) {
        arrived++;
      }
      return arrived;
    }
  }

  /** Opens and closes sockets for as long as it lives, always some fifty at once. */
  private static final class Churn implements AutoCloseable {

    private final AtomicBoolean stopped = new AtomicBoolean();
    private final CompletableFuture<Void> work =
        CompletableFuture.runAsync(this::run, own -> new Thread(own, "churn").start());

    private void run() {
      Deque<DatagramSocket> sockets = new ArrayDeque<>();
      try {
        while (!stopped.get()) {
          sockets.add(new DatagramSocket(address("127.0.0.1", 0)));
          if (sockets.size() > 50) {
            sockets.remove().close();
          }
        }
      } catch (SocketException failure) {
        throw new IllegalStateException(failure);
      } finally {
        sockets.forEach(DatagramSocket::close);
      }
    }

    boolean isRunning() {
      return !work.isDone();
    }

    @Override
    public void close() {
      stopped.set(true);
      work.join();
    }
  }
}
