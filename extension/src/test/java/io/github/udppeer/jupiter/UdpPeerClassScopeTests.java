package io.github.udppeer.jupiter;

import static io.github.udppeer.jupiter.Fixtures.isClosed;
import static io.github.udppeer.jupiter.Fixtures.requireWorking;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.DatagramPeer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

class UdpPeerClassScopeTests {

  @Test
  void spansItsTests() {
    Fixtures.pass(2, PerClassTestCase.class);
    assertThat(PerClassTestCase.seen).hasSize(4).allMatch(Fixtures::isClosed);
  }

  @Test
  void spansTheTestsOfNestedClasses() {
    Fixtures.pass(2, OuterTestCase.class);
    assertThat(isClosed(OuterTestCase.ofOuter)).isTrue();
  }

  @Test
  void isItsOwnWhereAFieldIsInherited() {
    Heir.SEEN.clear();
    Fixtures.pass(2, FirstHeirTestCase.class, SecondHeirTestCase.class);
    assertThat(Heir.SEEN).hasSize(2).doesNotHaveDuplicates().allMatch(Fixtures::isClosed);
  }

  @Test
  void keepsAFieldThatANestedClassInheritsToo() {
    Fixtures.pass(2, InheritedByNestedTestCase.class);
  }

  @TestInstance(Lifecycle.PER_CLASS)
  static class PerClassTestCase {
    static List<DatagramPeer> seen;
    @UdpPeer static DatagramPeer ofClass;
    @UdpPeer DatagramPeer field;
    private final DatagramPeer constructor;

    PerClassTestCase(@UdpPeer DatagramPeer constructor) {
      this.constructor = constructor;
    }

    @BeforeAll
    void first(@UdpPeer DatagramPeer beforeAll) {
      seen = List.of(constructor, field, ofClass, beforeAll);
    }

    @RepeatedTest(2)
    void test() {
      seen.forEach(Fixtures::requireWorking);
    }

    @AfterAll
    void allAreOpen() {
      seen.forEach(Fixtures::requireWorking);
    }
  }

  static class OuterTestCase {
    @UdpPeer static DatagramPeer ofOuter;

    @Nested
    class First {
      @UdpPeer static DatagramPeer ofInner;

      @Test
      void test() {
        List.of(ofOuter, ofInner).forEach(Fixtures::requireWorking);
      }
    }

    @Nested
    class Second {
      @Test
      void test() {
        requireWorking(ofOuter);
      }
    }

    @AfterAll
    static void onlyTheNestedEnded() {
      assertThat(isClosed(First.ofInner)).isTrue();
      requireWorking(ofOuter);
    }
  }

  static class Heir {
    static final List<DatagramPeer> SEEN = new ArrayList<>();
    @UdpPeer static DatagramPeer inherited;

    @Test
    void test() {
      requireWorking(inherited);
      SEEN.add(inherited);
    }
  }

  static class FirstHeirTestCase extends Heir {}

  static class SecondHeirTestCase extends Heir {}

  static class Base {
    @UdpPeer static DatagramPeer inherited;
  }

  static class InheritedByNestedTestCase extends Base {
    static DatagramPeer first;

    @BeforeAll
    static void remember() {
      first = inherited;
    }

    @Nested
    class Inner extends Base {
      @Test
      void test() {
        assertThat(inherited).isSameAs(first);
      }
    }

    @Test
    void test() {
      requireWorking(inherited);
    }
  }
}
