package io.github.udppeer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a send has returned for is there, with no wait, however often one looks. */
class DatagramPeerExactnessTests {

  private static final int TIMES = 100_000;
  private static final int CLEARED_EVERY = 1_000;

  @AutoClose private final PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);
  private final DatagramPeer agent = group.open(PeerOptions.builder().name("agent").build());

  @Test
  void nothingIsPendingBeforeASendAndSomethingIsAfterIt() throws Exception {
    try (DatagramChannel client = DatagramChannel.open()) {
      ByteBuffer payload = ByteBuffer.allocate(8);
      for (long i = 0; i < TIMES; i++) {
        agent.assertThat().hasNothingPending();
        client.send(payload.putLong(0, i).rewind(), agent.address());
        byte[] peeked = agent.assertThat().peeks().actual().payload();
        byte[] received = agent.poll().orElseThrow().payload();
        if (ByteBuffer.wrap(peeked).getLong() != i || ByteBuffer.wrap(received).getLong() != i) {
          assertThat(received).as("datagram %d", i).isEqualTo(payload.array());
          assertThat(peeked).as("datagram %d, peeked", i).isEqualTo(payload.array());
        }
        if (i % CLEARED_EVERY == 0) {
          agent.clear();
        }
      }
    }
    assertThat(agent.statistics())
        .returns((long) TIMES, PeerStatistics::received)
        .returns(0, PeerStatistics::pending)
        .returns(0L, PeerStatistics::logDrops);
    assertThat(agent).lostNothing().hasNothingPending();
  }
}
