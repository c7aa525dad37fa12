package io.github.udppeer.jupiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.udppeer.DatagramPeer;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** The fixtures abort when the rule has let them pass, before their port is bound. */
class FixedPortRuleTests {

  @ParameterizedTest
  @ValueSource(
      classes = {
        ParameterTestCase.class,
        FieldTestCase.class,
        StaticFieldTestCase.class,
        FieldWithLockOnMethodTestCase.class,
        ReadLockTestCase.class,
        OtherPortsLockTestCase.class,
        SameThreadTestCase.class
      })
  void refusesAPortWithoutLockWhereTestsRunConcurrently(Class<?> fixture) {
    assertThat(Fixtures.failureOf(Fixtures.runConcurrently(fixture)))
        .isExactlyInstanceOf(ExtensionConfigurationException.class)
        .message()
        .startsWith("@UdpPeer on ")
        .endsWith(
            ": port = 1001 is fixed, and tests run concurrently here, so that two could want it at"
                + " once; annotate class "
                + fixture.getName()
                + " with @ResourceLock(providers = UdpPortLocks.class), or use port = 0");
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        LockOnClassTestCase.class,
        LockOnMethodTestCase.class,
        LockOnSuperclassTestCase.class,
        LockOnEnclosingTestCase.class,
        ComposedLockTestCase.class,
        LockOfThePortTestCase.class,
        IsolatedTestCase.class
      })
  void acceptsAPortWithALock(Class<?> fixture) {
    requireAccepted(Fixtures.runConcurrently(fixture));
  }

  @ParameterizedTest
  @ValueSource(classes = {ParameterTestCase.class, FieldTestCase.class})
  void acceptsAPortWhereOneTestRunsAfterTheOther(Class<?> fixture) {
    requireAccepted(Fixtures.run(fixture));
    requireAccepted(
        Fixtures.run(Map.of("junit.jupiter.execution.parallel.enabled", "true"), fixture));
  }

  private static void requireAccepted(EngineExecutionResults results) {
    assertThat(results.allEvents().failed().count()).isZero();
    assertThat(results.testEvents().aborted().count()).isEqualTo(1);
  }

  static class ParameterTestCase {
    @BeforeEach
    void stop() {
      abort("accepted");
    }

    @Test
    void test(@UdpPeer(port = 1001) DatagramPeer agent) {}
  }

  static class FieldTestCase {
    @UdpPeer(port = 1001)
    DatagramPeer agent;

    FieldTestCase() {
      abort("accepted");
    }

    @Test
    void test() {}
  }

  static class StaticFieldTestCase {
    @UdpPeer(port = 1001)
    static DatagramPeer agent;

    @Test
    void test() {}
  }

  static class FieldWithLockOnMethodTestCase {
    @UdpPeer(port = 1001)
    DatagramPeer agent;

    @Test
    @ResourceLock(providers = UdpPortLocks.class)
    void test() {}
  }

  @ResourceLock(value = "udp-port:1001", mode = ResourceAccessMode.READ)
  static class ReadLockTestCase extends ParameterTestCase {}

  @ResourceLock("udp-port:1002")
  static class OtherPortsLockTestCase extends ParameterTestCase {}

  /** Its tests follow one another, but other classes run beside it. */
  static class SameThreadTestCase {
    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    void test(@UdpPeer(port = 1001) DatagramPeer agent) {}
  }

  @ResourceLock(providers = UdpPortLocks.class)
  static class LockOnClassTestCase extends FieldTestCase {}

  static class LockOnMethodTestCase {
    @BeforeEach
    void stop() {
      abort("accepted");
    }

    @Test
    @ResourceLock(providers = UdpPortLocks.class)
    void test(@UdpPeer(port = 1001) DatagramPeer agent) {}
  }

  static class LockOnSuperclassTestCase extends LockOnClassTestCase {}

  @ResourceLock(providers = UdpPortLocks.class)
  static class LockOnEnclosingTestCase {
    @Nested
    class Inner extends ParameterTestCase {}
  }

  @ResourceLock(providers = UdpPortLocks.class)
  @Retention(RetentionPolicy.RUNTIME)
  @interface UsesFixedPorts {}

  @UsesFixedPorts
  static class ComposedLockTestCase extends ParameterTestCase {}

  @ResourceLock("udp-port:1001")
  static class LockOfThePortTestCase extends FieldTestCase {}

  @Isolated
  static class IsolatedTestCase extends FieldTestCase {}
}
