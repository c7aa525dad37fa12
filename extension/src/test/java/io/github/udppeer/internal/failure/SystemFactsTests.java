package io.github.udppeer.internal.failure;

import static io.github.udppeer.HastyPeers.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.Golden;
import io.github.udppeer.PeerGroup;
import io.github.udppeer.WaitLimits;
import io.github.udppeer.internal.kernel.SocketTable;
import io.github.udppeer.internal.kernel.UnreachedDatagrams;
import io.github.udppeer.link.DatagramLink;
import io.github.udppeer.link.LinkOptions;
import io.github.udppeer.ports.PortReservation;
import io.github.udppeer.ports.UdpPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What a failure shows without watching the code under test. */
@Isolated("what the system shows is the whole process's, and the whole machine's")
class SystemFactsTests {

  private static final String NO_SOCKET = "this process has no other UDP socket bound";
  private static final String NO_READER = "thread of this process waits in a receive or a select";

  @AutoClose private final PeerGroup run = PeerGroup.open(WaitLimits.DEFAULT);
  private final PeerGroup test = run.openGroup();
  private final DatagramPeer server = open(test, "server");

  @BeforeEach
  void requireTables() {
    assumeTrue(SocketTable.read().isPresent(), "this system has no socket table");
    assumeTrue(UnreachedDatagrams.now().overIpv4().isPresent(), "this system counts nothing");
  }

  private String failure() {
    String message = catchThrowable(() -> assertThat(server).receives()).getMessage();
    return message.replaceAll("\n {4}", " ");
  }

  private static void send(DatagramSocket socket, InetSocketAddress to) throws Exception {
    socket.send(new DatagramPacket(new byte[1], 1, to));
  }

  private static InetSocketAddress free(String host) throws Exception {
    try (DatagramSocket gone = new DatagramSocket(0, InetAddress.getByName(host))) {
      return new InetSocketAddress(host, gone.getLocalPort());
    }
  }

  @Test
  void countWhatFoundNoSocketOverIpv4() throws Exception {
    try (DatagramSocket code = new DatagramSocket()) {
      send(code, free("127.0.0.1"));
    }

    assertThat(failure())
        .containsPattern(
            "What the system shows:\n"
                + "  since [+-]\\d+\\.\\d ms \\d+ datagrams? over IPv4 came to this machine for"
                + " ports that nothing was bound to; any program may have sent")
        .contains(NO_SOCKET);
  }

  @Test
  void areShownBelowTheCauses() throws Exception {
    try (DatagramSocket code = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
      send(code, free("127.0.0.1"));
      code.connect(server.address());
      Thread reader = new Thread(() -> receive(code), "heartbeat");
      reader.start();
      awaitNative(reader);
      String message = catchThrowable(() -> assertThat(server).receives()).getMessage();
      server.sendTo((InetSocketAddress) code.getLocalSocketAddress(), "the end");
      reader.join();

      Golden.verifyExactly(
          "system-shows",
          message
                  .substring(message.indexOf("What the system"), message.indexOf("\n\nTo see"))
                  .replaceAll("since [+-][\\d.]+", "since +0.1")
                  .replaceAll("ms \\d+ datagrams?", "ms 1 datagram")
                  .replace(":" + code.getLocalPort(), ":40075")
                  .replace(":" + server.port(), ":40074")
                  .replaceAll("receive:\\d+", "receive:42")
              + "\n");
    }
  }

  @Test
  void countWhatFoundNoSocketOverIpv6() throws Exception {
    assumeTrue(UnreachedDatagrams.now().overIpv6().isPresent(), "this system has no IPv6");
    try (DatagramSocket code = new DatagramSocket()) {
      send(code, free("::1"));
    }

    assertThat(failure()).containsPattern("\\d+ datagrams? over IPv6 came to this machine");
  }

  @Test
  void countFromTheTestOn() throws Exception {
    try (DatagramSocket code = new DatagramSocket()) {
      send(code, free("127.0.0.1"));
    }
    UnreachedDatagrams.now();
    PeerGroup next = run.openGroup();
    DatagramPeer peer = open(next, "next");

    assertThat(catchThrowable(() -> assertThat(peer).receives()))
        .hasMessageContaining(NO_SOCKET)
        .hasMessageNotContaining("over IPv4");
  }

  @Test
  void showTheOtherSocketsOfThisProcess() throws Exception {
    try (DatagramSocket code = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
        DatagramSocket open = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
      code.connect(server.address());

      assertThat(failure())
          .contains(
              "127.0.0.1:%d connected to 127.0.0.1:%d (peer \"server\")"
                  .formatted(code.getLocalPort(), server.port()))
          .contains("other UDP sockets of this process: ")
          .contains("127.0.0.1:" + open.getLocalPort())
          .doesNotContain(NO_SOCKET);
    }
  }

