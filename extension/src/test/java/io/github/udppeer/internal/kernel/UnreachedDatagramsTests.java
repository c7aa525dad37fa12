package io.github.udppeer.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnreachedDatagramsTests {

  private final Map<String, String> texts = new HashMap<>();

  private OptionalLong ipv4() {
    return UnreachedDatagrams.of(texts.getOrDefault("snmp", ""), "").overIpv4();
  }

  private OptionalLong ipv6() {
    return UnreachedDatagrams.of("", texts.getOrDefault("snmp6", "")).overIpv6();
  }

  private void write(String name, String text) {
    texts.put(name, text);
  }

  @Test
  void standInTheColumnOfTheirNameForIpv4() {
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
  void mayStandInTheLastColumnForIpv4() {
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
  void areUnknownWhereTheFileHasAnotherFormForIpv4(String text) {
    write("snmp", text);

    assertThat(ipv4()).isEmpty();
  }

  @Test
  void haveALineOfTheirOwnForIpv6() {
    write("snmp6", "Udp6InDatagrams   \t100\nUdp6NoPorts     \t42\nUdp6InErrors  \t9\n");

    assertThat(ipv6()).hasValue(42);
    assertThat(ipv4()).isEmpty();
  }

  @Test
  void areCountedWhereTheSystemHasTheFile() {
    assertThat(UnreachedDatagrams.now().overIpv4().isPresent())
        .isEqualTo(Files.exists(Path.of("/proc/net/snmp")));
  }

  @Test
  void areUnknownWhereNoLineTellsForIpv6() {
    write("snmp6", "Udp6InDatagrams  100\n");

    assertThat(ipv6()).isEmpty();
  }
}
