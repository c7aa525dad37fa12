package io.github.udppeer.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.ExchangeReport;
import io.github.udppeer.PeerGroup;
import io.github.udppeer.PeerOptions;
import io.github.udppeer.WaitLimits;
import io.github.udppeer.jupiter.UdpPeer;
import io.github.udppeer.jupiter.WatchSockets;
import io.github.udppeer.watch.CutDatagram;
import io.github.udppeer.watch.SocketWatch;
import io.github.udppeer.watch.WatchedSocket;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a watch sees of the code under test, and what its assertions say. */
class SocketWatchTests {

  private static final Duration SHORT = Duration.ofMillis(50);

  @Nested
  class Cuts {

    @Test
    void aBufferTooSmallIsNamedWithItsLine(
        @UdpPeer DatagramPeer sender, @WatchSockets SocketWatch code) throws IOException {
      try (Receiver receiver = new Receiver(512)) {
        sender.sendTo(receiver.address(), new byte[2_000]);
        assertThat(receiver.receive()).isEqualTo(512);
      }

      assertThatThrownBy(() -> assertThat(code).truncatedNothing())
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("Expecting the code's sockets to have truncated nothing")
          .hasMessageContaining("but 1 datagram was cut:")
          .hasMessageContaining("Receiver.receive (Receiver.java:")
          .hasMessageContaining("offered 512 bytes for a datagram of 2,000")
          .hasMessageContaining("1,488 lost")
          .hasMessageContaining("recv  512 of 2,000 B <- ");
      assertThat(code)
          .cutDatagrams(1)
          .from(sender)
          .offered(512)
          .wireLength(2_000)
          .lost(1_488)
          .inLine("Receiver.java")
          .datagrams()
          .extracting(CutDatagram::lost)
          .containsExactly(1_488);
      assertThatThrownBy(() -> assertThat(code).cutDatagrams(1).offered(513))
          .hasMessageContaining("have cut only datagrams that were offered 513 bytes, but:")
          .hasMessageContaining("offered 512 bytes");
    }

    @Test
    void anExactFitIsNone(@UdpPeer DatagramPeer sender, @WatchSockets SocketWatch code)
        throws IOException {
      try (Receiver receiver = new Receiver(512)) {
        sender.sendTo(receiver.address(), new byte[512]);
        receiver.receive();
      }

      assertThat(code).truncatedNothing().receivedInto(512);
      assertThatThrownBy(() -> assertThat(code).receivedInto(513))
          .hasMessageContaining("to have received into 513 bytes or more")
          .hasMessageContaining("offered 512 bytes");
      assertThatThrownBy(() -> assertThat(code).cutDatagrams(1))
          .hasMessageContaining("but none was cut");
      assertThatIllegalArgumentException().isThrownBy(() -> assertThat(code).cutDatagrams(0));
    }

    @Test
    void channelsAreMeasuredInEachOfTheirWays(
        @UdpPeer DatagramPeer sender, @WatchSockets SocketWatch code) throws IOException {
      try (DatagramChannel channel =
          DatagramChannel.open().bind(new InetSocketAddress("127.0.0.1", 0))) {
        InetSocketAddress address = (InetSocketAddress) channel.getLocalAddress();
        sender.sendTo(address, new byte[100]);
        channel.receive(ByteBuffer.allocate(10));
        channel.connect(sender.address()); // which drops what is queued
        for (int i = 1; i < 4; i++) {
          sender.sendTo(address, new byte[100 + i]);
        }
        channel.read(ByteBuffer.allocateDirect(11));
        channel.read(new ByteBuffer[] {ByteBuffer.allocate(5), ByteBuffer.allocate(7)});
        channel.receive(ByteBuffer.allocate(0));
      }

      assertThat(code)
          .cutDatagrams(4)
          .from(sender)
          .datagrams()
          .extracting(CutDatagram::offered, CutDatagram::wireLength)
          .containsExactly(tuple(10, 100), tuple(11, 101), tuple(12, 102), tuple(0, 103));
    }

