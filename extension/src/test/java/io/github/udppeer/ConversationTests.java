package io.github.udppeer;

import static io.github.udppeer.DatagramMatcher.startsWith;
import static io.github.udppeer.DatagramMatcher.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ConversationTests {

  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Duration LONG = Duration.ofMinutes(5);

  @AutoClose private final PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);
  private final DatagramPeer server = open("server", LONG);
  private final DatagramPeer client = open("client", LONG);

  private DatagramPeer open(String name, Duration receiveTimeout) {
    return group.open(PeerOptions.builder().name(name).receiveTimeout(receiveTimeout).build());
  }

  private Conversation login() {
    return server.converse(
        "login",
        script ->
            script
                .expect(startsWith("LOGIN "))
                .capture("user", request -> request.text().substring(6))
                .replyWithText(captures -> "HELLO " + captures.text("user"))
                .inAnyOrder(any -> any.expect("LIST").reply("EMPTY").expect("QUOTA").reply("NONE"))
                .expectWith(captures -> text("QUIT " + captures.text("user")))
                .reply("BYE"));
  }

  @Test
  void runsToItsEnd() {
    Conversation login = login();

    assertThat(client).exchanges("LOGIN ada").with(server).hasText("HELLO ada");
    assertThat(client).exchanges("QUOTA").with(server).hasText("NONE");
    assertThat(client).exchanges("LIST").with(server).hasText("EMPTY");
    assertThat(client).exchanges("QUIT ada").with(server).hasText("BYE");

    assertThat(login).completes();
    assertThat(login.captures().text("user")).isEqualTo("ada");
    assertThat(login.captures().request()).hasText("QUIT ada");
    assertThat(server).isExhausted().hasPending(4);
  }

  @Test
  void failsAtTheStepThatSomethingElseCameFor() {
    DatagramPeer brief = open("brief", SHORT);
    Conversation login =
        brief.converse(
            "login",
            script ->
                script
                    .expect(startsWith("LOGIN "))
                    .reply("HELLO")
                    .expect("LIST")
                    .reply("EMPTY")
                    .expect("QUIT"));
    assertThat(client).exchanges("LOGIN ada").with(brief).hasText("HELLO");
    client.sendTo(brief, "DELETE");

    Golden.verifyFailure("conversation-other", () -> assertThat(client).receives());
    assertThatThrownBy(() -> assertThat(login).completes())
        .hasMessageContaining("but it failed at step 3 of 5:");
  }

  @Test
  void failsInAGroupOfWhichSomeHaveCome() {
    DatagramPeer brief = open("brief", SHORT);
    Conversation begun =
        brief.converse(
            "begin", script -> script.inAnyOrder(any -> any.expect("a").expect("b").expect("c")));
    client.sendTo(brief, "b");
    assertThat(brief).hasPending(1); // so that the timeline is the same each time
    client.sendTo(brief, "x");
    assertThat(brief.pending()).hasSize(2);

    Golden.verifyFailure("conversation-group", group::verify);
    assertThatThrownBy(() -> assertThat(begun).completes()).isInstanceOf(AssertionError.class);
  }

  @Test
  void failsWhenNothingComes() {
    DatagramPeer brief = open("brief", SHORT);
    Conversation begun =
        brief.converse("begin", script -> script.expect("a").reply("A").expect("b"));
    client.sendTo(brief, "a");
    assertThat(client).receives().hasText("A");

    Golden.verifyFailure("conversation-nothing", () -> assertThat(begun).as("all").completes());
  }

  @Test
  void waitsForItsEnd() throws Exception {
    Conversation begun = server.converse("begin", script -> script.expect("a"));
    WaitingCall<ConversationAssert> waiting =
        WaitingCall.start(() -> assertThat(begun).completes());

    client.sendTo(server, "a");

    assertThat(waiting.result()).isNotNull();
  }

  @Test
  void endsTheWaitWhenItFails() {
    Conversation begun = server.converse("begin", script -> script.expect("a"));
    client.sendTo(server, "b");

    assertThatThrownBy(() -> assertThat(begun).completes())
        .hasMessageContaining("The conversation \"begin\" of " + server + " failed at step 1 of 1:")
        .hasMessageContaining("but this came instead:");
  }

  @Test
  void leavesToTheRulesWhatItDoesNotExpect() {
    Conversation begun = server.converse("begin", script -> script.expect("a").reply("A"));
    server.on("PING").reply("PONG");

    assertThat(client).exchanges("PING").with(server).hasText("PONG");
    assertThat(client).exchanges("a").with(server).hasText("A");
    assertThat(begun).completes();
  }

  @Test
  void goesBeforeTheRules() {
    server.on(startsWith("")).reply("rule");
    server.converse("begin", script -> script.expect("a").reply("A"));

    assertThat(client).exchanges("a").with(server).hasText("A");
    assertThat(client).exchanges("a").with(server).hasText("rule");
  }

  @Test
  void ignoresRepeatsWhereItIsToldTo() {
    Conversation begun =
        server.converse(
            "begin", script -> script.ignoringRepeats().expect("a").reply("A").expect("b"));

    assertThat(client).exchanges("a").with(server).hasText("A");
    client.sendTo(server, "a");
    client.sendTo(server, "b");

    assertThat(begun).completes();
    assertThat(client).hasNothingPending();
    assertThat(server).isExhausted();
  }

  @Test
  void failsOverARepeatElse() {
    Conversation begun =
        server.converse("begin", script -> script.expect("a").reply("A").expect("b"));
    assertThat(client).exchanges("a").with(server).hasText("A");
    client.sendTo(server, "a");

    assertThatThrownBy(() -> assertThat(begun).completes()).hasMessageContaining("|a|");
  }

  @Test
  void namesARepeatWhatCameAgainFromItsSource() {
    Conversation begun =
        server.converse("begin", script -> script.expect("a").reply("A").expect("b"));
    assertThat(client).exchanges("a").with(server).hasText("A");
    client.sendTo(server, "a");

    assertThatThrownBy(() -> assertThat(begun).completes())
        .hasMessageContaining("but this came again, which ignoringRepeats() would let pass:");
  }

  @Test
  void takesWhatAnotherClientSendsForNoRepeat() {
    Conversation begun =
        server.converse("begin", script -> script.expect("a").reply("A").expect("b"));
    assertThat(client).exchanges("a").with(server).hasText("A");
    open("another", LONG).sendTo(server, "a");

    assertThatThrownBy(() -> assertThat(begun).completes())
        .hasMessageContaining("but this came instead:");
  }

  @Test
  void ignoresNoFirstRequestOfAnotherClient() {
    Conversation begun =
        server.converse(
            "begin", script -> script.ignoringRepeats().expect("a").reply("A").expect("b"));
    assertThat(client).exchanges("a").with(server).hasText("A");
    open("another", LONG).sendTo(server, "a");

    assertThatThrownBy(() -> assertThat(begun).completes())
        .hasMessageContaining("but this came instead:");
  }

  @Test
  void severalGoOnSideBySide() {
    Conversation first = server.converse("first", script -> script.expect("a1").expect("a2"));
    Conversation second = server.converse("second", script -> script.expect("b1").expect("b2"));

    for (String request : new String[] {"a1", "b1", "b2", "a2"}) {
      client.sendTo(server, request);
    }

    assertThat(first).completes();
    assertThat(second).completes();
  }

  @Test
  void repliesInEveryWayThatARuleDoes() {
    DatagramPeer companion = server.open("companion");
    DatagramPeer monitor = server.open("monitor");
    server.converse(
        "ways",
        script ->
            script
                .expect("a")
                .copies(2)
                .reply("twice")
                .from(companion)
                .reply("from")
                .to(monitor.address())
                .reply("to")
                .after(Duration.ofMillis(1))
                .reply(new byte[] {1})
                .replyWith(captures -> captures.request().payload()));

    client.sendTo(server, "a");

    assertThat(client).receivesFrom(companion).hasText("from");
    assertThat(client).receivesInOrder("twice", "twice", "a");
    assertThat(client).receives().hasPayload(new byte[] {1});
    assertThat(monitor).receives().hasText("to");
  }

  @Nested
  class SurfacesWhatAFunctionThrows {

    @Test
    void ofAMatcher() {
      server.converse("broken", script -> script.expectWith(captures -> text(captures.text("id"))));
      client.sendTo(server, "a");

      assertThatThrownBy(() -> assertThat(client).receives())
          .hasMessageContaining("a matcher threw\n  java.util.NoSuchElementException")
          .hasCauseInstanceOf(NoSuchElementException.class);
    }

    @Test
    void ofACapture() {
      server.converse(
          "broken",
          script -> script.expect("a").capture("id", request -> Integer.parseInt(request.text())));
      client.sendTo(server, "a");

      Golden.verifyFailure("conversation-capture-threw", () -> assertThat(client).receives());
    }

    @Test
    void ofAReply() {
      Conversation begun =
          server.converse(
              "broken",
              script ->
                  script
                      .expect("a")
                      .replyWithText(captures -> captures.get("n", Integer.class) + ""));
      client.sendTo(server, "a");

      Throwable failure = catchThrowable(() -> assertThat(begun).completes());
      if (failure == null) { // it was complete already
        failure = catchThrowable(group::verify);
      }
      assertThat(failure).hasMessageContaining("The scripted reply of the conversation \"broken\"");
    }
  }

  @Test
  void ofThousandsOfStepsShowsThoseRoundItsPlace() {
    Conversation begun =
        server.converse(
            "long",
            script -> {
              for (int number = 0; number < 3000; number++) {
                script.expect("a" + number).reply("b");
              }
            });
    for (int number = 0; number < 1000; number++) {
      client.sendTo(server, "a" + number);
    }
    for (int number = 0; number < 1000; number++) {
      client.receive();
    }

    Throwable failure =
        catchThrowable(() -> assertThat(begun).completesWithin(Duration.ofMillis(1)));
    assertThat(failure.getMessage())
        .contains("\n         1,980 lines before\n      1981 expect text \"a990\"\n")
        .contains("\n  --> 2001 expect text \"a1000\"\n")
        .contains("\n      2020 reply \"b\"\n         3,980 lines after\n")
        .hasSizeLessThan(8192);
  }

  @Nested
  class HandsOutItsCaptures {

    @Test
    void byTypeAndName() {
      Conversation begun =
          server.converse(
              "typed", script -> script.expect("17").capture("n", ConversationTests::n));
      client.sendTo(server, "17");
      assertThat(begun).completes();

      assertThat(begun.captures().get("n", Integer.class)).isEqualTo(17);
      assertThat(begun.captures().get("n", int.class)).isEqualTo(17);
      assertThatThrownBy(() -> begun.captures().text("n"))
          .isInstanceOf(ClassCastException.class)
          .hasMessage("what was captured as \"n\" is a java.lang.Integer and no java.lang.String");
      assertThatThrownBy(() -> begun.captures().text("m"))
          .isInstanceOf(NoSuchElementException.class)
          .hasMessage("nothing has been captured as \"m\" yet; so far there is [n]");
    }

    @Test
    void onlyWhenThereAreAny() {
      Conversation begun = server.converse("empty", script -> script.expect("a"));

      assertThatThrownBy(() -> begun.captures().request())
          .isInstanceOf(NoSuchElementException.class)
          .hasMessage("no datagram of the conversation has come yet");
      assertThatThrownBy(() -> begun.captures().text("m"))
          .hasMessage("nothing has been captured as \"m\" yet; so far there is nothing");
    }
  }

  private static int n(Datagram request) {
    return Integer.parseInt(request.text());
  }

  @Nested
  class Refuses {

    @Test
    void aScriptThatExpectsNothing() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> server.converse("empty", script -> {}))
          .withMessage("a conversation needs something to expect");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> server.converse("empty", script -> script.inAnyOrder(any -> {})))
          .withMessage("inAnyOrder needs something to expect");
    }

    @Test
    void aReplyToNothing() {
      assertThatIllegalStateException()
          .isThrownBy(() -> server.converse("x", script -> script.reply("PONG")))
          .withMessage("a conversation begins with what is expected: say expect before reply");
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  server.converse(
                      "x", script -> script.inAnyOrder(any -> any.expect("a")).reply("PONG")))
          .withMessage("after a group in any order, say expect before reply");
      assertThatIllegalStateException()
          .isThrownBy(() -> server.converse("x", script -> script.capture("a", Datagram::text)))
          .withMessage("a conversation begins with what is expected: say expect before capture");
    }

    @Test
    void aWayWithoutAReply() {
      assertThatIllegalStateException()
          .isThrownBy(() -> server.converse("x", script -> script.expect("a").copies(2)))
          .withMessage(
              "after, copies, to and from say how the next reply is sent, but no reply follows");
    }

    @Test
    void aGroupInAGroup() {
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  server.converse(
                      "x",
                      script ->
                          script.inAnyOrder(any -> any.inAnyOrder(inner -> inner.expect("a")))))
          .withMessage("a group in any order cannot have a group in it");
    }
  }
}
