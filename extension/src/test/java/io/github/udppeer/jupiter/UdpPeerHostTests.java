package io.github.udppeer.jupiter;

import static io.github.udppeer.jupiter.Fixtures.requireWorking;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.PeerOptions;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

class UdpPeerHostTests {

  private static final byte[] HELLO = {'h', 'i'};

  @Test
  void canBeLoopbackOrWildcardOfEitherFamily() {
    Fixtures.pass(1, FamiliesTestCase.class);
  }

  @Test
  void servesPlainSocketsThatAreBoundAndBlocking() {
    Fixtures.pass(1, PlainTestCase.class);
  }

  @Test
  void receivesMulticastOnTheLoopbackInterface() {
    Fixtures.pass(3, MulticastTestCase.class);
  }

  @Test
  void thatNoInterfaceHasIsRefusedInWords() {
    Throwable failure = Fixtures.failureOf(ForeignTestCase.class);
    assertThat(failure)
        .isExactlyInstanceOf(UncheckedIOException.class)
        .hasMessage(
            "@UdpPeer on field agent of class "
                + ForeignTestCase.class.getName()
                + ": cannot bind peer \"agent\" to 203.0.113.77:0: no interface of this machine"
                + " has the address 203.0.113.77")
        .hasCauseInstanceOf(BindException.class);
  }

  static class FamiliesTestCase {
    @Test
    void test(
        @UdpPeer(host = "::1") DatagramPeer loopback,
        @UdpPeer(host = "0.0.0.0") DatagramPeer wildcard,
        @UdpPeer(host = "::") DatagramPeer dual,
        @UdpPeer DatagramPeer sender) {
      requireWorking(loopback);
      sender.sendTo(wildcard, "to the wildcard");
      assertThat(wildcard).receives().hasText("to the wildcard").isFrom(sender);
      loopback.sendTo(dual, "to the other wildcard");
      assertThat(dual).receives().hasText("to the other wildcard").isFrom(loopback);
    }
  }

  @Timeout(60) // plain sockets wait for ever
  static class PlainTestCase {
    @Test
    void test(
        @UdpPeer DatagramSocket socket,
        @UdpPeer(host = "::1") DatagramChannel channel,
        @UdpPeer DatagramPeer sender,
        @UdpPeer(host = "::1") DatagramPeer ipv6Sender)
        throws Exception {
      assertThat(channel.isBlocking()).isTrue();
      sender.sendTo(socket.getLocalSocketAddress(), HELLO);
      ipv6Sender.sendTo(channel.getLocalAddress(), HELLO);
      DatagramPacket received = new DatagramPacket(new byte[10], 10);
      socket.receive(received);
      assertThat(received.getLength()).isEqualTo(HELLO.length);
      assertThat(channel.receive(ByteBuffer.allocate(10))).isEqualTo(ipv6Sender.address());
    }
  }

  @Timeout(60) // plain sockets wait for ever
  static class MulticastTestCase {
    private static final String GROUP = "239.255.77.1";

    @RegisterExtension final UdpPeers peers = UdpPeers.create();

    @Test
    void reachesAPeer(@UdpPeer(host = "0.0.0.0", join = GROUP) DatagramPeer member)
        throws SocketException {
      sender().sendTo(new InetSocketAddress(GROUP, member.port()), "to all");
      assertThat(member).receives().hasText("to all");
    }

    @Test
    void reachesASocket(@UdpPeer(host = "0.0.0.0", join = GROUP) DatagramSocket member)
        throws Exception {
      sender().sendTo(new InetSocketAddress(GROUP, member.getLocalPort()), HELLO);
      DatagramPacket received = new DatagramPacket(new byte[10], 10);
      member.receive(received);
      assertThat(received.getLength()).isEqualTo(HELLO.length);
    }

    @Test
    void reachesAChannel(@UdpPeer(host = "0.0.0.0", join = GROUP) DatagramChannel member)
        throws Exception {
      int port = ((InetSocketAddress) member.getLocalAddress()).getPort();
      sender().sendTo(new InetSocketAddress(GROUP, port), HELLO);
      assertThat(member.receive(ByteBuffer.allocate(10))).isNotNull();
    }

    private DatagramPeer sender() throws SocketException {
      String loopback =
          NetworkInterface.networkInterfaces()
              .filter(MulticastTestCase::isLoopback)
              .map(NetworkInterface::getName)
              .findFirst()
              .orElseThrow();
      return peers.open(PeerOptions.builder().networkInterface(loopback).build());
    }

    private static boolean isLoopback(NetworkInterface candidate) {
      try {
        return candidate.isLoopback();
      } catch (SocketException gone) {
        return false;
      }
    }
  }

  static class ForeignTestCase {
    @UdpPeer(host = "203.0.113.77")
    DatagramPeer agent;

    @Test
    void test() {}
  }
}
