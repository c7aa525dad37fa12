package io.github.udppeer.internal.failure;

import static io.github.udppeer.HastyPeers.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.PeerGroup;
import io.github.udppeer.PeerOptions;
import io.github.udppeer.WaitLimits;
import io.github.udppeer.internal.kernel.GroupRoute;
import io.github.udppeer.internal.kernel.SocketTable;
import io.github.udppeer.internal.kernel.UnreachedDatagrams;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What was meant for a peer, and went where it is not. */
class AstrayTests {

  private static final Duration SHORT = Duration.ofMillis(20);

  @AutoClose private final PeerGroup run = PeerGroup.open(WaitLimits.DEFAULT);
  private final PeerGroup test = run.openGroup();

  private static String failureOf(DatagramPeer peer) {
    return catchThrowable(() -> assertThat(peer).receives()).getMessage();
  }

  @Nested
  class ByTheRouteOfAGroup {

    private static final String GROUP = "239.77.12.25";

    private final DatagramPeer member =
        test.open(
            PeerOptions.builder()
                .name("member")
                .host("0.0.0.0")
                .join(GROUP)
                .receiveTimeout(SHORT)
                .build());

    private NetworkInterface loopback() throws SocketException {
      return NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
    }

    @Test
    void isToldWhereItLeavesByAnotherInterface() throws Exception {
      NetworkInterface route = GroupRoute.to(InetAddress.getByName(GROUP)).orElse(loopback());
      assumeTrue(!route.equals(loopback()), "this machine has no other route to groups");
      try (DatagramSocket sender = new DatagramSocket()) {
        sender.send(
            new DatagramPacket(
                new byte[1], 1, new InetSocketAddress(GROUP, member.address().getPort())));
      }

      assertThat(failureOf(member))
          .contains(
              "Likely cause:\n  group %s was joined on %s; who names no interface sends to it by %s\n"
                  .formatted(GROUP, loopback().getName(), route.getName()));
    }

    @Test
    void isNotToldWhereSomethingCame() {
      open(test, "sender").sendTo(member, "unicast");
      member.receive();

      assertThat(failureOf(member)).doesNotContain("was joined on");
    }
  }

  @Nested
  class ToAnEarlierPeer {

    private InetSocketAddress earlier;
    private DatagramPeer server;

    @BeforeEach
    void openOneAfterTheOther() {
      assumeTrue(SocketTable.read().isPresent(), "this system has no socket table");
      PeerGroup first = run.openGroup();
      DatagramPeer before = open(first, "server");
      earlier = before.address();
      first.close();
      server = open(test, "server");
      assumeTrue(!server.address().equals(earlier), "the system gave the port again");
      assumeTrue(
          UnreachedDatagrams.now().over(earlier.getAddress()).isPresent(), "it counts nothing");
    }

    private void sendToTheEarlierOne() throws Exception {
      try (DatagramSocket sender = new DatagramSocket()) {
        sender.send(new DatagramPacket(new byte[1], 1, earlier));
      }
    }

    @Test
    void isTold() throws Exception {
      sendToTheEarlierOne();

      assertThat(failureOf(server))
          .containsPattern(
              "Likely cause:\n  peer \"server\" of an earlier class was at 127.0.0.1:%d, and since its closing \\d"
                  .formatted(earlier.getPort()));
    }

    @Test
    void isNotToldWhereSomethingCame() throws Exception {
      open(test, "client").sendTo(server, "request");
      server.receive();
      sendToTheEarlierOne();

      assertThat(failureOf(server)).doesNotContain("of an earlier class");
    }

    @Test
    void isNotToldOfAPeerThatSpeaksFirst() throws Exception {
      server.sendTo(open(test, "other"), "request");
      sendToTheEarlierOne();

      assertThat(failureOf(server)).doesNotContain("of an earlier class");
    }

    @Test
    void isNotToldOfAPeerOfAnotherName() throws Exception {
      sendToTheEarlierOne();

      assertThat(failureOf(open(test, "another"))).doesNotContain("of an earlier class");
    }

    @Test
    void isNotToldWhereItsPortIsBoundAgain() throws Exception {
      sendToTheEarlierOne();
      try (DatagramSocket bound = new DatagramSocket(null)) {
        bound.bind(earlier);

        assertThat(failureOf(server)).doesNotContain("of an earlier class");
      }
    }

    @Test
    void isToldByThePeerThatSentThere() {
      DatagramPeer client = open(test, "client");

      assertThat(catchThrowable(() -> assertThat(client).exchanges("PING").with(earlier)))
          .hasMessageContaining("; peer \"server\" of an earlier test was");
    }

    @Test
    void isToldOfAPeerOfThisTestThatIsClosed() {
      DatagramPeer client = open(test, "client");
      server.close();

      assertThat(catchThrowable(() -> assertThat(client).exchanges("PING").with(server.address())))
          .hasMessageContaining("; peer \"server\", which was, is closed");
    }
  }
}
