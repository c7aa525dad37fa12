package io.github.udppeer.bench;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.jupiter.UdpPeer;
import org.junit.jupiter.api.RepeatedTest;

/** Tests that are given a peer. */
class PeerTestCase {

  @RepeatedTest(EmptyTestCase.TESTS)
  void test(@UdpPeer DatagramPeer peer) {}
}
