package io.github.udppeer.jupiter;

import static io.github.udppeer.jupiter.Fixtures.isClosed;
import static io.github.udppeer.jupiter.Fixtures.requireWorking;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.DatagramPeer;
import java.net.DatagramSocket;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

class UdpPeerTestScopeTests {

  @Test
  void endsAfterItsLastMethodAndCallback() {
    Fixtures.pass(2, PerTestTestCase.class);
    assertThat(PerTestTestCase.seen).hasSize(8).allMatch(Fixtures::isClosed);
  }

  @Test
  void closesTheLatestFirst() {
    Fixtures.pass(1, OrderTestCase.class);
    assertThat(Fixtures.namesInOrderOf("close", OrderTestCase.seen))
        .containsExactly(
            "afterEach", "test", "beforeEach", "field", "constructor", "beforeAll", "ofClass");
  }

  @Test
  void endsWhenItFails() {
    assertThat(Fixtures.failureOf(FailingTestCase.class)).hasMessage("the test's own failure");
    assertThat(FailingTestCase.seen).hasSize(2).allMatch(Fixtures::isClosed);
  }

  @Test
  void endsWhenItsInstanceCannotBeMade() {
    assertThat(Fixtures.failureOf(FailingConstructorTestCase.class)).hasMessage("no instance");
    assertThat(FailingConstructorTestCase.seen).hasSize(1).allMatch(Fixtures::isClosed);
  }

  @Test
  void endsWhenAnotherExtensionFailsToClose() {
    Throwable failure = Fixtures.failureOf(FailingCloseTestCase.class);
    assertThat(failure).hasMessage("the other cannot clean up");
    assertThat(Fixtures.suppressedBy(failure)).hasSize(1);
    assertThat(Fixtures.suppressedBy(failure).get(0))
        .hasStackTraceContaining("the other cannot close");
    assertThat(FailingCloseTestCase.seen).hasSize(2).allMatch(Fixtures::isClosed);
  }

  @Test
  void allowsAPeerToBeClosedBefore() {
    Fixtures.pass(1, ClosedByTestTestCase.class);
  }

  @Test
  void plainSocketsEndWithTheirTestToo() {
    Fixtures.pass(1, PlainTestCase.class);
    assertThat(PlainTestCase.socket.isClosed()).isTrue();
    assertThat(PlainTestCase.channel.isOpen()).isFalse();
  }

  static class PerTestTestCase {
    static List<DatagramPeer> seen;
    @UdpPeer DatagramPeer field;

    PerTestTestCase(@UdpPeer DatagramPeer constructor) {
      seen.add(constructor);
    }

    @BeforeAll
    static void reset() {
      seen = new ArrayList<>();
    }

    @BeforeEach
    void before(@UdpPeer DatagramPeer beforeEach) {
      seen.stream()
          .limit(seen.size() - 1)
          .forEach(earlier -> assertThat(isClosed(earlier)).isTrue());
      seen.addAll(List.of(field, beforeEach));
    }

    @RepeatedTest(2)
    void test(@UdpPeer DatagramPeer agent) {
      seen.add(agent);
    }

    @AfterEach
    void allAreOpen() {
      seen.stream().skip(seen.size() - 4).forEach(Fixtures::requireWorking);
    }
  }

  static class OrderTestCase {
    static DatagramPeer seen;
    @UdpPeer static DatagramPeer ofClass;
    @UdpPeer DatagramPeer field;

    OrderTestCase(@UdpPeer DatagramPeer constructor) {
      requireWorking(constructor);
    }

    @BeforeAll
    static void open(@UdpPeer DatagramPeer beforeAll) {
      requireWorking(beforeAll);
    }

    @BeforeEach
    void openOne(@UdpPeer DatagramPeer beforeEach) {
      requireWorking(beforeEach);
    }

    @Test
    void test(@UdpPeer DatagramPeer test) {
      seen = test;
    }

    @AfterEach
    void openLast(@UdpPeer DatagramPeer afterEach) {
      requireWorking(afterEach);
    }
  }

  static class FailingTestCase {
    static List<DatagramPeer> seen;
    @UdpPeer DatagramPeer field;

    @Test
    void test(@UdpPeer DatagramPeer parameter) {
      seen = List.of(field, parameter);
      throw new IllegalStateException("the test's own failure");
    }
  }

  static class FailingConstructorTestCase {
    static List<DatagramPeer> seen;

    @BeforeAll
    static void reset() {
      seen = new ArrayList<>();
    }

    FailingConstructorTestCase(@UdpPeer DatagramPeer agent) {
      seen.add(agent);
      throw new IllegalStateException("no instance");
    }

    @Test
    void test() {}
  }

  static class FailingCloseTestCase {
    static List<DatagramPeer> seen;
    @UdpPeer DatagramPeer field;

    @Test
    @ExtendWith(FailingExtension.class)
    void test(@UdpPeer DatagramPeer parameter) {
      seen = List.of(field, parameter);
    }
  }

  /** Stores a value that fails to close, and so is closed before the peers: it came later. */
  static class FailingExtension implements BeforeEachCallback, AfterEachCallback {

    private record Failing() implements AutoCloseable, ExtensionContext.Store.CloseableResource {
      @Override
      public void close() throws java.io.IOException {
        throw new java.io.IOException("the other cannot close");
      }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
      context.getStore(ExtensionContext.Namespace.GLOBAL).put("failing", new Failing());
    }

    @Override
    public void afterEach(ExtensionContext context) {
      throw new IllegalStateException("the other cannot clean up");
    }
  }

  static class ClosedByTestTestCase {
    @Test
    void test(@UdpPeer DatagramPeer first, @UdpPeer DatagramPeer second) {
      first.close();
      requireWorking(second);
    }
  }

  static class PlainTestCase {
    static DatagramSocket socket;
    static DatagramChannel channel;

    @Test
    void test(@UdpPeer DatagramSocket socket, @UdpPeer DatagramChannel channel) {
      PlainTestCase.socket = socket;
      PlainTestCase.channel = channel;
    }
  }
}
