package io.github.udppeer.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.jupiter.ReservedPort;
import io.github.udppeer.jupiter.UdpPeer;
import io.github.udppeer.ports.UdpPorts;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that binds by itself gets a port that is free, and the test waits until it is bound. */
class EchoServerTests {

  private InetSocketAddress address;
  private EchoServer server;

  @BeforeEach
  void startServer(@ReservedPort int port) throws SocketException {
    address = new InetSocketAddress("127.0.0.1", port);
    server = new EchoServer(address);
    server.start();
    UdpPorts.awaitBound(address, Duration.ofSeconds(10));
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void sendsEveryDatagramBack(@UdpPeer DatagramPeer client) {
    assertThat(client).exchanges("PING").with(address).hasText("PING").isFrom(address);
    assertThat(client).exchanges("").with(address).isEmpty();
    assertThat(client).exchanges(new byte[65_507]).with(address).hasLength(65_507);
  }

  @Test
  void answersEachClient(@UdpPeer DatagramPeer ada, @UdpPeer DatagramPeer grace) {
    ada.sendTo(address, "from ada");
    grace.sendTo(address, "from grace");

    assertThat(ada).receives().hasText("from ada");
    assertThat(grace).receives().hasText("from grace");
  }
}
