package io.github.udppeer.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.jupiter.UdpPeer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The tests of {@link OneByHandTestCase}, with a peer. */
class OnePeerTestCase {

  @Test
  void receives(@UdpPeer DatagramPeer agent) throws Exception {
    ByHand.sendPing(agent.address());
    assertThat(agent).receives().hasText("ping");
  }

  static class Many extends OnePeerTestCase {

    @Override
    @RepeatedTest(OneByHandTestCase.MANY)
    void receives(@UdpPeer DatagramPeer agent) throws Exception {
      super.receives(agent);
    }
  }
}
