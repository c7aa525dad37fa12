package io.github.udppeer.internal.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.udppeer.Conversation;
import io.github.udppeer.DatagramPeer;
import io.github.udppeer.PeerGroup;
import io.github.udppeer.PeerOptions;
import io.github.udppeer.WaitLimits;
import io.github.udppeer.internal.kernel.SocketTable;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Only what the test's peers have sent, and nobody has dealt with, lies unread. */
class UnreadDestinationsTests {

  @AutoClose private final PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);
  private final DatagramPeer server = open("server");
  private final DatagramPeer client = open("client");

  private DatagramPeer open(String name) {
    return group.open(
        PeerOptions.builder().name(name).receiveTimeout(Duration.ofMillis(20)).build());
  }

  private String failureOfTheClient() {
    return catchThrowable(() -> assertThat(client).receives()).getMessage();
  }

  @Test
  void isNotWhatARuleAnswered() {
    server.on("PING").reply("PONG");
    client.sendTo(server, "PING");
    client.receive(Duration.ofMinutes(1));

    assertThat(failureOfTheClient()).doesNotContain("Likely");
  }

  @Test
  void isNotWhatAConversationTook() {
    Conversation begun = server.converse("begin", script -> script.expect("PING"));
    client.sendTo(server, "PING");
    assertThat(begun).completesWithin(Duration.ofMinutes(1));

    assertThat(failureOfTheClient()).doesNotContain("Likely");
  }

  @Test
  void isWhatNoRuleWasMeantFor() {
    server.on("PING").reply("PONG");
    client.sendTo(server, "PONG");

    assertThat(failureOfTheClient())
        .contains(server + " has 1 datagram pending that the test has not received");
  }

  @Test
  void isNotWhatComesFromElsewhere() throws Exception {
    client.sendTo(server, "PING");
    server.receive();
    try (DatagramSocket stranger = new DatagramSocket()) {
      stranger.send(new DatagramPacket(new byte[1], 1, server.address()));
    }
    server.pending();

    assertThat(failureOfTheClient()).doesNotContain("Likely");
  }

  @Test
  void isNotMentionedOfWhoHasAnsweredAndIsGone() throws Exception {
    assumeTrue(SocketTable.read().isPresent(), "this system has no socket table");
    try (DatagramSocket brief = group.openSocket(PeerOptions.defaults())) {
      client.sendTo(brief.getLocalSocketAddress(), "PING");
      brief.receive(new DatagramPacket(new byte[10], 10));
      byte[] pong = "PONG".getBytes(StandardCharsets.UTF_8);
      brief.send(new DatagramPacket(pong, pong.length, client.address()));
    }
    client.receive();

    assertThat(failureOfTheClient()).doesNotContain("nothing on this machine is bound");
  }

  @Test
  void isMentionedOfWhoIsGoneWithoutAnAnswer() {
    assumeTrue(SocketTable.read().isPresent(), "this system has no socket table");
    InetSocketAddress address;
    try (DatagramSocket brief = group.openSocket(PeerOptions.defaults())) {
      address = (InetSocketAddress) brief.getLocalSocketAddress();
      client.sendTo(address, "PING");
    }

    assertThat(failureOfTheClient())
        .contains("nothing on this machine is bound to 127.0.0.1:" + address.getPort());
  }
}