    private static org.assertj.core.groups.Tuple tuple(int offered, int length) {
      return org.assertj.core.api.Assertions.tuple(offered, length);
    }
  }

  @Nested
  class Destinations {

    @Test
    void whoSentElsewhereIsNamed(
        @UdpPeer DatagramPeer agent, @UdpPeer DatagramPeer other, @WatchSockets SocketWatch code)
        throws IOException {
      try (Heartbeat heartbeat = new Heartbeat()) {
        heartbeat.beat(agent.address());
        assertThat(code).sentOnlyTo(agent).sentOnlyTo(agent.address());
        heartbeat.beat(other.address());
      }

      assertThat(code).sentOnlyTo(agent, other);
      assertThatThrownBy(() -> assertThat(code).sentOnlyTo(agent))
          .hasMessageContaining("to have sent only to " + words(agent) + " (peer \"agent\")")
          .hasMessageContaining("Heartbeat.beat (Heartbeat.java:")
          .hasMessageContaining("sent 15 bytes to " + words(other) + " (peer \"other\")");
    }

    @Test
    void aReceiverInVainLearnsWhereTheCodeSent(
        @UdpPeer DatagramPeer agent, @WatchSockets SocketWatch code) throws IOException {
      try (Heartbeat heartbeat = new Heartbeat()) {
        heartbeat.beat(new InetSocketAddress("127.0.0.1", 9));
      }

      assertThatThrownBy(() -> agent.assertThat().within(SHORT).receives())
          .hasMessageContaining("Likely cause:")
          .hasMessageContaining("sent 15 bytes to 127.0.0.1:9 at +")
          .hasMessageContaining("Heartbeat.beat (Heartbeat.java:")
          .hasMessageContaining("peer \"agent\" is " + words(agent));
    }

    @Test
    void aSocketThatNeverSentIsNamed(@UdpPeer DatagramPeer agent, @WatchSockets SocketWatch code)
        throws IOException {
      new Heartbeat().close();

      assertThatThrownBy(() -> agent.assertThat().within(SHORT).receives())
          .hasMessageContaining("was closed with nothing sent");
    }

    @Test
    void anErrorThatTheCodeSwallowedIsNamed(
        @UdpPeer DatagramPeer agent, @WatchSockets SocketWatch code) throws IOException {
      try (DatagramSocket socket = new DatagramSocket()) {
        socket.connect(new InetSocketAddress("127.0.0.1", 9));
        for (int i = 0; i < 2; i++) {
          try {
            socket.send(new DatagramPacket(new byte[3], 3));
          } catch (IOException swallowed) {
            // as careless code does
          }
        }
      }

      assertThatThrownBy(() -> agent.assertThat().within(SHORT).receives())
          .hasMessageContaining("failed to send 3 bytes to 127.0.0.1:9: ")
          .hasMessageContaining("PortUnreachableException");
    }

    private static String words(DatagramPeer peer) {
      return "127.0.0.1:" + peer.port();
    }
  }

  @Nested
  class Manners {

    @Test
    void whatIsLeftOpenIsNamedWithWhoOpenedIt(
        @UdpPeer(receiveTimeoutMillis = 50) DatagramPeer agent, @WatchSockets SocketWatch code)
        throws IOException {
      Heartbeat heartbeat = new Heartbeat();

      assertThatThrownBy(() -> assertThat(code).leftNothingOpen())
          .hasMessageContaining("to have left nothing open")
          .hasMessageContaining("Heartbeat.<init> (Heartbeat.java:");
      heartbeat.close();
      assertThat(code).leftNothingOpen();
    }

    @Test
    void aCloseIsWaitedFor(@UdpPeer DatagramPeer agent, @WatchSockets SocketWatch code)
        throws IOException, InterruptedException {
      Heartbeat heartbeat = new Heartbeat();
      Thread closing =
          new Thread(
              () -> {
                Thread.onSpinWait();
                heartbeat.close();
              });
      closing.start();

      assertThat(code).leftNothingOpen();
      closing.join();
    }

