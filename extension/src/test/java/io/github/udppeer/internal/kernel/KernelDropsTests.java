package io.github.udppeer.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.LoopbackHosts;
import io.github.udppeer.PeerGroup;
import io.github.udppeer.PeerOptions;
import io.github.udppeer.WaitLimits;
import io.github.udppeer.ports.PortReservation;
import io.github.udppeer.ports.UdpPorts;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernel's counter on plain sockets with a small receive buffer. */
class KernelDropsTests {

  private static final int DATAGRAMS = 500;

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void isExactlyWhatWasSentAndNotReceived(String host) throws Exception {
    assumeTrue(SocketTable.read().isPresent(), "this system does not tell its drops");
    PeerOptions options = LoopbackHosts.options("small", host).build();
    try (PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT)) {
      DatagramChannel small = group.openChannel(options);
      DatagramPeer probe = group.open(options);
      small.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
      InetSocketAddress address = (InetSocketAddress) small.getLocalAddress();
      assertThat(KernelDrops.of(address).counted(new KernelLook())).hasValue(0);

      for (int i = 0; i < DATAGRAMS; i++) {
        probe.sendTo(address, "http.requests:1|c\n");
      }

      assertThat(KernelDrops.of(address).counted(new KernelLook()))
          .hasValue(DATAGRAMS - queued(small));
    }
  }

  private long queued(DatagramChannel channel) throws Exception {
    channel.configureBlocking(false);
    long queued = 0;
    while (channel.receive(ByteBuffer.allocate(100)) != null) {
      queued++;
    }
    assertThat(queued).isBetween(1L, DATAGRAMS - 1L);
    return queued;
  }

  @Test
  void isNotKnownOfASocketThatIsClosed() {
    InetSocketAddress gone;
    try (PortReservation reserved = UdpPorts.reserve()) {
      gone = LoopbackHosts.address("127.0.0.1", reserved.port());
      assertThat(KernelDrops.of(gone).counted(new KernelLook())).isEmpty();
    }
  }

  @Test
  void ofBothIsKnownWhereEachIs() throws Exception {
    try (PortReservation reserved = UdpPorts.reserve()) {
      KernelDrops unknown = KernelDrops.of(LoopbackHosts.address("127.0.0.1", reserved.port()));

      assertThat(KernelDrops.none().plus(unknown).counted(new KernelLook())).isEmpty();
      assertThat(unknown.plus(KernelDrops.none()).counted(new KernelLook())).isEmpty();
      assertThat(KernelDrops.none().plus(KernelDrops.none()).counted(new KernelLook()))
          .isEqualTo(KernelDrops.none().counted(new KernelLook()));
    }
  }

  @Test
  void isNoneWhereNothingCanHaveBeenDropped() {
    assertThat(KernelDrops.none().counted(new KernelLook()).isPresent())
        .isEqualTo(SocketTable.read().isPresent());
    KernelDrops.none().counted(new KernelLook()).ifPresent(drops -> assertThat(drops).isZero());
  }
}
