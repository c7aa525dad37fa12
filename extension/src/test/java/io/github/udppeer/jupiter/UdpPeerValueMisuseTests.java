package io.github.udppeer.jupiter;

import io.github.udppeer.DatagramPeer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UdpPeerValueMisuseTests {

  static Stream<Class<?>> fixtures() {
    return Complaint.Verification.fixturesOf(UdpPeerValueMisuseTests.class);
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void saysWhereItIsWhatIsWrongAndWhatToDo(Class<?> fixture) {
    Complaint.Verification.verify(fixture);
  }

  static class AnyTest {
    @Test
    void test() {}
  }

  @Complaint(
      "@UdpPeer on parameter agent of method <class>.test(DatagramPeer): host = \"localhost\" is a"
          + " name, which can resolve to either family; use a literal address such as 127.0.0.1,"
          + " ::1, 0.0.0.0 or ::")
  static class HostNameTestCase {
    @Test
    void test(@UdpPeer(host = "localhost") DatagramPeer agent) {}
  }

  @Complaint(
      "@UdpPeer on field agent of class <class>: host = \"127.0.0.256\" is not an IP address; use a"
          + " literal such as 127.0.0.1, ::1, 0.0.0.0 or ::")
  static class MalformedHostTestCase extends AnyTest {
    @UdpPeer(host = "127.0.0.256")
    DatagramPeer agent;
  }

  @Complaint(
      "@UdpPeer on field agent of class <class>: host = \"::1::\" is not an IP address; use a"
          + " literal such as 127.0.0.1, ::1, 0.0.0.0 or ::")
  static class MalformedIpv6HostTestCase extends AnyTest {
    @UdpPeer(host = "::1::")
    DatagramPeer agent;
  }

  @Complaint(
      "@UdpPeer on field agent of class <class>: port = 65536 is out of range; use 0, and the"
          + " kernel picks a free one, or 1 to 65535")
  static class PortTooLargeTestCase extends AnyTest {
    @UdpPeer(port = 65_536)
    DatagramPeer agent;
  }

  @Complaint(
      "@UdpPeer on field agent of class <class>: port = -1 is out of range; use 0, and the kernel"
          + " picks a free one, or 1 to 65535")
  static class NegativePortTestCase extends AnyTest {
    @UdpPeer(port = -1)
    static DatagramPeer agent;
  }

  @Complaint(
      "@UdpPeer on field agent of class <class>: receiveCapacity = 65536 is out of range; use 0 to"
          + " 65535 bytes")
  static class CapacityTooLargeTestCase extends AnyTest {
    @UdpPeer(receiveCapacity = 65_536)
    DatagramPeer agent;
  }

  @Complaint(
      "@UdpPeer on field agent of class <class>: receiveCapacity = -1 is out of range; use 0 to"
          + " 65535 bytes")
  static class NegativeCapacityTestCase extends AnyTest {
    @UdpPeer(receiveCapacity = -1)
    DatagramPeer agent;
  }

  @Complaint(
      "@UdpPeer on field agent of class <class>: receiveTimeoutMillis = -2 is negative; use zero or"
          + " more, or leave it out for the default")
  static class NegativeTimeoutTestCase extends AnyTest {
    @UdpPeer(receiveTimeoutMillis = -2)
    DatagramPeer agent;
  }

  @Complaint(
      "@UdpPeer on field agent of class <class>: networkInterface = \"none0\" does not exist; this"
          + " machine has <interfaces>")
  static class UnknownInterfaceTestCase extends AnyTest {
    @UdpPeer(networkInterface = "none0")
    DatagramPeer agent;
  }

  @Complaint(
      "@UdpPeer on field agent of class <class>: join = \"127.0.0.1\" is not a multicast address;"
          + " use one of 224.0.0.0/4 or ff00::/8")
  static class UnicastGroupTestCase extends AnyTest {
    @UdpPeer(host = "0.0.0.0", join = "127.0.0.1")
    DatagramPeer agent;
  }

  @Complaint(
      "@UdpPeer on field agent of class <class>: join = \"mdns\" is a name, which can resolve to"
          + " either family; use a literal address such as 239.1.2.3 or ff15::1")
  static class GroupNameTestCase extends AnyTest {
    @UdpPeer(host = "0.0.0.0", join = "mdns")
    DatagramPeer agent;
  }

  @Complaint(
      "@UdpPeer on field agent of class <class>: join = \"ff15::1\" is an IPv6 group, but host ="
          + " \"0.0.0.0\" is IPv4; use host = \"::\"")
  static class GroupOfOtherFamilyTestCase extends AnyTest {
    @UdpPeer(host = "0.0.0.0", join = "ff15::1")
    DatagramPeer agent;
  }

  @Complaint(
      "@UdpPeer on field agent of class <class>: join = \"239.1.2.3\" has no effect with host ="
          + " \"127.0.0.1\": a socket bound to a unicast address receives no multicast; use host ="
          + " \"0.0.0.0\"")
  static class UnicastHostTestCase extends AnyTest {
    @UdpPeer(join = {"239.1.2.3", "239.1.2.4"})
    DatagramPeer agent;
  }
}
