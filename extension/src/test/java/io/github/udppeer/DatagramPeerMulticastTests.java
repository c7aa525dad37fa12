package io.github.udppeer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.semantics.Row;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Multicast on the loopback interface, which every machine has. */
class DatagramPeerMulticastTests {

  @AutoClose private final PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);

  private DatagramPeer join(String name, String host, String... groups) {
    return group.open(LoopbackHosts.options(name, host).join(groups).build());
  }

  @ParameterizedTest
  @CsvSource({"0.0.0.0, 239.211.7.1", "239.211.7.2, 239.211.7.2"})
  void aGroupIsReceivedOnLoopback(String host, String multicast) {
    DatagramPeer member = join("member", host, multicast);
    DatagramPeer sender = join("sender", "0.0.0.0", "239.211.7.9");

    sender.sendTo(LoopbackHosts.address(multicast, member.port()), "DISCOVER\r\n");

    assertThat(member).receives().hasText("DISCOVER\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"::", "ff15::d3:1"})
  void anIpv6GroupIsJoined(String host) {
    DatagramPeer member = join("member", host, "ff15::d3:1");

    assertThat(member.port()).isPositive(); // Linux routes no IPv6 multicast over loopback
    assertThat(member).hasNothingPending();
  }

  @Test
  void severalGroupsAreReceived() {
    DatagramPeer member = join("member", "0.0.0.0", "239.211.7.3", "239.211.7.4");

    for (InetAddress joined : member.peer().settings().groups()) {
      member.sendTo(new InetSocketAddress(joined, member.port()), joined.getHostAddress());
    }

    assertThat(member).receivesInOrder("239.211.7.3", "239.211.7.4");
  }

  @Row(98)
  @Test
  void anotherGroupIsNotReceived() {
    DatagramPeer member = join("member", "0.0.0.0", "239.211.7.5");
    DatagramPeer other = join("other", "0.0.0.0", "239.211.7.6");

    member.sendTo(LoopbackHosts.address("239.211.7.6", member.port()), "DISCOVER\r\n");
    member.sendTo(LoopbackHosts.address("239.211.7.6", other.port()), "DISCOVER\r\n");

    assertThat(member).hasNothingPending();
    assertThat(other).hasPending(1);
  }

  @Test
  void theInterfaceCanBeNamed() throws SocketException {
    String loopback =
        NetworkInterface.networkInterfaces()
            .filter(DatagramPeerMulticastTests::isLoopback)
            .findFirst()
            .orElseThrow()
            .getName();
    DatagramPeer member =
        group.open(
            LoopbackHosts.options("member", "0.0.0.0")
                .join("239.211.7.7")
                .networkInterface(loopback)
                .build());

    member.sendTo(LoopbackHosts.address("239.211.7.7", member.port()), "DISCOVER\r\n");

    assertThat(member).receives().hasText("DISCOVER\r\n");
  }

  private static boolean isLoopback(NetworkInterface candidate) {
    try {
      return candidate.isLoopback();
    } catch (SocketException gone) {
      return false;
    }
  }
}
