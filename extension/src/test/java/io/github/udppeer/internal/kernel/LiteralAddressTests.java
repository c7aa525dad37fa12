package io.github.udppeer.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.udppeer.internal.text.Words;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralAddressTests {

  @Nested
  class AnAddress {

    @ParameterizedTest
    @CsvSource({
      "127.0.0.1, 127.0.0.1",
      "255.255.255.255, 255.255.255.255",
      "::, ::",
      "::1, ::1",
      "1::2:3, 1::2:3",
      "FF15::1, ff15::1",
      "::ffff:127.0.0.1, 127.0.0.1",
    })
    void isRead(String text, String shown) {
      assertThat(LiteralAddress.parse(text).map(Words::host)).contains(shown);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "", "localhost", "a", "ab.cd", "127.1", "1", "0x7f.0.0.1", "256.1.1.1", "1.2.3.4.5",
          "127.0.0.01", ":", ":::", ".::1", "::1.", "12345::", "::1%", "[::1]", "127.0.0.1:9",
          "1.2.3.4%lo", "%lo", "::g", " ::1", "\u0661.2.3.4"
        })
    void isNotReadFromAnythingElse(String text) {
      assertThat(LiteralAddress.parse(text)).isEmpty();
    }
  }

  @Nested
  class AnAddressWithAPort {

    @ParameterizedTest
    @CsvSource({
      "127.0.0.1:0, 127.0.0.1, 0",
      "127.0.0.1:5353, 127.0.0.1, 5353",
      "[::1]:65535, ::1, 65535",
    })
    void isRead(String text, String host, int port) {
      InetSocketAddress address = LiteralAddress.parseWithPort("agent", text);

      assertThat(Words.host(address.getAddress())).isEqualTo(host);
      assertThat(address.getPort()).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"", "127.0.0.1", "127.0.0.1:65536", "127.0.0.1:123456", "::1:53", "a:1"})
    void isNotReadFromAnythingElse(String text) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> LiteralAddress.parseWithPort("agent", text))
          .withMessage(
              "agent must be a literal address and a port such as 127.0.0.1:5353, but was \"%s\"",
              text);
    }

    @Test
    void needsAHostThatIsAnAddress() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> LiteralAddress.parseWithPort("agent", "1.2.3:53"))
          .withMessage(
              "the host of agent = \"1.2.3\" is not an IP address; use a literal such as"
                  + " 127.0.0.1 or ::1");
    }
  }

  @Nested
  class AnOption {

    @ParameterizedTest
    @CsvSource({
      "'', '\"\" is empty; use a literal address such as ::1'",
      "1.2.3, '\"1.2.3\" is not an IP address; use a literal such as ::1'",
      "localhost, '\"localhost\" is a name, which can resolve to either family; "
          + "use a literal address such as ::1'",
    })
    void isToldWhatIsWrong(String text, String words) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> LiteralAddress.parse("host", text, "::1"))
          .withMessage("host = " + words);
    }

    @Test
    void isRead() {
      assertThat(LiteralAddress.parse("host", "::1", "127.0.0.1"))
          .isEqualTo(LiteralAddress.constant("::1"));
    }
  }

  @Nested
  class TheFamily {

    private final InetAddress ipv4 = LiteralAddress.constant("10.0.0.1");
    private final InetAddress ipv6 = LiteralAddress.constant("2001:db8::1");

    @Test
    void hasAName() {
      assertThat(LiteralAddress.family(ipv4)).isEqualTo("IPv4");
      assertThat(LiteralAddress.family(ipv6)).isEqualTo("IPv6");
    }

    @Test
    void hasALoopbackAndAWildcard() {
      assertThat(Words.host(LiteralAddress.loopback(ipv4))).isEqualTo("127.0.0.1");
      assertThat(Words.host(LiteralAddress.loopback(ipv6))).isEqualTo("::1");
      assertThat(Words.host(LiteralAddress.wildcard(ipv4))).isEqualTo("0.0.0.0");
      assertThat(Words.host(LiteralAddress.wildcard(ipv6))).isEqualTo("::");
    }

    @Test
    void isTheSameOrNot() {
      assertThat(LiteralAddress.sameFamily(ipv4, ipv4)).isTrue();
      assertThat(LiteralAddress.sameFamily(ipv6, ipv6)).isTrue();
      assertThat(LiteralAddress.sameFamily(ipv4, ipv6)).isFalse();
      assertThat(LiteralAddress.sameFamily(ipv6, ipv4)).isFalse();
    }
  }

  @Nested
  class AZone {

    @Test
    void isTakenWhereItsInterfaceHasTheAddress() throws SocketException {
      List<Inet6Address> scoped =
          NetworkInterface.networkInterfaces()
              .flatMap(NetworkInterface::inetAddresses)
              .filter(Inet6Address.class::isInstance)
              .map(Inet6Address.class::cast)
              .filter(address -> address.getScopeId() > 0)
              .toList();
      assumeTrue(!scoped.isEmpty(), "no interface has an IPv6 address");

      for (Inet6Address address : scoped) {
        assertThat(LiteralAddress.parse(address.getHostAddress())).contains(address);
      }
    }

    @ParameterizedTest
    @CsvSource({"nosuch, nosuch", "999999999, 999999999", "99999999999, 99999999999"})
    void thatIsNoInterfaceIsToldAsSuch(String zone, String shown) {
      refuses(
          "fe80::1%" + zone,
          " names interface \""
              + shown
              + "\", which does not exist; this machine has "
              + Interfaces.names()
              + "; use an address such as ::1");
    }

    @Test
    void whoseInterfaceHasNoSuchScopeIsToldAsSuch() throws SocketException {
      NetworkInterface loopback =
          NetworkInterface.networkInterfaces()
              .filter(LiteralAddressTests::isLoopbackWithoutLinkLocal)
              .findFirst()
              .orElse(null);
      assumeTrue(loopback != null, "the loopback interface has a link-local address");

      refuses(
          "fe80::1%" + loopback.getName(),
          " names interface \""
              + loopback.getName()
              + "\", which has no IPv6 address of that scope; use an address such as ::1");
    }

    @Test
    void ofNoAddressDoesNotMatter() {
      refuses("fe80:::1%lo", " is not an IP address; use a literal such as ::1");
    }

    private void refuses(String text, String words) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> LiteralAddress.parse("host", text, "::1"))
          .withMessage("host = \"" + text + "\"" + words);
    }
  }

  private static boolean isLoopbackWithoutLinkLocal(NetworkInterface candidate) {
    try {
      return candidate.isLoopback()
          && candidate
              .inetAddresses()
              .noneMatch(it -> it instanceof Inet6Address && it.isLinkLocalAddress());
    } catch (SocketException gone) {
      return false;
    }
  }
}