    @Test
    void aWaitWithoutATimeoutIsNamed(@UdpPeer DatagramPeer sender, @WatchSockets SocketWatch code)
        throws IOException {
      try (Receiver receiver = new Receiver(512)) {
        sender.sendTo(receiver.address(), "one");
        receiver.receive();
        assertThat(code).neverWaitedWithoutTimeout();
        receiver.socket().setSoTimeout(0);
        sender.sendTo(receiver.address(), "two");
        receiver.receive();
      }

      assertThatThrownBy(() -> assertThat(code).neverWaitedWithoutTimeout())
          .hasMessageContaining("never have waited for a datagram without a time-out")
          .hasMessageContaining("Receiver.receive (Receiver.java:");
    }

    @Test
    void anExposedSocketIsNamed(@UdpPeer DatagramPeer agent, @WatchSockets SocketWatch code)
        throws IOException {
      try (Receiver receiver = new Receiver(1)) {
        assertThat(receiver.address().getAddress().isLoopbackAddress()).isTrue();
        assertThat(code).boundOnlyToLoopback();
      }
      new Heartbeat().close();

      assertThatThrownBy(() -> assertThat(code).boundOnlyToLoopback())
          .hasMessageContaining("to have been bound only to loopback")
          .hasMessageContaining("opened by Heartbeat.<init> (Heartbeat.java:");
    }

    @Test
    void whatWasNotReadIsCounted(
        @UdpPeer(receiveTimeoutMillis = 50) DatagramPeer sender, @WatchSockets SocketWatch code)
        throws IOException {
      try (Receiver receiver = new Receiver(512)) {
        assertThatThrownBy(() -> assertThat(code).receivedAllFrom(sender))
            .hasMessageContaining("but it sent nothing");
        sender.sendTo(receiver.address(), "one");
        sender.sendTo(receiver.address(), "three");
        receiver.receive();

        assertThatThrownBy(() -> assertThat(code).receivedAllFrom(sender))
            .hasMessageContaining("1 datagram not received by Receiver:")
            .hasMessageContaining("from the one of 5 bytes on");
        receiver.receive();
        assertThat(code).receivedAllFrom(sender);
      }
      sender.sendTo(new InetSocketAddress("127.0.0.1", 9), "four");
      assertThatThrownBy(() -> assertThat(code).receivedAllFrom(sender))
          .hasMessageContaining("1 datagram sent to 127.0.0.1:9, where no socket of the code was");
    }

    @Test
    void whatComesLaterIsWaitedFor(@UdpPeer DatagramPeer sender, @WatchSockets SocketWatch code)
        throws IOException, InterruptedException {
      try (Receiver receiver = new Receiver(512)) {
        sender.sendTo(receiver.address(), "one");
        Thread reading = new Thread(() -> read(receiver));
        reading.start();

        assertThat(code).receivedAllFrom(sender).truncatedNothing();
        reading.join();
      }
    }

    private static void read(Receiver receiver) {
      try {
        receiver.receive();
      } catch (IOException broken) {
        throw new AssertionError(broken);
      }
    }
  }

  @Nested
  class Sockets {

    @Test
    void areListedAndNarrowedByPeer(
        @UdpPeer DatagramPeer one, @UdpPeer DatagramPeer two, @WatchSockets SocketWatch code)
        throws IOException {
      try (Heartbeat first = new Heartbeat();
          Heartbeat second = new Heartbeat()) {
        first.beat(one.address());
        second.beat(two.address());
        second.beat(two.address());

        assertThat(code).sockets().hasSize(2).allMatch(WatchedSocket::isOpen);
        assertThat(code.socketOf(two)).sentOnlyTo(two);
        assertThat(code.socketOf(two).sockets())
            .singleElement()
            .satisfies(
                socket -> {
                  assertThat(socket.sent()).isEqualTo(2);
                  assertThat(socket.received()).isZero();
                  assertThat(socket.destinations()).containsExactly(two.address());
                  assertThat(socket.name()).startsWith("Heartbeat:");
                  assertThat(socket.opened()).startsWith("Heartbeat.<init> (Heartbeat.java:");
                });
        assertThatThrownBy(() -> assertThat(code.socketOf(two)).sentOnlyTo(one))
            .hasMessageContaining("Expecting the code's socket that talked to peer \"two\"");
      }
    }

