package io.github.udppeer.internal.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpDatagramTests {

  private static final InetSocketAddress CLIENT = new InetSocketAddress("127.0.0.1", 40074);
  private static final InetSocketAddress SERVER = new InetSocketAddress("127.0.0.2", 53);

  @Test
  void hasTheHeadersOfIpv4() { // the checksums were computed by another program
    byte[] bytes = IpDatagram.of(CLIENT, SERVER, new byte[] {0x68, 0x69, 0x21});
    assertThat(HexFormat.of().formatHex(bytes))
        .isEqualTo("4500001f0000400040113ccb7f0000017f000002" + "9c8a0035000bdbab686921");
  }

  @Test
  void hasTheHeadersOfIpv6() {
    InetSocketAddress self = new InetSocketAddress("::1", 5);
    ByteBuffer bytes = ByteBuffer.wrap(IpDatagram.of(self, self, new byte[] {1}));
    assertThat(bytes.remaining()).isEqualTo(40 + 8 + 1);
    assertThat(bytes.getInt(0)).isEqualTo(0x60000000);
    assertThat(bytes.getShort(4)).isEqualTo((short) 9);
    assertThat(bytes.get(6)).isEqualTo((byte) 17);
  }

  /** One payload of all there are makes the sum zero, which would mean that there is none. */
  @Test
  void neverSaysThatThereIsNoChecksum() {
    byte[] payload = new byte[2];
    for (int value = 0; value <= 0xffff; value++) {
      ByteBuffer.wrap(payload).putShort((short) value);
      byte[] bytes = IpDatagram.of(CLIENT, SERVER, payload);
      assertThat(ByteBuffer.wrap(bytes).getShort(26)).isNotZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1, 65507", "::1, 65527"})
  void cutsWhatNoHeaderCanHold(String host, int most) {
    InetSocketAddress self = new InetSocketAddress(host, 5);
    int headers = host.contains(":") ? 48 : 28;
    assertThat(IpDatagram.of(self, self, new byte[most + 1])).hasSize(headers + most);
  }

  @Test
  void writesIpv4AmongIpv6AsSocketsSeeIt() {
    byte[] bytes = IpDatagram.of(CLIENT, new InetSocketAddress("::1", 5), new byte[0]);
    assertThat(HexFormat.of().formatHex(Arrays.copyOfRange(bytes, 8, 24)))
        .isEqualTo("00000000000000000000ffff7f000001");
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.3, 127.0.0.1,    127.0.0.3",
    "0.0.0.0,   127.0.0.9,    127.0.0.1",
    "::,        ::1,          ::1",
    "::,        127.0.0.9,    127.0.0.1",
    "0.0.0.0,   192.0.2.1,    0.0.0.0"
  })
  void namesTheAddressThatAPeerHasForAnother(String bound, String other, String local) {
    assertThat(IpDatagram.local(new InetSocketAddress(bound, 5), new InetSocketAddress(other, 9)))
        .isEqualTo(new InetSocketAddress(local, 5));
  }
}
