package io.github.udppeer.samples.docs;

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

// region server-under-test
class PongServerTests {

  private InetSocketAddress address;
  private PongServer server;

  @BeforeEach
  void startServer(@ReservedPort int port) throws SocketException {
    address = new InetSocketAddress("127.0.0.1", port);
    server = new PongServer(port);
    server.start();
    UdpPorts.awaitBound(address, Duration.ofSeconds(10));
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  // region exchange
  @Test
  void answersAPing(@UdpPeer DatagramPeer client) {
    assertThat(client).exchanges("PING").with(address).hasText("PONG");
  }
  // endregion
}
// endregion
