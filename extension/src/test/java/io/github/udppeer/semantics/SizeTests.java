package io.github.udppeer.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.udppeer.Datagram;
import io.github.udppeer.DatagramPeer;
import io.github.udppeer.PeerGroup;
import io.github.udppeer.PeerOptions;
import io.github.udppeer.PeerStatistics;
import io.github.udppeer.WaitLimits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Section F of docs/semantics.md: how long a datagram may be, and how many wait. */
class SizeTests {

  private static final int LONGEST_IPV4 = 65_507;
  private static final int LONGEST_IPV6 = 65_527;

  @AutoClose private final PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);

  @Row({80, 81})
  @OnEverySystem
  void theLongestDatagramIsReceivedWholeAndOneByteMoreIsNotSent(Sockets at) {
    int longest = at.host().equals(Hosts.IPV4) ? LONGEST_IPV4 : LONGEST_IPV6;
    InetSocketAddress destination = at.server().address();
    byte[] payload = bytes(longest);

    assertThat(at.client().sendTo(destination, bytes(longest + 1))).isEqualTo(Outcome.TOO_LARGE);
    assertThat(at.client().sendTo(destination, payload)).isEqualTo(Outcome.OK);

    Taken taken = at.server().receiveWhole(SocketSetup.ROOM_FOR_ANY);
    assertThat(taken.payload()).isEqualTo(Bytes.of(payload));
    assertThat(taken.wireLength()).isEqualTo(longest);
    assertThat(at.server().isReadable()).isFalse();
  }

  @Row(81)
  @ParameterizedTest(name = "{0}")
  @MethodSource("io.github.udppeer.semantics.Sockets#onIpv4")
  void anIpv6SocketSendsNoMoreOverIpv4(Sockets at) {
    assumeTrue(Hosts.loopback().contains(Hosts.IPV6), "no IPv6 on this machine");
    SocketUnderTest dual = at.open(SocketSetup.on("::"));
    InetSocketAddress destination = at.server().address();

    assertThat(dual.sendTo(destination, bytes(LONGEST_IPV4 + 1))).isEqualTo(Outcome.TOO_LARGE);
    assertThat(dual.sendTo(destination, bytes(LONGEST_IPV4))).isEqualTo(Outcome.OK);
    assertThat(at.server().poll().wireLength()).isEqualTo(LONGEST_IPV4);
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  @Row(84)
  @Test
  void theReceiveBufferIsToldAsTheSystemGrantedIt() throws IOException {
    Path limit = Path.of("/proc/sys/net/core/rmem_max");
    assumeTrue(Files.isReadable(limit), "this system does not tell its limit");
    int most = Integer.parseInt(Files.readAllLines(limit).get(0));

    assertThat(group.open(PeerOptions.defaults()).statistics().receiveBuffer())
        .isEqualTo(Math.min(4 << 20, most));
  }

  @Row(85)
  @Test
  void whenTheLogIsFullTheNewestAreDroppedAndCounted() {
    DatagramPeer probe = group.open(PeerOptions.defaults());
    DatagramPeer small = group.open(PeerOptions.builder().captureLimit(2L * (4 + 24)).build());

    for (String text : new String[] {"0001", "0002", "0003", "0004", "0005"}) {
      probe.sendTo(small, text);
    }

    assertThat(small.pending()).extracting(Datagram::text).containsExactly("0001", "0002");
    assertThat(small.statistics()).returns(3L, PeerStatistics::logDrops);
    assertThat(probe.sent()).hasSize(5);
  }
}
