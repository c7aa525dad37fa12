package io.github.udppeer.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.link.DatagramLink;
import io.github.udppeer.link.LinkDatagram;
import io.github.udppeer.link.LinkOptions;
import io.github.udppeer.link.LinkSelector;
import io.github.udppeer.link.Verdict;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.DatagramSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.Events;

class UdpLinkTests {

  static Stream<Class<?>> misused() {
    return Complaint.Verification.fixturesOf(UdpLinkTests.class);
  }

  @ParameterizedTest
  @MethodSource("misused")
  void saysWhereItIsWhatIsWrongAndWhatToDo(Class<?> fixture) {
    Complaint.Verification.verify(fixture);
  }

  @Test
  void leadsToAPeerOfTheSameTest() {
    Fixtures.pass(1, ParameterTestCase.class);
  }

  @Test
  void leadsToAPeerThatIsDeclaredLater() {
    Fixtures.pass(1, LaterTestCase.class);
  }

  @Test
  void standsInFieldsAndLifecycleMethods() {
    Fixtures.pass(2, FieldTestCase.class);
  }

  @Test
  void ofAClassOutlivesItsTests() {
    Fixtures.pass(2, StaticTestCase.class);
  }

  @Test
  void ofAnEnclosingClassIsThatOfTheNestedOneToo() {
    Fixtures.pass(1, OuterTestCase.class);
  }

  @Test
  void leadsToSocketsAndAddresses() {
    Fixtures.pass(2, OtherServersTestCase.class);
  }

  @Test
  void mayBeComposed() {
    Fixtures.pass(1, ComposedTestCase.class);
  }

  @Test
  void opensByTheProgrammaticTwin() {
    Fixtures.pass(1, ProgrammaticTestCase.class);
  }

  /** One alone makes the end of a test wait for two seconds. */
  @Test
  @Timeout(120)
  void areWaitedForTogetherWhereTheirRulesHang() {
    EngineExecutionResults results = Fixtures.run(HangingRulesTestCase.class);

    Fixtures.requirePassed(1, results);
    assertThat(durationOfTest(results)).isLessThan(Duration.ofSeconds(12));
  }

  private static Duration durationOfTest(EngineExecutionResults results) {
    Instant started = timeOf(results.testEvents().started());
    return Duration.between(started, timeOf(results.testEvents().finished()));
  }

  private static Instant timeOf(Events events) {
    return events.stream().findFirst().orElseThrow().getTimestamp();
  }

  @Test
  void takesItsSeedFromTheAnnotationThenFromTheRun() {
    Map<String, String> parameters = Map.of("udppeer.link.seed", "7");
    Fixtures.requirePassed(1, Fixtures.run(parameters, SeedTestCase.class));
  }

  @Test
  void refusesASeedThatIsNoNumber() {
    Map<String, String> parameters = Map.of("udppeer.link.seed", "lucky");
    assertThat(Fixtures.failureOf(Fixtures.run(parameters, SeedTestCase.class)))
        .isExactlyInstanceOf(ExtensionConfigurationException.class)
        .hasMessage("udppeer.link.seed is \"lucky\", but must be a number");
  }

  @Test
  void thatIsStrictFailsTheTestWhoseRulesNeverApply() {
    assertThat(Fixtures.failureOf(StrictTestCase.class))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("[strict link, at the end of UdpLinkTests.StrictTestCase.")
        .hasMessageContaining("\nExpecting link \"wire\" (127.0.0.1:")
        .hasMessageContaining(
            "but one never applied: to server  drop: first 1, declared at UdpLinkTests.java:");
  }

  @Test
  void failsTheTestWhoseFunctionThrows() {
    EngineExecutionResults results = Fixtures.run(ThrowingTestCase.class);
    assertThat(Fixtures.namesOfFailed(results)).containsExactly("throwing(DatagramLink)");
    assertThat(Fixtures.failureOf(results))
        .hasMessageContaining("the rule \"broken\" of link \"link\" threw on datagram 1")
        .hasRootCauseMessage("wrong");
  }

  /** Sends a datagram through the link, and back. */
  private static void requireWorking(DatagramLink link, DatagramPeer server, DatagramPeer client) {
    client.sendTo(link.address(), "ping");
    server.reply(server.receive(), "pong");
    assertThat(client).receivesFrom(link.address()).hasText("pong");
  }

