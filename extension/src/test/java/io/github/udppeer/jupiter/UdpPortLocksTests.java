package io.github.udppeer.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.DatagramPeer;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLocksProvider.Lock;

class UdpPortLocksTests {

  private final UdpPortLocks locks = new UdpPortLocks();

  @Test
  void lockPortsOfFieldsConstructorsAndLifecycleMethodsForTheClass() {
    assertThat(locks.provideForClass(Ports.class))
        .containsExactlyInAnyOrder(
            new Lock("udp-port:1001"),
            new Lock("udp-port:1002"),
            new Lock("udp-port:1003"),
            new Lock("udp-port:1004"),
            new Lock("udp-port:1005"),
            new Lock("udp-port:1006"),
            new Lock("udp-port:1007"),
            new Lock("udp-port:1008"));
  }

  @Test
  void lockPortsOfANestedClassAsOfAnyOther() {
    assertThat(locks.provideForNestedClass(List.of(Object.class), Ports.class))
        .isEqualTo(locks.provideForClass(Ports.class));
  }

  @Test
  void lockPortsOfATestForThatTest() throws NoSuchMethodException {
    Method test =
        Ports.class.getDeclaredMethod("test", DatagramPeer.class, DatagramPeer.class, int.class);
    assertThat(locks.provideForMethod(List.of(), Ports.class, test))
        .containsExactly(new Lock("udp-port:2001"));
  }

  static class Inherited {
    @UdpPeer(port = 1001)
    static DatagramPeer ofClass;

    @UdpPeer(port = 1002)
    DatagramPeer ofTest;

    @UdpPeer DatagramPeer ephemeral;
  }

  /** Never run. */
  static class Ports extends Inherited {
    @UdpPeer(port = 1003)
    DatagramPeer ofHeir;

    Ports(@UdpPeer(port = 1004) DatagramPeer constructor) {}

    @BeforeAll
    static void beforeAll(@UdpPeer(port = 1005) DatagramPeer agent) {}

    @BeforeEach
    void beforeEach(@UdpPeer(port = 1006) DatagramPeer agent) {}

    void test(
        @UdpPeer(port = 2001) DatagramPeer fixed,
        @UdpPeer DatagramPeer ephemeral,
        @ReservedPort int reserved) {}

    @AfterEach
    void afterEach(@UdpPeer(port = 1007) DatagramPeer agent) {}

    @AfterAll
    static void afterAll(@UdpPeer(port = 1008) DatagramPeer agent) {}
  }
}
