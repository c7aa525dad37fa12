package io.github.udppeer.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockAddressesTests {

  @ParameterizedTest
  @CsvSource({
    "32768, 60999, 7077",
    "7078, 65535, 7077",
    "7077, 60999, 65535",
    "1024, 7077, 65535",
    "1024, 7076, 7077",
    "1024, 65534, 65535",
    "1024, 65535, 7077",
  })
  void areAtAPortThatTheSystemDoesNotGiveOut(int first, int last, int port) {
    assertThat(LockAddresses.of(new EphemeralRange(first, last)).port()).isEqualTo(port);
  }

  @Test
  void haveTheNumberInThem() {
    LockAddresses addresses = LockAddresses.at(7077);

    assertThat(addresses.of(0x2710)).isEqualTo(new InetSocketAddress("127.77.39.16", 7077));
    assertThat(addresses.of(0xffff)).isEqualTo(new InetSocketAddress("127.77.255.255", 7077));
    assertThat(addresses).hasToString("127.77.0.0/16 port 7077");
  }

  @ParameterizedTest
  @CsvSource({
    "'  12: 10274D7F:1BA5 00000000:0000', true, false",
    "'  12: 7F4D2710:1BA5 00000000:0000', false, true",
    "'  12: 7F4D4D7F:1BA5 00000000:0000', true, true",
    "'  12: 10274D7F:1BA6 00000000:0000', false, false",
    "'  12: 1027007F:1BA5 00000000:0000', false, false",
  })
  void areToldByTheirLine(String line, boolean little, boolean big) {
    LockAddresses addresses = LockAddresses.at(7077);

    assertThat(addresses.line(ByteOrder.LITTLE_ENDIAN).matcher(line).lookingAt()).isEqualTo(little);
    assertThat(addresses.line(ByteOrder.BIG_ENDIAN).matcher(line).lookingAt()).isEqualTo(big);
  }
}