  @Test
  void showFewOfManySockets() throws Exception {
    DatagramSocket[] code = new DatagramSocket[6];
    for (int opened = 0; opened < code.length; opened++) {
      code[opened] = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
    }
    try {
      assertThat(failure()).containsPattern("other UDP sockets of this process: .* and 2 more\n");
    } finally {
      for (DatagramSocket each : code) {
        each.close();
      }
    }
  }

  /** Also those of groups that know nothing of each other. */
  @Test
  void leaveOutWhatIsOurOwn() {
    try (PeerGroup other = PeerGroup.open(WaitLimits.DEFAULT)) {
      DatagramPeer elsewhere = open(other, "elsewhere");
      DatagramLink link = other.openLink(LinkOptions.to(elsewhere.address()).build());
      open(other, "client").sendTo(link.address(), "through the link");
      elsewhere.receive();

      assertThat(failure()).contains(NO_SOCKET);
    }
  }

  @Test
  void showWhoWaitsInAReceive() throws Exception {
    try (DatagramSocket code = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
      Thread reader = new Thread(() -> receive(code), "reader");
      reader.start();
      awaitNative(reader);

      assertThat(failure())
          .contains("thread \"reader\" waits in a receive (SystemFactsTests.receive:");
      server.sendTo((InetSocketAddress) code.getLocalSocketAddress(), "the end");
      reader.join();
    }
  }

  private static void receive(DatagramSocket socket) {
    try {
      socket.receive(new DatagramPacket(new byte[9], 9));
    } catch (IOException closed) {
      // the test is over
    }
  }

  @Test
  void showWhoWaitsInASelect() throws Exception {
    try (Selector selector = Selector.open();
        DatagramChannel code = DatagramChannel.open()) {
      code.configureBlocking(false).register(selector, SelectionKey.OP_READ);
      Thread reader = new Thread(() -> select(selector), "selecting");
      reader.start();
      awaitNative(reader);

      assertThat(failure())
          .contains("thread \"selecting\" waits in a select (SystemFactsTests.select:");
      selector.wakeup();
      reader.join();
    }
  }

  private static void select(Selector selector) {
    try {
      selector.select();
    } catch (IOException closed) {
      // the test is over
    }
  }

  /** From there on nothing but an event lets it go on. */
  private static void awaitNative(Thread thread) {
    while (thread.getStackTrace().length == 0 || !thread.getStackTrace()[0].isNativeMethod()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void showThatNobodyReads() throws Exception {
    try (DatagramSocket dead = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
      server.sendTo((InetSocketAddress) dead.getLocalSocketAddress(), "request");

      assertThat(failure())
          .contains("has unread datagrams")
          .containsPattern("What the system shows:\n  no (platform )?" + NO_READER)
          .doesNotContain("other UDP sockets");
    }
  }

  @Test
  void areLeftOutWhereACauseIsKnown() throws Exception {
    server.sendTo(free("127.0.0.1"), "request");

    assertThat(failure())
        .contains("nothing on this machine is bound to")
        .doesNotContain("system shows");
  }

  @Test
  void areLeftOutWhereNobodyHasWaited() {
    assertThat(catchThrowable(() -> assertThat(server).peeks()))
        .hasMessageContaining("nothing is pending")
        .hasMessageNotContaining("system shows");
    assertThat(catchThrowable(() -> server.receive(Duration.ofMillis(1))))
        .hasMessageContaining("received nothing within 1 ms")
        .hasMessageNotContaining("system shows");
    assertThat(catchThrowable(() -> server.receive(Duration.ofMillis(10))))
        .hasMessageContaining("received nothing within 10 ms")
        .hasMessageContaining("What the system shows:");
  }

  @Test
  void showThatAServerWasBoundTooLate() throws Exception {
    try (PortReservation reserved = UdpPorts.reserve();
        DatagramChannel late = DatagramChannel.open()) {
      Thread binder =
          new Thread(
              () -> {
                while (server.sent().isEmpty()) {
                  Thread.onSpinWait();
                }
                bind(late, reserved.port());
              });
      binder.start();
      Throwable failure =
          catchThrowable(
              () ->
                  assertThat(server)
                      .within(Duration.ofMillis(200))
                      .exchanges("request")
                      .with(new InetSocketAddress("127.0.0.1", reserved.port())));
      binder.join();

      assertThat(failure.getMessage().replaceAll("\n {4}", " "))
          .containsPattern(
              "Likely cause:\n  127.0.0.1:%d is bound now, but maybe was not when the request arrived: at that time \\d+ datagrams? came to this machine for ports that nothing was bound to"
                  .formatted(reserved.port()));
    }
  }

  private static void bind(DatagramChannel channel, int port) {
    try {
      channel.bind(new InetSocketAddress("127.0.0.1", port));
    } catch (IOException taken) {
      throw new UncheckedIOException(taken);
    }
  }
}