  static class ParameterTestCase {
    @Test
    void test(
        @UdpPeer("server") DatagramPeer server,
        @UdpPeer DatagramPeer client,
        @UdpLink(to = "server") DatagramLink wire) {
      assertThat(wire.name()).isEqualTo("wire");
      requireWorking(wire, server, client);
    }
  }

  static class LaterTestCase {
    @UdpLink(to = "server")
    private DatagramLink link;

    @Test
    void test(@UdpPeer DatagramPeer client, @UdpPeer("server") DatagramPeer server) {
      requireWorking(link, server, client);
    }
  }

  static class FieldTestCase {
    @UdpLink(value = "wire", to = "server")
    private DatagramLink link;

    @UdpPeer("server")
    private DatagramPeer server;

    @UdpPeer private DatagramPeer client;

    @BeforeEach
    void sameLink(@UdpLink(value = "wire", to = "server") DatagramLink wire) {
      assertThat((Object) wire).isSameAs(link);
      wire.toServer().on(LinkSelector.first(1)).drop();
    }

    @Test
    void one() {
      client.sendTo(link.address(), "lost");
      requireWorking(link, server, client);
    }

    @Test
    void other() {
      one();
    }
  }

  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static class StaticTestCase {
    @UdpPeer("server")
    private static DatagramPeer server;

    @UdpLink(to = "server")
    private static DatagramLink link;

    @Test
    @Order(1)
    void one(@UdpPeer DatagramPeer client) {
      requireWorking(link, server, client);
    }

    @Test
    @Order(2)
    void other(@UdpPeer DatagramPeer client) {
      requireWorking(link, server, client);
      assertThat(link).passed(4);
    }
  }

  static class OuterTestCase {
    @UdpPeer("server")
    private DatagramPeer server;

    @UdpLink(value = "wire", to = "server")
    private DatagramLink link;

    @Nested
    class Inner {
      @Test
      void test(
          @UdpLink(value = "wire", to = "server") DatagramLink same, @UdpPeer DatagramPeer client) {
        assertThat((Object) same).isSameAs(link);
        requireWorking(same, server, client);
      }
    }
  }

  static class OtherServersTestCase {
    @Test
    void socket(@UdpPeer("plain") DatagramSocket plain, @UdpLink(to = "plain") DatagramLink link) {
      assertThat(link.destination()).isEqualTo(plain.getLocalSocketAddress());
    }

    @Test
    void address(@UdpLink(to = "[::1]:5353") DatagramLink link) {
      assertThat(link.destination().getPort()).isEqualTo(5353);
      assertThat(link.address().getAddress().getHostAddress()).isEqualTo("0:0:0:0:0:0:0:1");
    }
  }

  @UdpLink(to = "server")
  @Retention(RetentionPolicy.RUNTIME)
  @interface Wire {}

  static class ComposedTestCase {
    @Test
    void test(
        @Wire DatagramLink link,
        @UdpPeer("server") DatagramPeer server,
        @UdpPeer DatagramPeer client) {
      requireWorking(link, server, client);
    }
  }

  static class ProgrammaticTestCase {
    @RegisterExtension private final UdpPeers peers = UdpPeers.create();

    @Test
    void test() {
      DatagramPeer server = peers.open("server");
      DatagramLink link = peers.openLink(LinkOptions.to(server.address()).build());
      requireWorking(link, server, peers.open("client"));
    }
  }

  static class HangingRulesTestCase {
    static final int LINKS = 10;

    @RegisterExtension private final UdpPeers peers = UdpPeers.create();
    private final CountDownLatch never = new CountDownLatch(1);
    private final CountDownLatch hanging = new CountDownLatch(LINKS);

    @Test
    void test() throws InterruptedException {
      DatagramPeer client = peers.open("client");
      for (int number = 0; number < LINKS; number++) {
        DatagramLink link = peers.openLink(LinkOptions.to("127.0.0.1:9").build());
        link.toServer().rule("hangs", this::hang);
        client.sendTo(link.address(), "hang");
      }
      assertThat(hanging.await(60, TimeUnit.SECONDS)).isTrue();
    }

    private Verdict hang(LinkDatagram datagram) {
      hanging.countDown();
      try {
        never.await();
      } catch (InterruptedException closed) {
        Thread.currentThread().interrupt();
      }
      return Verdict.pass();
    }
  }

