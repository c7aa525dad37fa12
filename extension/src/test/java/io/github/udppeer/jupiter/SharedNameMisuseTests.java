package io.github.udppeer.jupiter;

import io.github.udppeer.DatagramPeer;
import java.net.DatagramSocket;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SharedNameMisuseTests {

  static Stream<Class<?>> fixtures() {
    return Complaint.Verification.fixturesOf(SharedNameMisuseTests.class);
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void namesBothPlacesAndBothSettings(Class<?> fixture) {
    Complaint.Verification.verify(fixture);
  }

  @Complaint(
      "@UdpPeer on parameter second of method <class>.test(DatagramPeer, DatagramPeer): the name"
          + " \"agent\" stands for one peer, but it is declared with receiveCapacity = 1024 here"
          + " and with receiveCapacity = 512 on parameter first of method"
          + " <class>.test(DatagramPeer, DatagramPeer); give both the same settings, or different"
          + " names")
  static class ParametersTestCase {
    @Test
    void test(
        @UdpPeer(value = "agent", receiveCapacity = 512) DatagramPeer first,
        @UdpPeer(value = "agent", receiveCapacity = 1024) DatagramPeer second) {}
  }

  @Complaint(
      "@UdpPeer on parameter agent of method <class>.test(DatagramPeer): the name \"agent\" stands"
          + " for one peer, but it is declared with host = \"::1\", port = 5353,"
          + " receiveTimeoutMillis = 100 here and with host = \"127.0.0.1\", port = 0,"
          + " receiveTimeoutMillis = -1 on field agent of class <class>; give both the same"
          + " settings, or different names")
  static class FieldAndParameterTestCase {
    @UdpPeer("agent")
    static DatagramPeer agent;

    @Test
    void test(
        @UdpPeer(value = "agent", host = "::1", port = 5353, receiveTimeoutMillis = 100)
            DatagramPeer agent) {}
  }

  @Complaint(
      "@UdpPeer on parameter socket of method <class>.after(DatagramSocket): the name \"agent\""
          + " stands for one peer, but it is declared with type = DatagramSocket here and with type"
          + " = DatagramPeer on field agent of class <class>; give both the same settings, or"
          + " different names")
  static class TypesTestCase {
    @UdpPeer("agent")
    DatagramPeer agent;

    @Test
    void test() {}

    @AfterEach
    void after(@UdpPeer("agent") DatagramSocket socket) {}
  }

  @Complaint(
      "@UdpPeer on field agent of class <class>$Inner: the name \"agent\" stands for one peer, but"
          + " it is declared with strict = true here and with strict = false on parameter agent of"
          + " method <class>.before(DatagramPeer); give both the same settings, or different names")
  static class NestedTestCase {
    @BeforeAll
    static void before(@UdpPeer("agent") DatagramPeer agent) {}

    @Nested
    class Inner {
      @UdpPeer(value = "agent", strict = true)
      DatagramPeer agent;

      @Test
      void test() {}
    }
  }

  @Complaint(
      "@UdpPeer on field second of class <class>: the name \"agent\" stands for one peer, but it is"
          + " declared with join = {\"239.1.2.3\", \"239.1.2.4\"} here and with join ="
          + " {\"239.1.2.3\"} on field first of class <class>; give both the same settings, or"
          + " different names")
  static class GroupsTestCase {
    @UdpPeer(value = "agent", host = "0.0.0.0", join = "239.1.2.3")
    static DatagramPeer first;

    @UdpPeer(
        value = "agent",
        host = "0.0.0.0",
        join = {"239.1.2.3", "239.1.2.4"})
    DatagramPeer second;

    @Test
    void test() {}
  }
}
