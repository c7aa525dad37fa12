package io.github.udppeer.jupiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.watch.SocketWatch;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a watch can be declared, and for whom it watches. */
class WatchSocketsTests {

  @ParameterizedTest
  @ValueSource(
      classes = {
        ParameterTestCase.class,
        FieldTestCase.class,
        StaticFieldTestCase.class,
        ClassTestCase.class,
        OneWatchTestCase.class
      })
  void watches(Class<?> testCase) {
    Fixtures.requirePassed(1, Fixtures.run(testCase));
  }

  @Test
  void watchesEachTestOfARunThatAsksForIt() {
    Fixtures.requirePassed(1, Fixtures.run(Map.of("udppeer.watch", "true"), PlainTestCase.class));
    assertThat(Fixtures.failureOf(PlainTestCase.class)).isInstanceOf(AssertionError.class);
  }

  @Test
  void failsATestThatCutsWhereThatIsAskedFor() {
    Map<String, String> parameters = Map.of("udppeer.watch.truncation", "fail");
    assertThat(Fixtures.failureOf(Fixtures.run(parameters, CuttingTestCase.class)))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith(
            "[strict watch, at the end of WatchSocketsTests.CuttingTestCase.cuts()")
        .hasMessageContaining("to have truncated nothing")
        .hasMessageContaining("offered 4 bytes for a datagram");
    Fixtures.requirePassed(1, Fixtures.run(CuttingTestCase.class));
  }

  @Test
  void refusesAnotherType() {
    assertThat(Fixtures.failureOf(WrongTypeTestCase.class))
        .isExactlyInstanceOf(ExtensionConfigurationException.class)
        .hasMessageStartingWith("@WatchSockets on parameter code of method ")
        .hasMessageEndingWith(": the type must be SocketWatch, but is java.lang.String");
    assertThat(Fixtures.failureOf(FinalFieldTestCase.class))
        .isExactlyInstanceOf(ExtensionConfigurationException.class)
        .hasMessageEndingWith(": the field is final, so no watch can be assigned; remove final");
  }

  private static void sendTo(InetSocketAddress address) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.send(new DatagramPacket(new byte[3], 3, address));
    }
  }

  static class ParameterTestCase {
    @Test
    void test(@WatchSockets SocketWatch code, @UdpPeer DatagramPeer peer) throws IOException {
      sendTo(peer.address());
      assertThat(code).sentOnlyTo(peer).leftNothingOpen();
      assertThat(code.sockets()).hasSize(1);
    }
  }

  static class FieldTestCase {
    @WatchSockets private SocketWatch code;
    @UdpPeer private DatagramPeer peer;

    @Test
    void test() throws IOException {
      sendTo(peer.address());
      assertThat(code).sentOnlyTo(peer);
      assertThat(code.sockets()).hasSize(1);
    }
  }

  static class StaticFieldTestCase {
    @WatchSockets private static SocketWatch code;
    private static DatagramSocket opened;

    @BeforeAll
    static void open() throws IOException {
      opened = new DatagramSocket();
    }

    @AfterAll
    static void close() {
      opened.close();
    }

    @Test
    void test(@UdpPeer DatagramPeer peer) throws IOException {
      sendTo(peer.address());
      assertThat(code.sockets()).hasSize(2);
      assertThat(code.socketOf(peer)).leftNothingOpen();
    }
  }

  @WatchSockets
  static class ClassTestCase {
    @Test
    void test(@UdpPeer DatagramPeer peer) throws IOException {
      sendTo(new InetSocketAddress("127.0.0.1", 9));
      assertThatThrownBy(() -> peer.assertThat().within(Duration.ofMillis(10)).receives())
          .hasMessageContaining("sent 3 bytes to 127.0.0.1:9");
    }
  }

  static class OneWatchTestCase {
    @WatchSockets private SocketWatch field;

    @Test
    void test(@WatchSockets SocketWatch parameter) {
      assertThat(parameter).isSameAs(field);
    }
  }

  static class PlainTestCase {
    @Test
    void test(@UdpPeer DatagramPeer peer) throws IOException {
      sendTo(new InetSocketAddress("127.0.0.1", 9));
      assertThatThrownBy(() -> peer.assertThat().within(Duration.ofMillis(10)).receives())
          .hasMessageContaining("sent 3 bytes to 127.0.0.1:9");
    }
  }

  @WatchSockets
  static class CuttingTestCase {
    @Test
    void cuts(@UdpPeer DatagramPeer peer) throws IOException {
      try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0))) {
        peer.sendTo(socket.getLocalSocketAddress(), "too long.");
        socket.receive(new DatagramPacket(new byte[4], 4));
      }
    }
  }

  static class WrongTypeTestCase {
    @Test
    void test(@WatchSockets String code) {
      assertThat(code).isNull();
    }
  }

  static class FinalFieldTestCase {
    @WatchSockets private final SocketWatch code = null;

    @Test
    void test() {
      assertThat(code).isNull();
    }
  }
}