  static class SeedTestCase {
    @Test
    void test(
        @UdpLink(to = "127.0.0.1:9", seed = 42) DatagramLink own,
        @UdpLink(to = "127.0.0.1:9") DatagramLink ofTheRun) {
      assertThat(own.seed()).isEqualTo(42);
      assertThat(ofTheRun.seed()).isEqualTo(7);
    }
  }

  static class StrictTestCase {
    @Test
    void test(@UdpLink(to = "127.0.0.1:9", strict = true) DatagramLink wire) {
      wire.toServer().on(LinkSelector.first(1)).drop();
    }
  }

  static class ThrowingTestCase {
    @UdpPeer("server")
    private DatagramPeer server;

    @UdpPeer private DatagramPeer client;

    @Test
    void throwing(@UdpLink(to = "server") DatagramLink link) {
      link.toServer()
          .rule(
              "broken",
              datagram -> {
                throw new IllegalStateException("wrong");
              });
      client.sendTo(link.address(), "ping");
    }

    @Test
    void working(@UdpLink(to = "server") DatagramLink link) {
      requireWorking(link, server, client);
    }
  }

  @Complaint(
      "@UdpLink on parameter link of method <class>.test(DatagramLink):"
          + " to = \"server\" is neither an address such as \"127.0.0.1:5353\" nor the name of a"
          + " peer; no peer has a name here: write @UdpPeer(\"server\")")
  static class NobodyTestCase {
    @UdpPeer DatagramPeer server;

    @Test
    void test(@UdpLink(to = "server") DatagramLink link) {}
  }

  @Complaint(
      "@UdpLink on field link of class <class>:"
          + " to = \"sever\" is neither an address such as \"127.0.0.1:5353\" nor the name of a"
          + " peer; the peers with a name here are \"backup\", \"server\"")
  static class MisspeltTestCase {
    @UdpPeer("server")
    DatagramPeer server;

    @UdpLink(to = "sever")
    DatagramLink link;

    @Test
    void test(@UdpPeer("backup") DatagramPeer backup) {}
  }

  @Complaint(
      "@UdpLink on field link of class <class>:"
          + " to = \"server\" is opened for each test, but this link once for the class;"
          + " let both be static, or none")
  static class WiderTestCase {
    @UdpPeer("server")
    DatagramPeer server;

    @UdpLink(to = "server")
    static DatagramLink link;

    @Test
    void test() {}
  }

  @Complaint(
      "@UdpLink on parameter link of method <class>.test(DatagramPeer):"
          + " the type must be DatagramLink, but is io.github.udppeer.DatagramPeer")
  static class TypeTestCase {
    @Test
    void test(@UdpLink(to = "127.0.0.1:9") DatagramPeer link) {}
  }

  @Complaint(
      "@UdpLink on field link of class <class>:"
          + " the field is final, so no link can be assigned; remove final")
  static class FinalTestCase {
    @UdpLink(to = "127.0.0.1:9")
    final DatagramLink link = LinkHolder.NONE;

    @Test
    void test() {}
  }

  /** A constant that no compiler knows. */
  private static final class LinkHolder {
    @SuppressWarnings("NullAway") // nobody gets to see it
    static final DatagramLink NONE = null;
  }

  @Complaint(
      "@UdpLink on parameter link of method <class>.test(DatagramLink):"
          + " host = \"localhost\" is a name, which can resolve to either family; use a literal"
          + " address such as 127.0.0.1 or ::1")
  static class HostTestCase {
    @Test
    void test(@UdpLink(to = "127.0.0.1:9", host = "localhost") DatagramLink link) {}
  }

  @Complaint(
      "@UdpPeer on parameter both of method <class>.test(DatagramLink):"
          + " one place cannot have both a peer and a @UdpLink; leave one of the two out")
  static class BothTestCase {
    @Test
    void test(@UdpPeer @UdpLink(to = "127.0.0.1:9") DatagramLink both) {}
  }

  @Complaint(
      "@UdpLink on parameter link of method <class>.test(DatagramLink): the name \"wire\" stands"
          + " for one link, but it is declared with to = \"127.0.0.1:9\", host = \"\", seed = 1,"
          + " strict = false here and with to = \"127.0.0.1:9\", host = \"\", seed = any, strict ="
          + " false on field link of class <class>; give both the same settings, or different"
          + " names")
  static class ContradictionTestCase {
    @UdpLink(value = "wire", to = "127.0.0.1:9")
    DatagramLink link;

    @Test
    void test(@UdpLink(value = "wire", to = "127.0.0.1:9", seed = 1) DatagramLink link) {}
  }
}
