package io.github.udppeer.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.DatagramPeer;
import java.net.DatagramSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

class SharedNameTests {

  @Test
  void isOnePeerInATestAndItsLifecycleMethods() {
    Fixtures.pass(1, TestTestCase.class);
  }

  @Test
  void isOnePeerForTheClassWhereTheClassDeclaresIt() {
    Fixtures.pass(2, ClassTestCase.class);
  }

  @Test
  void belongsToTheClassEvenWhereTheTestAsksFirst() {
    Fixtures.pass(2, AfterAllTestCase.class);
  }

  @Test
  void isOnePeerForNestedAndEnclosingClasses() {
    Fixtures.pass(2, OuterTestCase.class);
  }

  @Test
  void isOnePeerWithOneInstanceForAllTests() {
    Fixtures.pass(2, PerClassTestCase.class);
  }

  @Test
  void isNotSharedBetweenTests() {
    SiblingsTestCase.SEEN.clear();
    Fixtures.pass(2, SiblingsTestCase.class);
    assertThat(SiblingsTestCase.SEEN).hasSize(2);
  }

  @Test
  void mayHaveOtherSettingsInAnotherTest() {
    Fixtures.pass(2, DifferentSiblingsTestCase.class);
  }

  @Test
  void isSharedForPlainSocketsToo() {
    Fixtures.pass(1, SocketTestCase.class);
  }

  @Test
  void makesNoDifferenceWhereItIsTheSourcesName() {
    Fixtures.pass(1, UnnamedTestCase.class);
  }

  static class TestTestCase {
    private final List<DatagramPeer> seen = new ArrayList<>();

    @UdpPeer("agent")
    DatagramPeer field;

    TestTestCase(@UdpPeer("agent") DatagramPeer constructor) {
      seen.add(constructor);
    }

    @BeforeEach
    void before(@UdpPeer("agent") DatagramPeer before) {
      seen.addAll(List.of(field, before));
    }

    @Test
    void test(@UdpPeer("agent") DatagramPeer one, @UdpPeer("agent") DatagramPeer other) {
      seen.addAll(List.of(one, other));
    }

    @AfterEach
    void after(@UdpPeer("agent") DatagramPeer after) {
      assertThat(seen).hasSize(5).containsOnly(after);
      assertThat(after.name()).isEqualTo("agent");
    }
  }

  static class ClassTestCase {
    @UdpPeer("agent")
    static DatagramPeer ofClass;

    @UdpPeer("agent")
    DatagramPeer ofTest;

    @BeforeAll
    static void before(@UdpPeer("agent") DatagramPeer before) {
      assertThat(before).isSameAs(ofClass);
    }

    @RepeatedTest(2)
    void test(@UdpPeer("agent") DatagramPeer parameter) {
      assertThat(parameter).isSameAs(ofClass);
      assertThat(ofTest).isSameAs(ofClass);
      Fixtures.requireWorking(ofClass);
    }
  }

  static class AfterAllTestCase {
    private static Set<DatagramPeer> seen;

    @BeforeAll
    static void reset() {
      seen = ConcurrentHashMap.newKeySet();
    }

    @RepeatedTest(2)
    void test(@UdpPeer("agent") DatagramPeer agent) {
      seen.add(agent);
    }

    @AfterAll
    static void after(@UdpPeer("agent") DatagramPeer agent) {
      assertThat(seen).containsExactly(agent);
      Fixtures.requireWorking(agent);
    }
  }

  static class OuterTestCase {
    @UdpPeer("outermost")
    static DatagramPeer outermost;

    @UdpPeer("agent")
    DatagramPeer agent;

    @Nested
    class Inner {
      @UdpPeer("outermost")
      static DatagramPeer sameOutermost;

      @UdpPeer("agent")
      DatagramPeer sameAgent;

      @Test
      void test() {
        assertThat(sameOutermost).isSameAs(outermost);
        assertThat(sameAgent).isSameAs(agent);
      }
    }

    @Test
    void test() {
      Fixtures.requireWorking(outermost);
    }
  }

  @TestInstance(Lifecycle.PER_CLASS)
  static class PerClassTestCase {
    @UdpPeer("agent")
    DatagramPeer field;

    @RepeatedTest(2)
    void test(@UdpPeer("agent") DatagramPeer parameter) {
      assertThat(parameter).isSameAs(field);
      Fixtures.requireWorking(parameter);
    }
  }

  static class SiblingsTestCase {
    static final Set<DatagramPeer> SEEN = ConcurrentHashMap.newKeySet();

    @RepeatedTest(2)
    void test(@UdpPeer("agent") DatagramPeer agent) {
      SEEN.add(agent);
    }
  }

  static class DifferentSiblingsTestCase {
    @Test
    void one(@UdpPeer("agent") DatagramPeer agent) {
      Fixtures.requireWorking(agent);
    }

    @Test
    void other(@UdpPeer(value = "agent", host = "::1") DatagramPeer agent) {
      Fixtures.requireWorking(agent);
    }
  }

  static class SocketTestCase {
    @UdpPeer("plain")
    DatagramSocket field;

    @Test
    void test(@UdpPeer("plain") DatagramSocket parameter) {
      assertThat(parameter).isSameAs(field);
    }
  }

  static class UnnamedTestCase {
    @UdpPeer DatagramPeer agent;

    @Test
    void test(@UdpPeer DatagramPeer agent, @UdpPeer("agent") DatagramPeer named) {
      assertThat(Set.of(this.agent, agent, named)).hasSize(3);
    }
  }
}
