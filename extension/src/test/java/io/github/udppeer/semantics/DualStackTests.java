package io.github.udppeer.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.PeerGroup;
import io.github.udppeer.PeerOptions;
import io.github.udppeer.WaitLimits;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Section H of docs/semantics.md: both families at one socket. */
class DualStackTests {

  @AutoClose private final PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);

  @BeforeEach
  void assumeIpv6() {
    assumeTrue(Hosts.loopback().contains(Hosts.IPV6), "no IPv6 on this machine");
  }

  private DatagramPeer open(String host, int port) {
    return group.open(PeerOptions.builder().host(host).port(port).build());
  }

  @Row(92)
  @ParameterizedTest(name = "{0}")
  @MethodSource("io.github.udppeer.semantics.Sockets#onIpv4")
  void theIpv6WildcardReceivesIpv4(Sockets at) {
    SocketUnderTest dual = at.open(SocketSetup.on("::"));
    byte[] payload = "PING".getBytes(StandardCharsets.US_ASCII);

    at.client().sendTo(new InetSocketAddress(Hosts.IPV4, dual.address().getPort()), payload);

    assertThat(Read.of(dual, 4)).isEqualTo(at.whole(4, "PING"));
  }

  @Row(12)
  @ParameterizedTest(name = "{0}")
  @MethodSource("io.github.udppeer.semantics.Sockets#onIpv4")
  void theIpv6WildcardSendsToIpv4(Sockets at) {
    SocketUnderTest dual = at.open(SocketSetup.on("::"));

    assertThat(dual.sendTo(at.server().address(), new byte[] {'P'})).isEqualTo(Outcome.OK);

    assertThat(at.server().poll().source())
        .contains(new InetSocketAddress(Hosts.IPV4, dual.address().getPort()));
  }

  @Row(93)
  @ParameterizedTest
  @CsvSource({"::, 0.0.0.0", "::, 127.0.0.1", "0.0.0.0, ::"})
  void theIpv6WildcardHasItsPortInIpv4Too(String first, String second) {
    int port = open(first, 0).port();

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> open(second, port))
        .withMessageContaining("the port is in use");
  }

  @Row(94)
  @Test
  void anAddressOfOneFamilyReachesThatFamilyOnly() {
    DatagramPeer ipv6 = open("::1", 0);
    DatagramPeer mapped = open("::ffff:127.0.0.1", 0);

    assertThat(mapped.address().getAddress()).isEqualTo(Hosts.parse(Hosts.IPV4));
    assertThatIllegalArgumentException().isThrownBy(() -> ipv6.sendTo(mapped.address(), "PING"));
    assertThatIllegalArgumentException().isThrownBy(() -> mapped.sendTo(ipv6.address(), "PING"));
    assertThat(ipv6.sent()).isEmpty();
    assertThat(mapped.sent()).isEmpty();
  }
}
