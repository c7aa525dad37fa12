package io.github.udppeer.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.ports.UdpPorts;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReservedPortTests {

  static Stream<Class<?>> misused() {
    return Complaint.Verification.fixturesOf(ReservedPortTests.class);
  }

  @Test
  void isInjectedWhereAPeerIs() {
    Fixtures.pass(1, EverywhereTestCase.class);
  }

  @Test
  void canBeBoundByTheCodeUnderTest() {
    Fixtures.pass(1, ServerTestCase.class);
  }

  @Test
  void isHeldForTheTestOnly() {
    TwoTestsTestCase.SEEN.clear();
    Fixtures.pass(2, TwoTestsTestCase.class);
    assertThat(TwoTestsTestCase.SEEN).hasSize(2).noneMatch(ReservedPortTests::isHeld);
  }

  @Test
  void isHeldForTheClassWhereTheClassDeclaresIt() {
    Fixtures.pass(2, ClassTestCase.class);
    assertThat(isHeld(ClassTestCase.ofClass)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("misused")
  void saysWhereItIsWhatIsWrongAndWhatToDo(Class<?> fixture) {
    Complaint.Verification.verify(fixture);
  }

  /** Looks for the claim that a reservation leaves for all class loaders of the JVM. */
  private static boolean isHeld(int port) {
    return System.getProperty("io.github.udppeer.reserved." + port) != null;
  }

  static class EverywhereTestCase {
    @ReservedPort static int ofClass;
    @ReservedPort private Integer field;
    private final int constructor;

    EverywhereTestCase(@ReservedPort int constructor) {
      this.constructor = constructor;
    }

    @BeforeAll
    static void before(@ReservedPort int beforeAll) {
      assertThat(beforeAll).isNotEqualTo(ofClass).isPositive();
    }

    @Test
    void test(@ReservedPort int primitive, @ReservedPort Integer boxed) {
      assertThat(Set.of(ofClass, field, constructor, primitive, boxed))
          .hasSize(5)
          .allMatch(ReservedPortTests::isHeld);
    }

    @AfterAll
    static void after(@ReservedPort int afterAll) {
      assertThat(afterAll).isNotEqualTo(ofClass).isPositive();
    }
  }

  static class ServerTestCase {
    @Test
    void test(@ReservedPort int port, @UdpPeer DatagramPeer client) throws Exception {
      InetAddress loopback = InetAddress.getByName("127.0.0.1");
      try (DatagramSocket server = new DatagramSocket(port, loopback)) {
        UdpPorts.awaitBound(port, Duration.ofSeconds(5));
        client.sendTo(new InetSocketAddress(loopback, port), "PING");
        assertThat(server.getLocalPort()).isEqualTo(port);
      }
    }
  }

  static class TwoTestsTestCase {
    static final List<Integer> SEEN = new ArrayList<>();

    @RepeatedTest(2)
    void test(@ReservedPort int port) {
      SEEN.add(port);
      assertThat(isHeld(port)).isTrue();
    }
  }

  static class ClassTestCase {
    @ReservedPort static int ofClass;

    @RepeatedTest(2)
    void test() {
      assertThat(isHeld(ofClass)).isTrue();
    }
  }

  @Complaint(
      "@ReservedPort on field port of class <class>: the type must be int or Integer, but is long")
  static class WrongFieldTypeTestCase {
    @ReservedPort long port;

    @Test
    void test() {}
  }

  @Complaint(
      "@ReservedPort on parameter port of method <class>.test(String): the type must be int or"
          + " Integer, but is java.lang.String")
  static class WrongParameterTypeTestCase {
    @Test
    void test(@ReservedPort String port) {}
  }

  @Complaint(
      "@ReservedPort on field PORT of class <class>: the field is final, so no number can be"
          + " assigned; remove final")
  static class FinalTestCase {
    @ReservedPort static final int PORT = 0;

    @Test
    void test() {}
  }
}
