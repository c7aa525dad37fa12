package io.github.udppeer.internal.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.udppeer.Datagram;
import io.github.udppeer.DatagramPeer;
import io.github.udppeer.DatagramPeers;
import io.github.udppeer.ExchangeReport;
import io.github.udppeer.PeerGroup;
import io.github.udppeer.PeerOptions;
import io.github.udppeer.WaitLimits;
import io.github.udppeer.WrittenReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FailureViewTests {

  @AutoClose private final PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);
  private final DatagramPeer peer = open("peer", Duration.ofMillis(20));

  private DatagramPeer open(String name, Duration limit) {
    return group.open(PeerOptions.builder().name(name).receiveTimeout(limit).build());
  }

  private static long number(String pattern, String message) {
    Matcher found = Pattern.compile(pattern).matcher(message);
    assertThat(found.find()).as("%s in %s", pattern, message).isTrue();
    return Long.parseLong(found.group(1).replace(",", ""));
  }

  private static long lines(String message) {
    return number("; last \\d+ of ([\\d,]+)", message);
  }

  private static String message(ThrowingCallable assertion) {
    Throwable failure = catchThrowable(assertion);
    assertThat(failure).isInstanceOf(AssertionError.class);
    return failure.getMessage();
  }

  /** Sends to the peer for as long as it is open, unseen. */
  private static final class Flood {
    private final DatagramSocket socket;
    private final Thread thread;
    private volatile boolean ended;

    Flood(DatagramPeer to) throws IOException {
      socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
      for (int number = 0; number < 10; number++) {
        send("flood".getBytes(StandardCharsets.UTF_8), to);
      }
      thread = new Thread(() -> sendOn(to), "flood");
      thread.start();
    }

    private void send(byte[] payload, DatagramPeer to) throws IOException {
      socket.send(new DatagramPacket(payload, payload.length, to.address()));
    }

    private void sendOn(DatagramPeer to) {
      byte[] payload = "flood".getBytes(StandardCharsets.UTF_8);
      try {
        while (!ended) {
          send(payload, to);
        }
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }

    void close() {
      ended = true;
      try {
        thread.join();
      } catch (InterruptedException interrupt) {
        Thread.currentThread().interrupt();
      }
      socket.close();
    }
  }

  /** The peer's binding is a line, and each datagram that it received. */
  @Nested
  class WhileDatagramsComeAllTheTime {

    private final Flood flood = new Flood(peer);

    WhileDatagramsComeAllTheTime() throws IOException {}

    @AfterEach
    void endTheFlood() {
      flood.close();
    }

    @RepeatedTest(5)
    void whatElseIsPendingIsWhatTheTimelineShows() {
      Datagram first = peer.receive(Duration.ofSeconds(10));
      String message = message(() -> assertThat(first).hasText("other"));

      assertThat(lines(message)).isEqualTo(2 + number("Also pending: ([\\d,]+)", message));
    }

    @RepeatedTest(5)
    void theCountIsThatOfTheTimeline() {
      Datagram first = peer.receive(Duration.ofSeconds(10));
      assertThat(first.index()).isZero();
      String message = message(() -> assertThat(peer).hasPending(0));

      assertThat(lines(message)).isEqualTo(2 + number("but ([\\d,]+) (?:is|are)", message));
    }

    @RepeatedTest(5)
    void whatCameInsteadIsWhatTheTimelineShows() {
      DatagramPeer other = open("other", Duration.ofMillis(20));
      String message = message(() -> assertThat(peer).receivesFrom(other));

      long more = message.contains(" more\n") ? number("and ([\\d,]+) more", message) : 0;
      assertThat(lines(message)).isEqualTo(2 + 5 + more);
    }

    @RepeatedTest(5)
    void aSequenceEndsWithWhatItHasSeen() {
      String message = message(() -> assertThat(peer).receivesInOrder("flood", "flood", "other"));

      assertThat(lines(message)).isEqualTo(4 + number("Also pending: ([\\d,]+)", message));
    }
  }

  @Nested
  class OnThePage {

    @TempDir private Path folder;

    private String page(Throwable failure) throws IOException {
      return WrittenReport.asText(
              ExchangeReport.of(group, "test")
                  .failedWith(failure, FailureViewTests.class)
                  .writeTo(folder, "page"))
          .text();
    }

    @Test
    void whatTheMessageKnowsIsAboveTheMarkAndWhatCameLaterBelow() throws IOException {
      try (DatagramSocket outside = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
        peer.freeze();
        send(outside, "one");
        send(outside, "two");
        peer.thaw();
        Throwable failure = catchThrowable(() -> assertThat(peer).receives().hasText("other"));
        send(outside, "three");
        peer.pending();

        assertThat(failure).hasMessageContaining("Also pending: 1 datagram");
        String page = page(failure);
        assertThat(page)
            .containsSubsequence(
                "&quot;one&quot; · 3 B",
                "&quot;two&quot; · 3 B",
                "failed here",
                "&quot;three&quot; · 5 B");
      }
    }

    @Test
    void whatCameBeforeAnyOtherFailureIsAboveTheMark() throws IOException {
      try (DatagramSocket outside = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
        peer.freeze();
        send(outside, "one");
        peer.thaw();

        assertThat(page(new AssertionError("my own")))
            .containsSubsequence("&quot;one&quot; · 3 B", "failed here");
      }
    }

    @Test
    void aPlainSocketOfTheTestHasItsName() throws IOException {
      DatagramSocket client = group.openSocket(PeerOptions.builder().name("client").build());
      send(client, "PING");

      assertThat(page(catchThrowable(() -> assertThat(peer).hasNothingPending())))
          .contains("socket &quot;client&quot;\n127.0.0.1:" + client.getLocalPort())
          .doesNotContain("not a peer of this test");
    }

    private void send(DatagramSocket from, String text) throws IOException {
      byte[] payload = text.getBytes(StandardCharsets.UTF_8);
      from.send(new DatagramPacket(payload, payload.length, peer.address()));
    }
  }

  @Nested
  class TheAssertedDatagram {

    @TempDir private Path folder;

    /** More lines than a timeline has, and more arrows than a page has. */
    private void busy(DatagramPeer other) {
      for (int number = 0; number < 1200; number++) {
        other.sendTo(other, "noise");
        assertThat(other.poll()).isPresent();
      }
    }

    @Test
    void isShownHoweverMuchHappensLater() throws IOException {
      DatagramPeer other = open("other", Duration.ofMillis(20));
      other.sendTo(peer, "wanted");
      Datagram early = peer.receive();
      busy(other);

      Throwable failure = catchThrowable(() -> assertThat(early).hasText("other"));

      assertThat(failure)
          .hasMessageContaining("peer   recv  6 B")
          .hasMessageContaining("   <-- asserted\n  ...\n")
          .hasMessageContaining("; last 20 of 2,404, and 1 earlier):");
      assertThat(
              WrittenReport.asText(
                      ExchangeReport.of(group, "test")
                          .failedWith(failure, FailureViewTests.class)
                          .writeTo(folder, "page"))
                  .text())
          .containsSubsequence("&quot;wanted&quot; · 6 B", "consumed · asserted");
    }

    @Test
    void isShownOfSeveralPeersAndOfSentOnes() {
      DatagramPeer other = open("other", Duration.ofMillis(20));
      DatagramPeer third = open("third", Duration.ofMillis(20));
      peer.sendTo(other, "one");
      peer.sendTo(third, "two");
      busy(peer);

      assertThat(message(() -> assertThat(DatagramPeers.of(other, third)).allReceiveTheSame()))
          .containsPattern("other  recv  3 B .*<-- asserted \\(1 of 2\\)")
          .containsPattern("third  recv  3 B .*<-- asserted \\(2 of 2\\)");
      assertThat(message(() -> assertThat(peer.sent().get(1)).hasText("three")))
          .containsPattern("peer  send  3 B .*<-- asserted\n");
    }

    @Test
    void isShownOfEachPair() {
      DatagramPeer other = open("other", Duration.ofMillis(20));
      for (int number = 0; number < 9; number++) {
        other.sendTo(peer, "wrong " + number);
      }
      other.sendTo(peer, "right 1234567X");

      String message =
          message(
              () ->
                  assertThat(peer)
                      .receivesInAnyOrder(
                          "a", "b", "c", "d", "e", "f", "g", "h", "i", "right 12345678"));

      assertThat(message).contains("nearest pair").containsPattern("recv  14 B .*<-- asserted");
    }
  }
}
