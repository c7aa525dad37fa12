package io.github.udppeer.internal.failure;

import static io.github.udppeer.HastyPeers.open;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.udppeer.Datagram;
import io.github.udppeer.DatagramMatcher;
import io.github.udppeer.DatagramPeer;
import io.github.udppeer.Golden;
import io.github.udppeer.LoopbackHosts;
import io.github.udppeer.PeerGroup;
import io.github.udppeer.PeerOptions;
import io.github.udppeer.WaitLimits;
import io.github.udppeer.exceptions.ReceiveTimeoutException;
import io.github.udppeer.internal.kernel.SocketTable;
import io.github.udppeer.ports.PortReservation;
import io.github.udppeer.ports.UdpPorts;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Each cause that a message names, provoked. */
class LikelyCausesTests {

  private static final Duration SHORT = Duration.ofMillis(20);
  private static final String PING = "PING 0042";
  private static final String PONG = "PONG 0042";

  @AutoClose private final PeerGroup run = PeerGroup.open(WaitLimits.DEFAULT);
  private final PeerGroup test = run.openGroup();
  private final DatagramPeer client = open(test, "client");

  private static void sendFrom(DatagramSocket socket, DatagramPeer to, String text)
      throws IOException {
    byte[] payload = text.getBytes(UTF_8);
    socket.send(new DatagramPacket(payload, payload.length, to.address()));
  }

  private static String message(Throwable failure) {
    assertThat(failure).isInstanceOf(AssertionError.class);
    return failure.getMessage();
  }

  @Test
  void nothingIsSaidWhereNothingIsKnown() {
    assertThat(message(catchThrowable(() -> assertThat(client).receives())))
        .doesNotContain("Likely");
  }

  @Test
  void noMoreThanThreeAreTold() {
    DatagramPeer server = open(test, "server");
    for (int number = 0; number < 5; number++) {
      DatagramPeer silent = open(test, "silent");
      client.sendTo(silent, PING);
    }
    server.sendTo(client, PONG);
    client.receive();

    String message = message(catchThrowable(() -> assertThat(client).receives()));

    assertThat(message.substring(message.indexOf("Likely causes:")).split("\n\n", -1)[0].lines())
        .hasSize(4);
  }

  @Test
  void theCaptureLogWasFull() {
    DatagramPeer small =
        test.open(
            PeerOptions.builder().name("small").captureLimit(40).receiveTimeout(SHORT).build());
    client.sendTo(small, PING);
    small.receive();
    client.sendTo(small, PING);

    Golden.verifyFailure("cause-log-full", () -> assertThat(small).receives());
  }

  /** Where the code under test is, as far as the system tells. */
  @Nested
  class TheDestination {

    @BeforeEach
    void needsTheTable() {
      assumeTrue(SocketTable.read().isPresent(), "this system has no socket table");
    }

    @Test
    void hasNothingBound() {
      try (PortReservation reserved = UdpPorts.reserve()) {
        InetSocketAddress nobody = LoopbackHosts.address("127.0.0.1", reserved.port());

        Golden.verifyFailure(
            "cause-nothing-bound", () -> assertThat(client).exchanges(PING).with(nobody));
      }
    }

    @Test
    void isBoundInTheOtherFamilyOnly() {
      try (PortReservation reserved = UdpPorts.reserve()) {
        test.openSocket(LoopbackHosts.options("server", "::1").port(reserved.port()).build());
        InetSocketAddress other = LoopbackHosts.address("127.0.0.1", reserved.port());

        Golden.verifyFailure(
            "cause-other-family", () -> assertThat(client).exchanges(PING).with(other));
      }
    }

    @Test
    void isBoundButNotRead() {
      DatagramSocket server = test.openSocket(PeerOptions.defaults());

      Golden.verifyFailure(
          "cause-not-read",
          () -> assertThat(client).exchanges(PING).with(server.getLocalSocketAddress()));
    }

    @Test
    void hasLostWhatWasSent() throws IOException {
      DatagramChannel server = test.openChannel(PeerOptions.defaults());
      server.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
      for (int number = 0; number < 500; number++) {
        client.sendTo(server.getLocalAddress(), PING);
      }

      String message =
          message(catchThrowable(() -> assertThat(client).receivesFrom(server.getLocalAddress())));

      assertThat(message)
          .containsPattern(
              "Likely cause:\n  the kernel dropped \\d+ datagrams on 127.0.0.1:%d \\(this test's socket\\)"
                  .formatted(((InetSocketAddress) server.getLocalAddress()).getPort()));
    }

    @Test
    void isAPeerThatTheTestHasNotRead() {
      DatagramPeer server = open(test, "server");

      Golden.verifyFailure(
          "cause-pending-on-peer", () -> assertThat(client).exchanges(PING).with(server));
    }

    @Test
    void thatWasReadIsNotMentioned() {
      DatagramPeer server = open(test, "server");
      client.sendTo(server, PING);
      server.receive();

      assertThat(message(catchThrowable(() -> assertThat(client).receives())))
          .doesNotContain("Likely");
    }
  }

