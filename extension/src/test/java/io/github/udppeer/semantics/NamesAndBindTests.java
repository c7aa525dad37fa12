package io.github.udppeer.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.PeerGroup;
import io.github.udppeer.PeerOptions;
import io.github.udppeer.WaitLimits;
import io.github.udppeer.jupiter.UdpPeer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Section A of docs/semantics.md: what a peer is bound to, and what is refused. */
class NamesAndBindTests {

  @AutoClose private final PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);

  private DatagramPeer open(String host, int port) {
    return group.open(PeerOptions.builder().host(host).port(port).build());
  }

  private void refuses(String host, int port, String reason) {
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> open(host, port))
        .withMessageContaining(reason)
        .withCauseInstanceOf(BindException.class);
  }

  @Row(1)
  @ParameterizedTest
  @ValueSource(classes = {StreamSocketTestCase.class, StreamServerTestCase.class})
  void aStreamSocketIsRefused(Class<?> testCase) {
    Stream<Throwable> failures =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(testCase))
            .execute()
            .testEvents()
            .finished()
            .map(event -> event.getRequiredPayload(TestExecutionResult.class))
            .flatMap(result -> result.getThrowable().stream());

    assertThat(failures)
        .singleElement()
        .isInstanceOf(ExtensionConfigurationException.class)
        .extracting(Throwable::getMessage)
        .asString()
        .contains("the type must be DatagramPeer, DatagramSocket or DatagramChannel, but is");
  }

  static class StreamSocketTestCase {
    @Test
    void test(@UdpPeer Socket socket) {}
  }

  static class StreamServerTestCase {
    @Test
    void test(@UdpPeer ServerSocket socket) {}
  }

  @Row(8)
  @ParameterizedTest
  @MethodSource("io.github.udppeer.semantics.Hosts#loopback")
  void anAddressAndPortCanBeBoundOnce(String host) {
    refuses(host, open(host, 0).port(), "the port is in use");
  }

  @Row(8)
  @ParameterizedTest
  @CsvSource({"127.0.0.1, 0.0.0.0", "0.0.0.0, 127.0.0.1", "::1, ::", "::, ::1"})
  void theWildcardIsInTheWayOfAnAddress(String first, String second) {
    assumeTrue(!first.contains(":") || Hosts.loopback().contains(Hosts.IPV6), "no IPv6");

    refuses(second, open(first, 0).port(), "the port is in use");
  }

  @Row(8)
  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "others have 127.0.0.1 only")
  void twoAddressesMayHaveOnePort() {
    int port = open("127.0.0.9", 0).port();

    assertThatCode(() -> open("127.0.0.10", port)).doesNotThrowAnyException();
  }

  @Row(9)
  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "2001:db8::1"}) // for documentation: nobody has them
  void anAddressOfAnotherMachineCannotBeBound(String host) {
    assumeTrue(!host.contains(":") || Hosts.loopback().contains(Hosts.IPV6), "no IPv6");

    refuses(host, 0, "no interface of this machine has the address " + host);
  }

  @Row(10)
  @Test
  void aPortBelow1024NeedsAPrivilege() {
    int port = 1;
    assumeTrue(isForbidden(port), "this process may bind any port");

    refuses("127.0.0.1", port, "ports below 1024 need a privilege on this system");
  }

  private static boolean isForbidden(int port) {
    try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress("127.0.0.1", port))) {
      return !socket.isBound();
    } catch (IOException refused) {
      return String.valueOf(refused.getMessage()).contains("Permission denied");
    }
  }

  @Row(11)
  @OnEverySystem
  void thePortsThatTheSystemPicksDiffer(Sockets at) {
    Set<Integer> ports =
        Stream.generate(() -> at.open(SocketSetup.on(at.host())).address().getPort())
            .limit(20)
            .collect(Collectors.toSet());

    assertThat(ports).hasSize(20).allMatch(port -> port > 0);
  }
}
