package io.github.udppeer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.Inet6Address;
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
