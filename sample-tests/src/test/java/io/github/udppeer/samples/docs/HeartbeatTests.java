package io.github.udppeer.samples.docs;

// region first-test
import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.jupiter.UdpPeer;
import org.junit.jupiter.api.Test;

class HeartbeatTests {

  @Test
  void tellsThatTheServiceIsAlive(@UdpPeer DatagramPeer monitor) {
    Heartbeat heartbeat = new Heartbeat("orders", monitor.address());

    heartbeat.beat();

    assertThat(monitor).receives().hasText("orders alive 1\n");
    assertThat(monitor).hasNothingPending();
  }
}
// endregion
