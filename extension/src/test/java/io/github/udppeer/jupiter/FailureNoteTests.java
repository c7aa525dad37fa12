package io.github.udppeer.jupiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.Golden;
import io.github.udppeer.PayloadRedactor;
import io.github.udppeer.PeerOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a failed test says of its exchange where its own words say nothing. */
class FailureNoteTests {

  private static final String TIMELINE = "Timeline (t = 0 when the test started; ";

  /** The one note; empty where there is none. */
  private static String noteOf(Class<?> fixture) {
    return noteOf(Fixtures.failureOf(fixture));
  }

  private static String noteOf(Throwable failure) {
    return Stream.of(failure.getSuppressed())
        .filter(Reports.ReportNote.class::isInstance)
        .map(Throwable::toString)
        .reduce((one, other) -> one + "\n=== a second note ===\n" + other)
        .orElse("");
  }

  @Test
  void hasScriptsCausesAndTimeline() {
    Golden.verify("failure-note", noteOf(ScriptedTestCase.class));
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        ProgramTestCase.class,
        JUnitTestCase.class,
        TimeOutTestCase.class,
        BeforeEachTestCase.class,
        AfterEachTestCase.class,
        AfterAllTestCase.class,
        OverriddenTestCase.class,
        ThrowingMessageTestCase.class
      })
  void isThereHoweverATestFails(Class<?> fixture) {
    assertThat(noteOf(fixture))
        .contains(TIMELINE, "  agent  send  4 B -> ", "is pending:\n", ": \"PING\"")
        .doesNotContain("second note");
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        OwnTestCase.class,
        WrappedTestCase.class,
        SuppressedTestCase.class,
        AllTestCase.class,
        SoftTestCase.class,
        DescribedTestCase.class,
        ReceiveTestCase.class
      })
  void doesNotRepeatWhatTheFailureTells(Class<?> fixture) {
    assertThat(noteOf(fixture))
        .doesNotContain("Timeline")
        .startsWith("peer \"server\" (127.0.0.1:")
        .contains("): this rule was never used:\n  on text \"PONG\": reply \"PING\"");
  }

  @Test
  void isNotThereWhereNothingIsLeftToTell() {
    assertThat(noteOf(TellingTestCase.class)).isEmpty();
  }

  @Test
  void isNotThereWithoutPeers() {
    assertThat(noteOf(PeerlessTestCase.class)).isEmpty();
  }

  @Test
  void tellsOfLinksWithoutPeers() {
    assertThat(noteOf(LinkTestCase.class)).contains(TIMELINE, "faulty");
  }

  @Test
  void staysShort() {
    String note = noteOf(ManyTestCase.class);
    assertThat(note.lines()).hasSizeBetween(25, 45);
    assertThat(note).contains("\nand more\n", TIMELINE);
  }

  @Test
  void isRedacted() {
    assertThat(noteOf(RedactedTestCase.class)).contains("***", TIMELINE).doesNotContain("hunter2");
  }

  @Test
  void saysWhatAScriptIsStillAtWorkOn() {
    assertThat(noteOf(HangingScriptTestCase.class))
        .contains(": its script is at work on this:\n", ": \"HANG\"")
        .contains(" pending that its script has not dealt with yet:\n", ": \"NEXT\"");
  }

  @Test
  void saysHowFarAConversationGot() {
    assertThat(noteOf(ConversationTestCase.class))
        .contains("the conversation \"login\" of peer \"server\" (127.0.0.1:")
        .contains(") came to step 2 of 2 only:\n", "-->  2 expect text \"PASS\"");
  }

  @Test
  void saysWhyWhatThePeersSentWasNotRead() {
    assertThat(noteOf(ClosedTestCase.class))
        .contains("Likely cause:\n  nothing on this machine is");
  }

  static class ScriptedTestCase {
    @Test
    void test(@UdpPeer DatagramPeer client, @UdpPeer DatagramPeer server) {
      server.on("PING").reply("PONG");
      server.on("STATUS").after(Duration.ofHours(1)).reply("LATE");
      server.on("BYE").reply("CIAO");
      client.sendTo(server, "PING");
      assertThat(client).receives().hasText("PONG");
      Stream.of("STATUS", "HELLO", "100 %n %s \u202e\u0007")
          .forEach(text -> sendAndCapture(text, client, server));
      assertThat("the program's state").isEqualTo("another one");
    }
  }

  /** Lets the timeline have the arrival right behind the sending. */
  private static void sendAndCapture(String text, DatagramPeer from, DatagramPeer to) {
    from.sendTo(to, text);
    to.pending();
  }

  static class ProgramTestCase {
    @Test
    void test(@UdpPeer DatagramPeer agent) {
      agent.sendTo(agent, "PING");
      throw new IllegalStateException("the program's own");
    }
  }

  static class JUnitTestCase {
    @Test
    void test(@UdpPeer DatagramPeer agent) {
      agent.sendTo(agent, "PING");
      assertEquals(1, 2);
    }
  }

  static class TimeOutTestCase {
    @Test
    @Timeout(1)
    void test(@UdpPeer DatagramPeer agent) throws InterruptedException {
      agent.sendTo(agent, "PING");
      new CountDownLatch(1).await();
    }
  }

  static class BeforeEachTestCase {
    @UdpPeer DatagramPeer agent;

    @BeforeEach
    void fail() {
      agent.sendTo(agent, "PING");
      assertThat(1).isEqualTo(2);
    }

    @Test
    void test() {}
  }

  static class AfterEachTestCase {
    @UdpPeer DatagramPeer agent;

    @Test
    void test() {
      agent.sendTo(agent, "PING");
    }

    @AfterEach
    void fail() {
      throw new IllegalStateException("the clean-up's");
    }
  }

  static class AfterAllTestCase {
    @UdpPeer static DatagramPeer agent;

    @Test
    void test() {
      agent.sendTo(agent, "PING");
    }

    @AfterAll
    static void fail() {
      throw new IllegalStateException("the last clean-up's");
    }
  }

  static class OverriddenTestCase {
    @Test
    void test(@UdpPeer DatagramPeer agent) {
      agent.sendTo(agent, "PING");
      assertThat(agent).overridingErrorMessage("in other words").hasNothingPending();
    }
  }

  static class ThrowingMessageTestCase {
    static final class Mute extends RuntimeException {
      private static final long serialVersionUID = 1;

      @Override
      public String getMessage() {
        throw new IllegalStateException("no words");
      }
    }

    @Test
    void test(@UdpPeer DatagramPeer agent) {
      agent.sendTo(agent, "PING");
      throw new Mute();
    }
  }

  /** Fails in an assertion of the library, and has a rule that was never used. */
  abstract static class UnusedRule {
    @UdpPeer DatagramPeer client;
    @UdpPeer DatagramPeer server;

    @BeforeEach
    void script() {
      server.on("PONG").reply("PING");
    }

    void fail() {
      assertThat(client).peeks();
    }
  }

  static class OwnTestCase extends UnusedRule {
    @Test
    void test() {
      fail();
    }
  }

  static class WrappedTestCase extends UnusedRule {
    @Test
    void test() {
      try {
        fail();
      } catch (AssertionError failure) {
        throw new IllegalStateException("wrapped", failure);
      }
    }
  }

  static class SuppressedTestCase extends UnusedRule {
    @Test
    void test() {
      try {
        fail();
      } catch (AssertionError failure) {
        IllegalStateException other = new IllegalStateException("another one");
        other.addSuppressed(failure);
        throw other;
      }
    }
  }

  static class AllTestCase extends UnusedRule {
    @Test
    void test() {
      assertAll(() -> assertEquals(1, 2), this::fail);
    }
  }

  static class SoftTestCase extends UnusedRule {
    @Test
    void test() {
      SoftAssertions softly = new SoftAssertions();
      softly.assertThat(1).isEqualTo(2);
      softly.check(this::fail);
      softly.assertAll();
    }
  }

  static class DescribedTestCase extends UnusedRule {
    @Test
    void test() {
      server.sendTo(client, "HELLO");
      assertThat(client).receives().text().startsWith("BYE");
    }
  }

  static class ReceiveTestCase extends UnusedRule {
    @Test
    void test() {
      client.receive(Duration.ZERO);
    }
  }

  static class TellingTestCase {
    @Test
    void test(@UdpPeer DatagramPeer agent) {
      assertThat(agent).peeks();
    }
  }

  static class PeerlessTestCase {
    @RegisterExtension final UdpPeers peers = UdpPeers.create();

    @Test
    void test() {
      throw new IllegalStateException("nobody was asked");
    }
  }

  static class LinkTestCase {
    @Test
    void test(@UdpLink(to = "127.0.0.1:9") io.github.udppeer.link.DatagramLink faulty) {
      throw new IllegalStateException("nothing was sent");
    }
  }

  static class ManyTestCase {
    @RegisterExtension final UdpPeers peers = UdpPeers.create();

    @Test
    void test() {
      for (int number = 0; number < 30; number++) {
        DatagramPeer peer = peers.open(PeerOptions.builder().name("peer").build());
        for (int rule = 0; rule < 30; rule++) {
          peer.on("rule " + rule).reply("never");
          peer.sendTo(peer, "nobody's");
        }
      }
      throw new IllegalStateException("all is lost");
    }
  }

  static class Stars implements PayloadRedactor {
    @Override
    public byte[] redact(byte[] payload) {
      return "***".getBytes(StandardCharsets.UTF_8);
    }
  }

  static class RedactedTestCase {
    @Test
    void test(@UdpPeer(redactor = Stars.class) DatagramPeer agent) {
      agent.sendTo(agent, "hunter2");
      throw new IllegalStateException("the program's own");
    }
  }

  static class HangingScriptTestCase {
    private final CountDownLatch never = new CountDownLatch(1);

    @Test
    void test(@UdpPeer DatagramPeer server) {
      server
          .on("HANG")
          .replyWithText(
              request -> {
                never.await();
                return "never";
              });
      server.sendTo(server, "HANG");
      server.sendTo(server, "NEXT");
      throw new IllegalStateException("the program's own");
    }

    @AfterEach
    void end() {
      never.countDown();
    }
  }

  static class ConversationTestCase {
    @Test
    void test(@UdpPeer DatagramPeer client, @UdpPeer DatagramPeer server) {
      server.converse("login", steps -> steps.expect("USER").expect("PASS"));
      client.sendTo(server, "USER");
      throw new IllegalStateException("the program's own");
    }
  }

  static class ClosedTestCase {
    @Test
    void test(@UdpPeer DatagramPeer client, @UdpPeer DatagramPeer server) {
      server.close();
      client.sendTo(server, "PING");
      throw new IllegalStateException("the program's own");
    }
  }
}
