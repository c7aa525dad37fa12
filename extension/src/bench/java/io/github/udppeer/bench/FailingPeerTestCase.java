package io.github.udppeer.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.jupiter.UdpPeer;
import org.junit.jupiter.api.RepeatedTest;

/** The tests of {@link FailingByHandTestCase}, with a peer, a page and a capture file. */
class FailingPeerTestCase {

  @RepeatedTest(FailingByHandTestCase.TESTS)
  void receives(@UdpPeer DatagramPeer agent) throws Exception {
    ByHand.sendPing(agent.address());
    assertThat(agent).receives().hasText("pong");
  }

  static class One {

    @RepeatedTest(1)
    void receives(@UdpPeer DatagramPeer agent) throws Exception {
      ByHand.sendPing(agent.address());
      assertThat(agent).receives().hasText("pong");
    }
  }
}