  /** Where something came from that was not expected. */
  @Nested
  class TheSource {

    private final DatagramPeer server = open(test, "server");

    @Test
    void isAPeerOfThisTest() {
      open(test, "stranger").sendTo(client, PONG);
      client.pending();

      Golden.verifyFailure("cause-other-peer", () -> assertThat(client).receivesFrom(server));
    }

    @Test
    void isAPeerOfAnotherTest() {
      DatagramPeer other = open(run.openGroup(), "other");
      other.sendTo(client, PONG);

      Golden.verifyFailure("cause-other-test", () -> assertThat(client).hasNothingPending());
    }

    @Test
    void wasAPeerOfAnEarlierTest() {
      PeerGroup earlier = run.openGroup();
      open(earlier, "other").sendTo(client, PONG);
      client.pending();
      earlier.close();

      Golden.verifyFailure(
          "cause-earlier-test", () -> assertThat(client).receives().isFrom(server));
    }

    @Test
    void isAProcess() throws IOException {
      assumeTrue(SocketTable.read().isPresent(), "this system has no socket table");
      try (DatagramSocket stranger = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
        sendFrom(stranger, client, PONG);

        Golden.verifyFailure("cause-process", () -> assertThat(client).receivesFrom(server));
      }
    }

    @Test
    void sentToThePortOfAnEarlierTest() throws IOException {
      try (PortReservation reserved = UdpPorts.reserve();
          DatagramSocket late = test.openSocket(PeerOptions.defaults())) {
        PeerOptions.Builder options = PeerOptions.builder().port(reserved.port());
        PeerGroup earlier = run.openGroup();
        earlier.open(options.name("monitor").build());
        earlier.close();
        DatagramPeer agent = test.open(options.name("agent").build());
        sendFrom(late, agent, "late");
        agent.pending();
        client.sendTo(server, PING);

        Golden.verifyFailure("cause-recycled-port", () -> assertThat(agent).hasNothingPending());
      }
    }
  }

  /** What was looked for had been there before. */
  @Nested
  class TheExpected {

    private final DatagramPeer server = open(test, "server");

    private void answer(String... texts) {
      for (String text : texts) {
        server.sendTo(client, text);
        client.pending();
      }
    }

    @Test
    void wasConsumed() {
      answer(PING, PONG, PING);
      client.receive();
      client.receive();

      Golden.verifyFailure("cause-consumed", () -> assertThat(client).receives().hasText(PONG));
    }

    @Test
    void wasConsumedByASearch() {
      answer(PONG);
      client.receive();

      Golden.verifyFailure(
          "cause-consumed-match",
          () ->
              assertThat(client)
                  .receivesMatching(
                      DatagramMatcher.matching(
                          "an answer", each -> each.text().startsWith("PONG"))));
    }

    @Test
    void isToldByACallToo() {
      answer(PONG);
      client.receive();

      assertThat(catchThrowable(client::receive))
          .isInstanceOf(ReceiveTimeoutException.class)
          .hasMessageContaining("\n\nReceived before:\n  1 datagram, consumed; ");
    }

    @Test
    void ofOneSentIsNotLookedForAmongThoseReceived() {
      client.sendTo(server, PING);
      answer(PONG);

      Datagram sent = client.sent().get(0);

      assertThat(message(catchThrowable(() -> assertThat(sent).hasText(PONG))))
          .doesNotContain("Likely", "Nearest");
    }

    @Test
    void wasCleared() {
      answer(PONG);
      client.clear();

      Golden.verifyFailure("cause-cleared", () -> assertThat(client).receivesInOrder(PONG));
    }

    @Test
    void wasOneOfThoseCleared() {
      answer(PING, PONG);
      client.clear();

      Golden.verifyFailure("cause-cleared-any", () -> assertThat(client).hasReceived(2));
    }

    @Test
    void isPendingBehind() {
      answer(PING, PONG);

      Golden.verifyFailure("cause-behind", () -> assertThat(client).receives().hasText(PONG));
    }

    @Test
    void isTheEarliestOfThosePending() {
      answer(PING, PONG, PONG, PONG);

      assertThat(message(catchThrowable(() -> assertThat(client).receives().hasText(PONG))))
          .contains("pending, but not at this place: number 2 received, ");
    }

    @Test
    void isTheEarliestOfThosePendingInASequenceToo() {
      answer(PING, PONG, PONG);

      assertThat(message(catchThrowable(() -> assertThat(client).receivesInOrder(PONG, PING))))
          .contains("pending, but not at this place: number 2 received, ");
    }

    @Test
    void isNotOneThatHasItsPlaceInTheSequence() {
      answer(PONG, PING);

      assertThat(message(catchThrowable(() -> assertThat(client).receivesInOrder(PONG, PONG))))
          .doesNotContain("not at this place");
    }

    @Test
    void isNotOneThatHasItsPlaceInAnyOrder() {
      answer(PONG, PING);

      assertThat(message(catchThrowable(() -> assertThat(client).receivesInAnyOrder(PONG, PONG))))
          .doesNotContain("not at this place");
    }

