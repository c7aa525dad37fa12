package io.github.udppeer.jupiter;

import static io.github.udppeer.jupiter.Fixtures.requireWorking;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.DatagramPeer;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

class UdpPeerFieldTests {

  @Test
  void areInjectedWhateverTheirVisibility() {
    Fixtures.pass(1, VisibilityTestCase.class);
  }

  @Test
  void ofTheClassAreInjectedBeforeItsFirstMethod() {
    Fixtures.pass(1, StaticFieldTestCase.class);
  }

  @Test
  void ofSuperclassesAreInjectedFirst() {
    Fixtures.pass(1, SubclassTestCase.class);
  }

  @Test
  void ofOneInstanceForAllTestsAreInjected() {
    Fixtures.pass(1, PerClassTestCase.class);
  }

  @Test
  void enclosingInstancesAreServedToo() {
    Fixtures.pass(2, OuterTestCase.class);
  }

  @Test
  void composedAnnotationsAskWithTheirSettings() {
    Fixtures.pass(1, ComposedTestCase.class);
  }

  static class VisibilityTestCase {
    @UdpPeer private DatagramPeer hidden;
    @UdpPeer DatagramPeer ofPackage;
    @UdpPeer protected DatagramPeer ofFamily;
    @UdpPeer public DatagramPeer open;
    @UdpPeer private static DatagramPeer shared;

    @Test
    void test() {
      assertThat(List.of(hidden, ofPackage, ofFamily, open, shared))
          .extracting(DatagramPeer::name)
          .containsExactly("hidden", "ofPackage", "ofFamily", "open", "shared");
      List.of(hidden, ofPackage, ofFamily, open, shared).forEach(Fixtures::requireWorking);
    }
  }

  static class StaticFieldTestCase {
    @UdpPeer static DatagramPeer agent;

    @BeforeAll
    static void isThere() {
      requireWorking(agent);
    }

    @Test
    void test() {
      requireWorking(agent);
    }
  }

  static class Superclass {
    @UdpPeer static DatagramPeer superStatic;
    @UdpPeer DatagramPeer superInstance;
  }

  static class SubclassTestCase extends Superclass {
    @UdpPeer static DatagramPeer subStatic;
    @UdpPeer DatagramPeer subInstance;

    @Test
    void test() {
      assertThat(Fixtures.namesInOrderOf("bind", subInstance))
          .containsExactly("superStatic", "subStatic", "superInstance", "subInstance");
    }
  }

  @TestInstance(Lifecycle.PER_CLASS)
  static class PerClassTestCase {
    @UdpPeer DatagramPeer field;
    private final DatagramPeer parameter;

    PerClassTestCase(@UdpPeer DatagramPeer parameter) {
      this.parameter = parameter;
    }

    @BeforeAll
    void areThere() {
      requireWorking(field);
      requireWorking(parameter);
    }

    @Test
    void test() {
      requireWorking(field);
      requireWorking(parameter);
    }
  }

  static class OuterTestCase {
    @UdpPeer DatagramPeer outer;

    @Nested
    class Inner {
      @UdpPeer DatagramPeer inner;
      private final DatagramPeer parameter;

      Inner(@UdpPeer DatagramPeer parameter) {
        this.parameter = parameter;
      }

      @Test
      void test() {
        List.of(outer, inner, parameter).forEach(Fixtures::requireWorking);
      }

      @Nested
      class Innermost {
        @Test
        void test(@UdpPeer DatagramPeer own) {
          List.of(outer, inner, parameter, own).forEach(Fixtures::requireWorking);
        }
      }
    }
  }

  @Target({ElementType.FIELD, ElementType.PARAMETER})
  @Retention(RetentionPolicy.RUNTIME)
  @UdpPeer(host = "::1", receiveCapacity = 3)
  @interface Ipv6Agent {}

  static class ComposedTestCase {
    @Ipv6Agent DatagramPeer field;

    @Test
    void test(@Ipv6Agent DatagramPeer parameter) {
      parameter.sendTo(field, "PING");
      assertThat(field).receives().hasText("PIN").isTruncated();
      assertThat(parameter.address().getHostString()).isEqualTo("0:0:0:0:0:0:0:1");
    }
  }
}
