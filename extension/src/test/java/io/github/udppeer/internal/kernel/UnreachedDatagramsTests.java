package io.github.udppeer.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnreachedDatagramsTests {

  @TempDir Path net;

  private OptionalLong ipv4() {
    return UnreachedDatagrams.count(LiteralAddress.constant("127.0.0.1"), net);
  }

  private OptionalLong ipv6() {
    return UnreachedDatagrams.count(LiteralAddress.constant("::1"), net);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(net.resolve(name), text);
  }

  @Test
  void standInTheColumnOfTheirNameForIpv4() throws IOException {
    write(
        "snmp",
        """
        Ip: NoPorts
        Ip: 7
        Udp: InDatagrams NoPorts InErrors
        Udp: 100 42 9
        UdpLite: InDatagrams NoPorts
        UdpLite: 1 2
        """);

    assertThat(ipv4()).hasValue(42);
    assertThat(ipv6()).isEmpty();
  }

  @Test
  void mayStandInTheLastColumnForIpv4() throws IOException {
    write("snmp", "Udp: InDatagrams NoPorts\nUdp: 100 42\n");

    assertThat(ipv4()).hasValue(42);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Udp: NoPorts\n",
        "Udp: NoPorts\nUdp: 42\nUdp: 43\n",
        "Udp: InDatagrams\nUdp: 42\n",
        "Udp: InDatagrams NoPorts\nUdp: 42\n",
        "Udp: NoPorts\nUdp: many\n",
      })
  void areUnknownWhereTheFileHasAnotherFormForIpv4(String text) throws IOException {
    write("snmp", text);

    assertThat(ipv4()).isEmpty();
  }

  @Test
  void haveALineOfTheirOwnForIpv6() throws IOException {
    write("snmp6", "Udp6InDatagrams   \t100\nUdp6NoPorts     \t42\nUdp6InErrors  \t9\n");

    assertThat(ipv6()).hasValue(42);
    assertThat(ipv4()).isEmpty();
  }

  @Test
  void areCountedWhereTheSystemHasTheFile() {
    assertThat(UnreachedDatagrams.count(LiteralAddress.constant("127.0.0.1")).isPresent())
        .isEqualTo(Files.exists(Path.of("/proc/net/snmp")));
  }

  @Test
  void areUnknownWhereNoLineTellsForIpv6() throws IOException {
    write("snmp6", "Udp6InDatagrams  100\n");

    assertThat(ipv6()).isEmpty();
  }
}
