package io.github.udppeer.semantics;

import static io.github.udppeer.ReceiveFlag.DONTWAIT;
import static io.github.udppeer.ReceiveFlag.PEEK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.udppeer.Datagram;
import io.github.udppeer.DatagramPeer;
import io.github.udppeer.PeerGroup;
import io.github.udppeer.PeerOptions;
import io.github.udppeer.WaitLimits;
import io.github.udppeer.WaitingCall;
import io.github.udppeer.exceptions.ReceiveInterruptedException;
import io.github.udppeer.exceptions.WouldBlockException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Section D of docs/semantics.md: waiting. How waits end by a close or an interrupt is told by
 * {@code DatagramPeerCloseTests}.
 */
class WaitTests {

  @Row(50)
  @OnEverySystem
  void aTimeoutIsNeverShorterAndLeavesTheSocketUsable(Sockets at) {
    Duration limit = Duration.ofMillis(5);
    SocketUnderTest server = at.open(new SocketSetup(at.host(), 16, limit));
    long start = System.nanoTime();

    assertThat(Read.of(server, 4)).isEqualTo(Read.failed(Outcome.TIMED_OUT, 4));

    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(limit.toNanos());
    at.client().sendTo(server.address(), new byte[] {'P'});
    assertThat(Read.of(server, 4)).isEqualTo(at.whole(1, "P..."));
  }

  @Row(52)
  @OnEverySystem
  void aSocketIsReadableExactlyWhileADatagramIsPending(Sockets at) {
    assertThat(at.server().isReadable()).isFalse();
    at.send("PING", "");
    assertThat(at.server().isReadable()).isTrue();
    at.read(4, PEEK);
    at.read(4);
    assertThat(at.server().isReadable()).isTrue();
    at.read(4);
    assertThat(at.server().isReadable()).isFalse();
  }

  @Row(52)
  @OnEverySystem
  void aTimeoutOfReceivesIsNoneOfSends(Sockets at) {
    assertThat(at.read(4)).isEqualTo(Read.failed(Outcome.TIMED_OUT, 4));

    assertThat(at.server().sendTo(at.client().address(), new byte[4])).isEqualTo(Outcome.OK);
  }

  @Row(60)
  @OnEverySystem
  void aBufferIsNotTouchedWhenItsCallHasEnded(Sockets at) {
    byte[] memory = new byte[8];
    Arrays.fill(memory, (byte) 0xEE);
    at.server().receiveFrom(ByteBuffer.wrap(memory));

    at.send("PING 00042");

    assertThat(at.read(10)).isEqualTo(at.whole(10, "PING 00042"));
    assertThat(memory).containsOnly(0xEE);
  }

  /** While one thread waits, which blocks a {@code DatagramChannel} for others. */
  @Nested
  class WhileAThreadWaits {

    @AutoClose
    private final PeerGroup group = PeerGroup.open(new WaitLimits(Duration.ofMinutes(5), 1));

    private final DatagramPeer probe = group.open(PeerOptions.defaults());
    private final DatagramPeer agent = group.open(PeerOptions.defaults());
    private final WaitingCall<Datagram> waiting = WaitingCall.start(agent::receive);

    @Row(59)
    @Test
    void whatNeedNotWaitGoesThrough() throws Exception {
      agent.sendTo(probe, "sent");

      assertThat(agent).wouldBlock();
      assertThat(agent.poll()).isEmpty();
      assertThat(agent.peek()).isEmpty();
      assertThat(agent.pending()).isEmpty();
      assertThat(agent.statistics().sent()).isEqualTo(1);
      assertThat(probe.receive()).hasText("sent");
      probe.sendTo(agent, "PING");
      assertThat(waiting.result()).hasText("PING");
    }

    @Row(59)
    @Test
    void aSecondReceiverSeesItsInterrupt() throws Exception {
      WaitingCall<Datagram> second = WaitingCall.start(agent::receive);

      second.interrupt();

      assertThat(second.failure()).isInstanceOf(ReceiveInterruptedException.class);
      probe.sendTo(agent, "PING");
      assertThat(waiting.result()).hasText("PING");
    }

    @Row({23, 59})
    @Test
    void aCallMayRefuseToWait() throws Exception {
      assertThatExceptionOfType(WouldBlockException.class)
          .isThrownBy(() -> agent.recvFrom(ByteBuffer.allocate(4), DONTWAIT));
      probe.sendTo(agent, "PING");
      assertThat(waiting.result()).hasText("PING");
    }
  }
}
