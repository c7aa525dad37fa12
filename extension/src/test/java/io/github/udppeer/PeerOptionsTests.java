package io.github.udppeer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerOptionsTests {

  private static PeerOptions.Builder everything() {
    return PeerOptions.builder()
        .name("agent")
        .host("0.0.0.0")
        .port(8125)
        .receiveCapacity(1432)
        .receiveTimeout(Duration.ofMillis(250))
        .captureLimit(1 << 20)
        .strict(true)
        .join("239.1.2.3", "239.1.2.4");
  }

  @Nested
  class Values {

    @Test
    void haveDefaults() {
      PeerOptions options = PeerOptions.defaults();

      assertThat(options.name()).isEmpty();
      assertThat(options.host().getHostAddress()).isEqualTo("127.0.0.1");
      assertThat(options.port()).isZero();
      assertThat(options.receiveCapacity()).isEqualTo(65_535);
      assertThat(options.receiveTimeout()).isEmpty();
      assertThat(options.captureLimit()).isEqualTo(67_108_864);
      assertThat(options.isStrict()).isFalse();
      assertThat(options.groups()).isEmpty();
      assertThat(options.networkInterface()).isEmpty();
    }

    @Test
    void areThoseThatWereSet() {
      PeerOptions options = everything().build();

      assertThat(options.name()).isEqualTo("agent");
      assertThat(options.host().isAnyLocalAddress()).isTrue();
      assertThat(options.port()).isEqualTo(8125);
      assertThat(options.receiveCapacity()).isEqualTo(1432);
      assertThat(options.receiveTimeout()).contains(Duration.ofMillis(250));
      assertThat(options.captureLimit()).isEqualTo(1_048_576);
      assertThat(options.isStrict()).isTrue();
      assertThat(options.groups())
          .extracting(InetAddress::getHostAddress)
          .containsExactly("239.1.2.3", "239.1.2.4");
    }

    @Test
    void areCopiedByABuilderMadeOfThem() {
      PeerOptions options = everything().build();

      assertThat(options.toBuilder().build()).isEqualTo(options);
      assertThat(PeerOptions.defaults().toBuilder().build()).isEqualTo(PeerOptions.defaults());
      assertThat(options.toBuilder().name("other").build().name()).isEqualTo("other");
    }

    @Test
    void ofTheNetworkInterfaceAreCopiedToo() throws SocketException {
      String name = NetworkInterface.networkInterfaces().findFirst().orElseThrow().getName();
      PeerOptions options = PeerOptions.builder().networkInterface(name).build();

      assertThat(options.networkInterface()).isEqualTo(name);
      assertThat(options.toBuilder().build()).isEqualTo(options);
    }

    @Test
    void decideOnEquality() {
      PeerOptions options = everything().build();

      assertThat(everything().build()).isEqualTo(options).hasSameHashCodeAs(options);
      assertThat(everything().port(8126).build()).isNotEqualTo(options);
      assertThat(everything().strict(false).build()).isNotEqualTo(options);
      assertThat(options).isNotEqualTo(null).isNotEqualTo("agent");
    }

    @Test
    void areShown() {
      assertThat(PeerOptions.builder().name("agent").build().toString())
          .startsWith("PeerOptions[name=agent, host=/127.0.0.1, port=0, receiveCapacity=65535,")
          .endsWith("]");
    }

    @Test
    void doNotChangeWithTheArrayOfGroups() {
      String[] groups = {"239.1.2.3"};
      PeerOptions.Builder builder = PeerOptions.builder().host("0.0.0.0").join(groups);
      groups[0] = "239.9.9.9";

      assertThat(builder.build().groups())
          .extracting(InetAddress::getHostAddress)
          .containsExactly("239.1.2.3");
    }

    @Test
    void mustNotBeNull() {
      PeerOptions.Builder builder = PeerOptions.builder();

      assertThatNullPointerException().isThrownBy(() -> builder.name(null));
      assertThatNullPointerException().isThrownBy(() -> builder.host(null));
      assertThatNullPointerException().isThrownBy(() -> builder.receiveTimeout(null));
      assertThatNullPointerException().isThrownBy(() -> builder.networkInterface(null));
      assertThatNullPointerException().isThrownBy(() -> builder.join((String) null));
    }
  }

  @Nested
  class Hosts {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "0.0.0.0", "::1", "::", "fe80::1", "1::2:3"})
    void thatAreLiteralsAreTaken(String host) {
      assertThatCode(() -> PeerOptions.builder().host(host).build()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "statsd.example", "127.0.0.1.example"})
    void thatAreNamesAreRefused(String host) {
      refuses(
          PeerOptions.builder().host(host),
          "host = \""
              + host
              + "\" is a name, which can resolve to either family; use a literal address such as"
              + " 127.0.0.1, ::1, 0.0.0.0 or ::");
    }

    @Test
    void thatAreEmptyAreRefused() {
      refuses(
          PeerOptions.builder().host(""),
          "host = \"\" is empty; use a literal address such as 127.0.0.1, ::1, 0.0.0.0 or ::");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "127.0.0.256",
          "127.1",
          "1",
          "127.0.0.01",
          ".::1",
          ":::",
          "12345::",
          "127.0.0.1:8125"
        })
    void thatAreNoAddressesAreRefused(String host) {
      refuses(
          PeerOptions.builder().host(host),
          "host = \""
              + host
              + "\" is not an IP address; use a literal such as 127.0.0.1, ::1, 0.0.0.0 or ::");
    }
  }

  @Nested
  class Numbers {

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536, Integer.MIN_VALUE})
    void ofAPortHaveARange(int port) {
      refuses(
          PeerOptions.builder().port(port),
          "port = %d is out of range; use 0, and the kernel picks a free one, or 1 to 65535"
              .formatted(port));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536, Integer.MAX_VALUE})
    void ofACapacityHaveARange(int capacity) {
      refuses(
          PeerOptions.builder().receiveCapacity(capacity),
          "receiveCapacity = %d is out of range; use 0 to 65535 bytes".formatted(capacity));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void ofALimitArePositive(long limit) {
      refuses(
          PeerOptions.builder().captureLimit(limit),
          "captureLimit = %d is out of range; use more than 0 bytes".formatted(limit));
    }

    @Test
    void ofATimeoutAreNotNegative() {
      refuses(
          PeerOptions.builder().receiveTimeout(Duration.ofMillis(-1)),
          "receiveTimeout = PT-0.001S is negative; use zero or more, or leave it out for the"
              + " default");
    }

    @Test
    void mayBeAtTheEndsOfTheirRanges() {
      assertThatCode(
              () -> {
                PeerOptions.builder().port(65_535).receiveCapacity(0).captureLimit(1).build();
                PeerOptions.builder().port(1).receiveTimeout(Duration.ZERO).build();
                PeerOptions.builder().captureLimit(Long.MAX_VALUE).build();
              })
          .doesNotThrowAnyException();
    }
  }

  @Nested
  class Groups {

    @ParameterizedTest
    @CsvSource({
      "0.0.0.0,   239.1.2.3",
      "239.1.2.3, 239.1.2.3",
      "0.0.0.0,   224.0.0.251",
      "::,        ff15::1",
      "ff15::1,   ff15::1",
    })
    void thatTheHostCanReceiveAreTaken(String host, String group) {
      assertThatCode(() -> PeerOptions.builder().host(host).join(group).build())
          .doesNotThrowAnyException();
    }

    @Test
    void mustBeMulticastAddresses() {
      refuses(
          PeerOptions.builder().host("0.0.0.0").join("192.0.2.1"),
          "join = \"192.0.2.1\" is not a multicast address; use one of 224.0.0.0/4 or ff00::/8");
    }

    @Test
    void mustBeLiterals() {
      refuses(
          PeerOptions.builder().host("0.0.0.0").join("all-systems.mcast.net"),
          "join = \"all-systems.mcast.net\" is a name, which can resolve to either family; use a"
              + " literal address such as 239.1.2.3 or ff15::1");
    }

    @ParameterizedTest
    @CsvSource({
      "::,      239.1.2.3, IPv4, ::, IPv6, 0.0.0.0",
      "0.0.0.0, ff15::1,   IPv6, 0.0.0.0,         IPv4, ::",
    })
    void mustBeOfTheHostsFamily(
        String host, String group, String family, String shown, String other, String instead) {
      refuses(
          PeerOptions.builder().host(host).join(group),
          "join = \"%s\" is an %s group, but host = \"%s\" is %s; use host = \"%s\""
              .formatted(group, family, shown, other, instead));
    }

    @Test
    void haveNoEffectOnAUnicastHost() {
      refuses(
          PeerOptions.builder().join("239.1.2.3"),
          "join = \"239.1.2.3\" has no effect with host = \"127.0.0.1\": a socket bound to a"
              + " unicast address receives no multicast; use host = \"0.0.0.0\"");
    }
  }

  @Test
  void aNetworkInterfaceMustExist() throws SocketException {
    String names =
        NetworkInterface.networkInterfaces()
            .map(NetworkInterface::getName)
            .sorted()
            .collect(Collectors.joining(", "));

    refuses(
        PeerOptions.builder().networkInterface("eth-none"),
        "networkInterface = \"eth-none\" does not exist; this machine has " + names);
  }

  private static void refuses(PeerOptions.Builder builder, String message) {
    assertThatIllegalArgumentException().isThrownBy(builder::build).withMessage(message);
  }
}
