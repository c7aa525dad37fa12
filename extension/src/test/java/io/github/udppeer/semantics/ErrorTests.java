package io.github.udppeer.semantics;

import static io.github.udppeer.ReceiveFlag.DONTWAIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.ports.PortReservation;
import io.github.udppeer.ports.UdpPorts;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Section E of docs/semantics.md, as far as a socket that is never connected meets it. */
class ErrorTests {

  @Row(76)
  @OnEverySystem
  void nobodyIsToldThatNobodyListens(Sockets at) {
    try (PortReservation nobody = UdpPorts.reserve()) {
      InetSocketAddress nowhere =
          new InetSocketAddress(at.client().address().getAddress(), nobody.port());

      assertThat(at.client().sendTo(nowhere, new byte[4])).isEqualTo(Outcome.OK);
      assertThat(at.client().sendTo(nowhere, new byte[4])).isEqualTo(Outcome.OK);

      assertThat(Read.of(at.client(), 4, DONTWAIT)).isEqualTo(Read.failed(Outcome.WOULD_BLOCK, 4));
    }
  }

  @Row(79)
  @ParameterizedTest(name = "{0}")
  @MethodSource("io.github.udppeer.semantics.Sockets#onIpv4")
  @EnabledOnOs(value = OS.LINUX, disabledReason = "others have 127.0.0.1 only")
  void aServerOnTheWildcardAnswersFromTheAddressOfTheRoute(Sockets at) {
    SocketUnderTest server = at.open(SocketSetup.on("0.0.0.0"));
    int port = server.address().getPort();
    at.client().sendTo(new InetSocketAddress("127.0.0.2", port), new byte[4]);

    server.sendTo(server.poll().source().orElseThrow(), new byte[4]);

    assertThat(at.client().poll().source()).contains(new InetSocketAddress(Hosts.IPV4, port));
  }
}
