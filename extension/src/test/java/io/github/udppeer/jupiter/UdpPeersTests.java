package io.github.udppeer.jupiter;

import static io.github.udppeer.jupiter.Fixtures.isClosed;
import static io.github.udppeer.jupiter.Fixtures.requireWorking;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.PeerOptions;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

class UdpPeersTests {

  @Test
  void inAnInstanceFieldServeEachTest() {
    InstanceFieldTestCase.SEEN.clear();
    Fixtures.pass(2, InstanceFieldTestCase.class);
    assertThat(InstanceFieldTestCase.SEEN).hasSize(6).allMatch(Fixtures::isClosed);
  }

  @Test
  void inAStaticFieldServeTheClass() {
    Fixtures.pass(3, StaticFieldTestCase.class);
    assertThat(StaticFieldTestCase.seen).hasSize(4).allMatch(Fixtures::isClosed);
  }

  @Test
  void withOneInstanceForAllTestsServeTheClass() {
    Fixtures.pass(2, PerClassTestCase.class);
    assertThat(isClosed(PerClassTestCase.seen)).isTrue();
  }

  @Test
  void ofASuperclassServeOneClassAfterTheOther() {
    Fixtures.pass(2, FirstHeirTestCase.class, SecondHeirTestCase.class);
  }

  @Test
  void registeredByAnotherExtensionServeItsTest() {
    Fixtures.pass(1, ProvidedTestCase.class);
  }

  @Test
  void closeTogetherWithDeclaredPeersTheLatestFirst() {
    Fixtures.pass(1, OrderTestCase.class);
    assertThat(Fixtures.namesInOrderOf("close", OrderTestCase.seen))
        .containsExactly("last", "parameter", "first", "field");
  }

  @Test
  void openPlainSocketsToo() {
    Fixtures.pass(1, PlainTestCase.class);
    assertThat(PlainTestCase.socket.isClosed()).isTrue();
    assertThat(PlainTestCase.channel.isOpen()).isFalse();
  }

  @Test
  void useTheirDefaultsUnlessTold() {
    Fixtures.pass(1, DefaultsTestCase.class);
  }

  static class InstanceFieldTestCase {
    static final List<DatagramPeer> SEEN = new ArrayList<>();
    @RegisterExtension final UdpPeers peers = UdpPeers.create();

    @BeforeEach
    void open() {
      SEEN.forEach(earlier -> assertThat(isClosed(earlier)).isTrue());
      SEEN.add(peers.open("agent"));
    }

    @RepeatedTest(2)
    void test() {
      SEEN.add(peers.open());
      SEEN.add(peers.open("agent"));
      assertThat(SEEN.stream().skip(SEEN.size() - 3).map(DatagramPeer::name))
          .containsExactly("agent", "peer", "agent#2");
    }

    @AfterEach
    void allAreOpen() {
      SEEN.stream().skip(SEEN.size() - 3).forEach(Fixtures::requireWorking);
    }
  }

  static class StaticFieldTestCase {
    @RegisterExtension static final UdpPeers PEERS = UdpPeers.create();
    static List<DatagramPeer> seen;

    @BeforeAll
    static void open() {
      seen = new ArrayList<>(List.of(PEERS.open()));
    }

    @RepeatedTest(2)
    void test() {
      seen.add(PEERS.open());
    }

    @Nested
    class Inner {
      @Test
      void test() {
        seen.add(PEERS.open());
      }
    }

    @AfterAll
    static void allAreOpen() {
      seen.forEach(Fixtures::requireWorking);
    }
  }

  @TestInstance(Lifecycle.PER_CLASS)
  static class PerClassTestCase {
    static DatagramPeer seen;
    @RegisterExtension final UdpPeers peers = UdpPeers.create();

    @BeforeAll
    void open() {
      seen = peers.open();
    }

    @RepeatedTest(2)
    void test() {
      requireWorking(seen);
    }
  }

  static class Heir {
    @RegisterExtension static final UdpPeers PEERS = UdpPeers.create();

    @Test
    void test() {
      requireWorking(PEERS.open());
    }
  }

  static class FirstHeirTestCase extends Heir {}

  static class SecondHeirTestCase extends Heir {}

  static class ProvidedTestCase {
    @TestTemplate
    @ExtendWith(Provider.class)
    void test(@UdpPeer DatagramPeer agent) {
      requireWorking(agent);
    }
  }

  static class Provider implements TestTemplateInvocationContextProvider {
    private record Invocation(UdpPeers peers) implements TestTemplateInvocationContext {
      @Override
      public List<Extension> getAdditionalExtensions() {
        return List.of(
            peers, (BeforeTestExecutionCallback) context -> requireWorking(peers.open()));
      }
    }

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
      return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
        ExtensionContext context) {
      return Stream.of(new Invocation(UdpPeers.create()));
    }
  }

  static class OrderTestCase {
    static DatagramPeer seen;
    @RegisterExtension final UdpPeers peers = UdpPeers.create();
    @UdpPeer DatagramPeer field;

    @BeforeEach
    void open() {
      seen = peers.open("first");
    }

    @Test
    void test(@UdpPeer DatagramPeer parameter) {
      requireWorking(peers.open("last"));
    }
  }

  static class PlainTestCase {
    static DatagramSocket socket;
    static DatagramChannel channel;
    @RegisterExtension final UdpPeers peers = UdpPeers.create();

    @Test
    void test() throws Exception {
      socket = peers.openSocket(PeerOptions.defaults());
      channel = peers.openChannel(PeerOptions.builder().host("::1").build());
      assertThat(socket.getLocalAddress().getHostAddress()).isEqualTo("127.0.0.1");
      assertThat(((InetSocketAddress) channel.getLocalAddress()).getHostString())
          .isEqualTo("0:0:0:0:0:0:0:1");
    }
  }

  static class DefaultsTestCase {
    @RegisterExtension
    final UdpPeers peers =
        UdpPeers.withDefaults(PeerOptions.builder().host("::1").receiveCapacity(3).build());

    @Test
    void test() {
      DatagramPeer named = peers.open("agent");
      peers.open().sendTo(named, "PING");
      assertThat(named).receives().hasText("PIN").isTruncated();
      requireWorking(peers.open(PeerOptions.defaults()));
    }
  }
}
