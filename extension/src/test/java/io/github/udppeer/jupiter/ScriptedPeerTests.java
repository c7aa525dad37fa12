package io.github.udppeer.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.PeerOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** What the script of a peer does to the test that it belongs to. */
class ScriptedPeerTests {

  @Test
  void aRuleOfTheTestOverridesOneOfItsSetUp() {
    Fixtures.pass(2, OverridingTestCase.class);
  }

  @Test
  void aFunctionThatThrowsFailsTheTestThatAssertsNothing() {
    assertThat(Fixtures.failureOf(ThrowingTestCase.class))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("The scripted reply of peer \"server\"")
        .hasMessageContaining("|PING|")
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void aFunctionThatThrowsStaysBehindTheTestsOwnFailure() {
    Throwable failure = Fixtures.failureOf(FailingTestCase.class);

    assertThat(failure).hasMessage("the test's own failure");
    assertThat(Fixtures.suppressedBy(failure))
        .singleElement()
        .asString()
        .contains("The scripted reply of peer \"server\"");
  }

  @Test
  void aRuleThatWasNeverUsedFailsTheTestOfAStrictPeer() {
    assertThat(Fixtures.failureOf(UnusedTestCase.class))
        .hasMessageStartingWith("[strict peer, at the end of ScriptedPeerTests.")
        .hasMessageContaining("but this rule was never used:\n  on text \"PING\": reply \"PONG\"")
        .hasMessageContaining(", declared at ScriptedPeerTests.java:");
  }

  @Test
  void aConversationThatDoesNotEndFailsTheTestOfAStrictPeer() {
    assertThat(Fixtures.failureOf(UnfinishedTestCase.class))
        .hasMessageContaining("but the conversation \"login\" of peer \"server\"")
        .hasMessageMatching("(?s).*, declared at\\s+ScriptedPeerTests.java:.*")
        .hasMessageContaining("came to step 1 of 1 only:");
  }

  @Test
  void whatIsLeftFailsBeforeTheCleanUp() {
    assertThat(Fixtures.failureOf(CleanUpTestCase.class))
        .hasMessageStartingWith("[strict peer, at the end of ScriptedPeerTests.")
        .satisfies(failure -> assertThat(Fixtures.suppressedBy(failure)).isEmpty());
  }

  @Test
  void aClassKeepsItsRulesToItsEnd() {
    EngineExecutionResults results = Fixtures.run(ClassTestCase.class);

    assertThat(results.testEvents().succeeded().count()).isEqualTo(2);
    assertThat(Fixtures.failureOf(results))
        .hasMessageContaining("but this rule was never used:\n  on text \"STATUS\"");
  }

  @Test
  void whatGoesWrongInTheCleanUpFailsTheTestToo() {
    assertThat(Fixtures.failureOf(LateTestCase.class))
        .hasMessageContaining("never to receive text \"PING\"");
  }

  @Test
  void peersOpenedByTheTestAreVerifiedToo() {
    assertThat(Fixtures.failureOf(ProgrammaticTestCase.class))
        .hasMessageContaining("never to receive text \"PING\"");
  }

  @Test
  void testsThatRunConcurrentlyAreNotBlamedForEachOther() {
    EngineExecutionResults results =
        Fixtures.runConcurrently(ThrowingTestCase.class, OverridingTestCase.class);

    assertThat(Fixtures.namesOfFailed(results)).hasSize(1);
  }

  static class OverridingTestCase {
    @UdpPeer DatagramPeer client;

    @UdpPeer(strict = true)
    DatagramPeer server;

    @BeforeEach
    void answer() {
      server.on("PING").reply("PONG");
    }

    @Test
    void isAnswered() {
      assertThat(client).exchanges("PING").with(server).hasText("PONG");
    }

    @Test
    void isRefused() {
      server.on("PING").overriding().reply("BUSY");
      assertThat(client).exchanges("PING").with(server).hasText("BUSY");
    }
  }

  static class ThrowingTestCase {
    @Test
    void test(@UdpPeer DatagramPeer server) {
      server
          .on("PING")
          .replyWithText(
              request -> {
                throw new IllegalStateException("no session");
              });
      server.sendTo(server, "PING");
    }
  }

  static class FailingTestCase {
    @Test
    void test(@UdpPeer DatagramPeer server) {
      server.on("PING").replyWithText(request -> "" + Integer.parseInt(request.text()));
      server.sendTo(server, "PING");
      throw new IllegalStateException("the test's own failure");
    }
  }

  static class UnusedTestCase {
    @Test
    void test(@UdpPeer(strict = true) DatagramPeer server) {
      server.on("PING").reply("PONG");
    }
  }

  static class UnfinishedTestCase {
    @Test
    void test(@UdpPeer(strict = true) DatagramPeer server) {
      server.converse("login", script -> script.expect("LOGIN"));
    }
  }

  static class CleanUpTestCase {
    @UdpPeer(strict = true)
    DatagramPeer server;

    @Test
    void test() {
      server.sendTo(server, "left");
    }

    @AfterEach
    void cleanUp() {
      server.clear();
    }
  }

  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static class ClassTestCase {
    @UdpPeer(strict = true)
    static DatagramPeer server;

    @UdpPeer DatagramPeer client;

    @BeforeAll
    static void answer() {
      server.on("PING").reply("PONG");
      server.on("STATUS").reply("OK");
    }

    @Test
    @Order(1)
    void usesNoRule() {}

    @Test
    @Order(2)
    void usesOne() {
      assertThat(client).exchanges("PING").with(server).hasText("PONG");
    }
  }

  static class LateTestCase {
    @UdpPeer DatagramPeer server;

    @Test
    void test() {
      server.on("PING").never();
    }

    @AfterEach
    void cleanUp() {
      server.sendTo(server, "PING");
      assertThat(server).within(java.time.Duration.ofSeconds(30)).receives();
      assertThat(server).receivesNothingFor(java.time.Duration.ofMinutes(1)); // ends with the error
    }
  }

  static class ProgrammaticTestCase {
    @RegisterExtension final UdpPeers peers = UdpPeers.create();

    @Test
    void test() {
      DatagramPeer server = peers.open(PeerOptions.builder().name("server").build());
      server.on("PING").never();
      server.sendTo(server, "PING");
    }
  }
}
