package io.github.udppeer.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.jupiter.UdpPeer;
import io.github.udppeer.jupiter.WatchSockets;
import io.github.udppeer.watch.SocketWatch;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class WatchTests {

  @Test
  void scratch(@UdpPeer DatagramPeer sender, @WatchSockets SocketWatch code) throws Exception {
    try (DatagramSocket receiver =
        new DatagramSocket(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0))) {
      sender.sendTo(receiver.getLocalSocketAddress(), new byte[2000]);
      receiver.receive(new DatagramPacket(new byte[512], 512));
      receiver.send(
          new DatagramPacket(new byte[15], 15, sender.address().getAddress(), sender.port() ^ 1));
    }
    assertThat(code).receivedAllFrom(sender).leftNothingOpen().boundOnlyToLoopback();
    assertThat(code).cutDatagrams(1).from(sender).offered(512).lost(1488).inLine("WatchTests.java");
    try {
      assertThat(code).truncatedNothing();
    } catch (AssertionError e) {
      System.out.println(e.getMessage());
    }
    try {
      assertThat(code).sentOnlyTo(sender);
    } catch (AssertionError e) {
      System.out.println(e.getMessage());
    }
    try {
      assertThat(code).neverWaitedWithoutTimeout();
    } catch (AssertionError e) {
      System.out.println(e.getMessage());
    }
    try {
      sender.assertThat().within(java.time.Duration.ofMillis(50)).receives();
    } catch (AssertionError e) {
      System.out.println(e.getMessage());
    }
  }
}
