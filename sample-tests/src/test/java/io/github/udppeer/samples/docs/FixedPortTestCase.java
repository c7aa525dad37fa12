package io.github.udppeer.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.jupiter.UdpPeer;
import io.github.udppeer.jupiter.UdpPortLocks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

// region fixed-port
@ResourceLock(providers = UdpPortLocks.class)
class FixedPortTestCase {

  @Test
  void hearsOnTheFixedPort(
      @UdpPeer(port = 4711) DatagramPeer monitor, @UdpPeer DatagramPeer client) {
    client.sendTo(monitor, "hello");

    assertThat(monitor).receives().hasText("hello");
  }
}
// endregion