    @Test
    void isNotOneThatWasConsumedBeforeTheRequest() {
      answer(PONG);
      client.receive();

      assertThat(message(catchThrowable(() -> assertThat(client).exchanges(PING).with(server))))
          .doesNotContain("Received before", "consumed");
    }

    @Test
    void isNotOneThatWasClearedBeforeTheRequest() {
      answer(PONG);
      client.clear();

      assertThat(message(catchThrowable(() -> assertThat(client).exchanges(PING).with(server))))
          .doesNotContain("Received before", "clear()");
    }

    @Test
    void ofAReplyIsNotOneThatCameBeforeItsRequest() {
      answer(PONG, PONG);
      client.receive();
      server.on(PING).reply("PONG?");

      assertThat(
              message(
                  catchThrowable(
                      () -> assertThat(client).exchanges(PING).with(server).hasText(PONG))))
          .doesNotContain("Received before", "not at this place");
    }

    @Test
    void ofABlockIsNotOneThatCameBeforeIt() {
      answer(PONG, PING);
      client.receive();

      assertThat(message(catchThrowable(() -> client.during(() -> {}).receives(PONG))))
          .doesNotContain("Received before", "Likely");
    }

    @Test
    void takenByTheTestIsNoCause() {
      answer(PONG);
      client.receive();

      assertThat(message(catchThrowable(() -> assertThat(client).receivesInOrder(PONG))))
          .contains("Received before:\n  a fitting datagram, consumed: number 1 received, at ")
          .doesNotContain("Likely");
    }

    @Test
    void isNearToOneConsumed() {
      answer("PONG 0043");
      client.receive();

      Golden.verifyFailure(
          "nearest-consumed", () -> assertThat(client).receivesInOrder("PONG 0042"));
    }

    @Test
    void isNearToOnePending() {
      answer("help", "PONG 0043");

      Golden.verifyFailure(
          "nearest-pending", () -> assertThat(client).receives().hasText("PONG 0042"));
    }

    @Test
    void asksAPredicateThatDoesNotMindOthers() {
      answer("temp=21", "hello");
      client.receive();
      client.receive();

      assertThat(
              message(
                  catchThrowable(
                      () ->
                          assertThat(client)
                              .receivesMatching(
                                  DatagramMatcher.matching(
                                      "a low one",
                                      each -> Integer.parseInt(each.text().substring(5)) < 30)))))
          .contains("a fitting datagram, consumed: number 1 received, at ");
    }
  }

  /** Told when the peer closes, by a suppressed exception. */
  @Nested
  class Late {

    private final DatagramPeer server = open(test, "server");

    @Test
    void isTheFailuresOwnMatch() {
      Throwable failure = catchThrowable(() -> assertThat(client).receivesFrom(server));
      open(test, "stranger").sendTo(client, PING);
      server.sendTo(client, PONG);

      test.close();

      assertThat(failure.getSuppressed()).hasSize(1);
      Golden.verify("cause-late", failure.getSuppressed()[0].getMessage());
    }

    @Test
    void isToldOfACallToo() {
      Throwable failure = catchThrowable(client::receive);
      server.sendTo(client, PONG);

      client.close();

      assertThat(failure.getSuppressed()).singleElement().asString().contains("a datagram came ");
    }

    @Test
    void isToldOfASequence() {
      Throwable failure = catchThrowable(() -> assertThat(client).receivesInOrder(PONG));
      server.sendTo(client, PONG);

      client.close();

      assertThat(failure.getSuppressed()).singleElement().asString().contains("came ");
    }

    @Test
    void isNotToldWhereNothingCame() {
      Throwable failure = catchThrowable(() -> assertThat(client).receives());

      client.close();

      assertThat(failure).hasNoSuppressedExceptions();
    }

    @Test
    void isNotToldOfWhatWasNotExpected() {
      Throwable failure = catchThrowable(() -> assertThat(client).receivesInOrder(PONG));
      server.sendTo(client, PING);

      client.close();

      assertThat(failure).hasNoSuppressedExceptions();
    }
  }

  /** Payloads that look the same; how they differ is shown by PayloadLikenessTests. */
  @Nested
  class ThePayload {

    private final DatagramPeer server = open(test, "server");

    @Test
    void isEqualButForTheEnd() {
      server.sendTo(client, PONG + "\n");
      client.pending();

      Golden.verifyFailure("cause-line-end", () -> assertThat(client).receives().hasText(PONG));
    }

    @Test
    void isOfAnotherCharset() {
      server.sendTo(client, "Größe".getBytes(ISO_8859_1));
      client.pending();

      Golden.verifyFailure("cause-charset", () -> assertThat(client).receivesInOrder("Größe"));
    }

    @Test
    void beginsWithANumberInAnotherByteOrder() {
      server.sendTo(client, new byte[] {0x2a, 0, 0, 0, 'o', 'k'});
      client.pending();

      Golden.verifyFailure(
          "cause-byte-order",
          () -> assertThat(client).receives().startsWith(new byte[] {0, 0, 0, 0x2a}));
    }
  }
}