    @Test
    void thatTheExtensionOpensAreTheCodesToo(
        @UdpPeer DatagramPeer peer,
        @WatchSockets SocketWatch code,
        @UdpPeer DatagramSocket socket,
        @UdpPeer DatagramChannel channel)
        throws IOException {
      socket.send(new DatagramPacket(new byte[1], 1, peer.address()));
      channel.send(ByteBuffer.allocate(2), peer.address());

      assertThat(code).sockets().hasSize(2);
      assertThat(code).sentOnlyTo(peer);
    }

    @Test
    void ofTheLibraryAreNot(@WatchSockets SocketWatch code, @UdpPeer DatagramPeer peer) {
      peer.sendTo(peer, "to itself");
      peer.receive();

      assertThat(code).sockets().isEmpty();
    }

    @Test
    void thatSharedPoolsOpenAreOfWhomTheyTalkTo(
        @UdpPeer DatagramPeer peer, @WatchSockets SocketWatch code) throws Exception {
      ExecutorService pool = Pool.SHARED;
      pool.submit(
              () -> {
                try (Heartbeat heartbeat = new Heartbeat()) {
                  heartbeat.beat(peer.address());
                }
                new Heartbeat().close(); // which nobody knows whose it is
                return null;
              })
          .get();

      assertThat(code).sockets().hasSize(1);
    }
  }

  /** Threads that are started before any test. */
  private static final class Pool {
    private static final ExecutorService SHARED = started();

    private static ExecutorService started() {
      ExecutorService pool =
          Executors.newSingleThreadExecutor(
              task -> {
                Thread thread = new Thread(null, task, "shared", 0, false); // inherits nothing
                thread.setDaemon(true);
                return thread;
              });
      return pool;
    }
  }

  @Test
  void twoGroupsSeeTheirOwnSocketsOnly() throws IOException {
    try (PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);
        PeerGroup other = PeerGroup.open(WaitLimits.DEFAULT)) {
      DatagramPeer peer = group.open(PeerOptions.builder().name("peer").build());
      DatagramPeer foreign = other.open(PeerOptions.builder().name("foreign").build());
      SocketWatch code = SocketWatch.open(group);
      SocketWatch codeOfOther = SocketWatch.open(other);
      try (Heartbeat heartbeat = new Heartbeat();
          Heartbeat server = new Heartbeat()) {
        heartbeat.beat(peer.address());
        server.beat(peer.address());
        server.beat(foreign.address());

        assertThat(codeOfOther.sockets()).extracting(WatchedSocket::sent).contains(1L);
        assertThat(code).sentOnlyTo(peer);
      }
    }
  }

  @Test
  void aGroupThatIsClosedEndsItsWatch() throws IOException {
    SocketWatch code;
    try (PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT)) {
      code = SocketWatch.open(group);
      new Heartbeat().close();
    }
    new Heartbeat().close();

    assertThat(code.sockets()).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void aPageHasTheLifelinesOfTheCode(@TempDir Path folder) throws IOException {
    try (PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT)) {
      DatagramPeer agent = group.open(PeerOptions.builder().name("agent").build());
      SocketWatch.open(group);
      try (Heartbeat heartbeat = new Heartbeat()) {
        heartbeat.beat(agent.address());
        heartbeat.beat(new InetSocketAddress("127.0.0.1", 9));
      }
      agent.receive();

      Path page = ExchangeReport.of(group, "test").writeTo(folder, "page");

      assertThat(Files.readString(page))
          .contains("<strong>code Heartbeat:")
          .contains("1 received, 0 sent, 0 pending") // the agent
          .contains("send  15 B -&gt; 127.0.0.1:9");
    }
  }
}
