package io.github.udppeer.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.jupiter.UdpPeer;
import org.junit.jupiter.api.Test;

/** The test of {@link ScriptByHandTestCase}, with a peer. */
class ScriptPeerTestCase {

  @Test
  void answers(@UdpPeer DatagramPeer server) throws Exception {
    server.on("ping").reply("pong");
    assertThat(FirstAnswer.from(server.address())).isEqualTo("pong");
  }
}
