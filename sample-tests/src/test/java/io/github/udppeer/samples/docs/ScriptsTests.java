package io.github.udppeer.samples.docs;

import static io.github.udppeer.DatagramMatcher.contains;
import static io.github.udppeer.DatagramMatcher.decoded;
import static io.github.udppeer.DatagramMatcher.masked;
import static io.github.udppeer.DatagramMatcher.matching;
import static io.github.udppeer.DatagramMatcher.sentFrom;
import static io.github.udppeer.DatagramMatcher.startsWith;
import static io.github.udppeer.DatagramMatcher.text;
import static io.github.udppeer.DatagramSplitter.lines;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.Conversation;
import io.github.udppeer.DatagramPeer;
import io.github.udppeer.DatagramPeers;
import io.github.udppeer.jupiter.UdpPeer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The examples of docs/scripts.md. */
class ScriptsTests {

  @UdpPeer private DatagramPeer client;
  @UdpPeer private DatagramPeer server;

  @Test
  void aReplyIsOneLine() {
    // region basic
    server.on("PING").reply("PONG");

    client.sendTo(server, "PING"); // in a real test, the code under test does this
    assertThat(client).receives().hasText("PONG").isFrom(server);

    assertThat(server).receives().hasText("PING"); // the request is still there to assert on
    // endregion
  }

  @Test
  void aFunctionCopiesFromTheRequest() {
    // region function
    server
        .on(startsWith("GET "))
        .replyWithText(request -> "VALUE " + request.text().substring("GET ".length()));
    server
        .on(masked(new byte[] {0, 0, 0x01}, new byte[] {0, 0, 0x01})) // any id, one flag set
        .replyWith(request -> Arrays.copyOf(request.payload(), 2)); // its id
    // endregion

    assertThat(client).exchanges("GET 17").with(server).hasText("VALUE 17");
    assertThat(client)
        .exchanges(new byte[] {47, 11, 0x21, 5})
        .with(server)
        .hasPayload(new byte[] {47, 11});
  }

  @Test
  void aServerBehavesBadlyOnPurpose() {
    DatagramPeer monitor = server.open("monitor");
    // region badly
    server.on("retry").ignoringFirst(2).reply("third time lucky");
    server.on("slow").after(ofMillis(50)).reply("late");
    server.on("duplicate").copies(2).reply("the same");
    server.on("several").reply("one").reply("two");
    server.on("forward").to(monitor.address()).reply("for the monitor");
    server.on("once").atMost(1).reply("the only one");
    server.on("noise").ignore();
    server.on("SHUTDOWN").never(); // fails the test
    server.otherwise().reply("ERROR");
    // endregion

    for (int attempt = 0; attempt < 3; attempt++) {
      client.sendTo(server, "retry");
    }
    assertThat(client).receives().hasText("third time lucky");
    assertThat(client).exchanges("slow").with(server).hasText("late");
    client.sendTo(server, "duplicate");
    assertThat(client).receivesInOrder("the same", "the same");
    client.sendTo(server, "several");
    assertThat(client).receivesInOrder("one", "two");
    client.sendTo(server, "forward");
    assertThat(monitor).receives().hasText("for the monitor");
    assertThat(client).exchanges("once").with(server).hasText("the only one");
    assertThat(client).exchanges("once").with(server).hasText("ERROR");
  }

  @Test
  void matchersSayWhichDatagramsAreMeant() {
    // region matchers
    server.on(text("PING").or(text("ping"))).reply("PONG");
    server.on(sentFrom(client).and(contains("stats"))).reply("none");
    server.on(matching("a long one", request -> request.length() > 100)).reply("too long");
    server.on(decoded(ScriptsTests::number, "a negative number", n -> n < 0)).reply("negative");
    // endregion

    assertThat(client).exchanges("ping").with(server).hasText("PONG");
    assertThat(client).exchanges("some stats").with(server).hasText("none");
    assertThat(client).exchanges("x".repeat(101)).with(server).hasText("too long");
    assertThat(client).exchanges("-4").with(server).hasText("negative");
  }

  private static int number(byte[] payload) {
    return Integer.parseInt(new String(payload, StandardCharsets.UTF_8));
  }

  @Nested
  class Overriding {

    // region overriding
    @BeforeEach
    void answer() {
      server.on("PING").reply("PONG");
    }

    @Test
    void givesUpWhenTheServerIsBusy() {
      server.on("PING").overriding().reply("BUSY");
      // endregion
      assertThat(client).exchanges("PING").with(server).hasText("BUSY");
    }
  }

  @Test
  void aServerAnswersFromASecondPort() {
    // region second-port
    DatagramPeer transfer = server.open("transfer");
    server.on(startsWith("RRQ ")).from(transfer).reply("DATA 1");
    transfer.on("ACK 1").reply("DATA 2");
    // endregion

    client.sendTo(server, "RRQ file");
    assertThat(client).receives().hasText("DATA 1").isFrom(transfer);
    assertThat(client).exchanges("ACK 1").with(transfer).hasText("DATA 2");
  }

  @Test
  void aConversationHasStepsInOrder() {
    // region conversation
    Conversation login =
        server.converse(
            "login",
            script ->
                script
                    .expect(startsWith("LOGIN "))
                    .capture("user", request -> request.text().substring("LOGIN ".length()))
                    .replyWithText(captures -> "HELLO " + captures.text("user"))
                    .inAnyOrder(
                        any -> any.expect("LIST").reply("EMPTY").expect("QUOTA").reply("NONE"))
                    .expectWith(captures -> text("QUIT " + captures.text("user")))
                    .reply("BYE"));
    // endregion
    assertThat(client).exchanges("LOGIN ada").with(server).hasText("HELLO ada");
    assertThat(client).exchanges("QUOTA").with(server).hasText("NONE");
    assertThat(client).exchanges("LIST").with(server).hasText("EMPTY");
    assertThat(client).exchanges("QUIT ada").with(server).hasText("BYE");

    // region completes
    assertThat(login).completes();
    assertThat(login.captures().text("user")).isEqualTo("ada");
    // endregion
  }

  @Test
  void aPeerIsExhausted() {
    server.on("PING").reply("PONG");
    client.sendTo(server, "PING");

    // region exhausted
    assertThat(server).isExhausted();
    // endregion
  }

  @Test
  void aBlockCountsByItself() {
    client.sendTo(server, "before");
    // region during
    server.during(() -> client.sendTo(server, "flushed")).receives("flushed");
    server.during(() -> client.sendTo(server, "only this")).receivesOnly("only this");
    server.during(() -> client.sendTo(client, "elsewhere")).receivesNothing();
    // endregion
    assertThat(server).receives().hasText("before");
  }

  @Test
  void linesAreReadOverAllDatagrams() {
    client.sendTo(server, "http.requests:1|c\nhttp.er");
    client.sendTo(server, "rors:1|c\n");
    // region collects
    assertThat(server)
        .collects(lines())
        .untilContains("http.errors:1|c")
        .containsExactly("http.requests:1|c", "http.errors:1|c");
    // endregion
  }

  @Test
  void severalPeersAreAssertedTogether(@UdpPeer DatagramPeer first, @UdpPeer DatagramPeer second) {
    client.sendTo(first, "sync");
    client.sendTo(second, "sync");
    client.sendTo(second, "task");
    // region peers
    DatagramPeers replicas = DatagramPeers.of(first, second);

    assertThat(replicas).eachReceives("sync");
    assertThat(replicas).exactlyOneReceives("task").isTo(second);
    assertThat(replicas).haveNothingPending();
    replicas.await().until(() -> first.received().size() + second.received().size() == 3);
    // endregion
  }
}
