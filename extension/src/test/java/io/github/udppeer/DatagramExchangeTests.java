package io.github.udppeer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.udppeer.internal.failure.ExchangeRequest;
import io.github.udppeer.internal.kernel.SocketTable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class DatagramExchangeTests {

  private static final Duration SHORT = Duration.ofMillis(20);
  private static final Duration LONG = Duration.ofSeconds(30);

  @AutoClose private final PeerGroup run = PeerGroup.open(WaitLimits.DEFAULT);
  private final PeerGroup test = run.openGroup();

  private DatagramPeer open(String name, Duration limit) {
    return test.open(PeerOptions.builder().name(name).receiveTimeout(limit).build());
  }

  private DatagramPeer join(String name, String group) {
    return test.open(
        LoopbackHosts.options(name, "0.0.0.0").join(group).receiveTimeout(LONG).build());
  }

  /** Who is asked together answers from an address of its own. */
  @Nested
  class WithMany {

    private static final String GROUP = "239.211.7.31";

    @Test
    void takesTheFirstAnswerOfAGroup() {
      DatagramPeer member = join("member", GROUP);
      member.on("WHO").reply("ME");
      DatagramPeer client = join("client", "239.211.7.32");

      assertThat(client)
          .exchanges("WHO")
          .with(LoopbackHosts.address(GROUP, member.port()))
          .hasText("ME")
          .satisfies(reply -> assertThat(reply.source().getPort()).isEqualTo(member.port()));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "others have no broadcast on loopback")
    void takesTheFirstAnswerToABroadcast() {
      DatagramPeer server =
          test.open(LoopbackHosts.options("server", "0.0.0.0").receiveTimeout(LONG).build());
      server.on("WHO").reply("ME");

      assertThat(open("client", LONG))
          .exchanges("WHO")
          .with(LoopbackHosts.address("127.255.255.255", server.port()))
          .hasText("ME")
          .satisfies(reply -> assertThat(reply.source()).isNotEqualTo(server.address()));
    }

    @Test
    void leavesTheRequestThatAMemberGetsItself() {
      DatagramPeer client = join("client", "239.211.7.33");
      client.on("WHO").after(Duration.ofMillis(1)).from(open("second", LONG)).reply("ME");

      assertThat(client)
          .exchanges("WHO")
          .with(LoopbackHosts.address("239.211.7.33", client.port()))
          .hasText("ME")
          .returnToPeer()
          .hasPending(1);
    }

    @Test
    void leavesWhatCameBefore() {
      DatagramPeer member = join("member", "239.211.7.34");
      member.on("WHO").reply("ME");
      DatagramPeer client = join("client", "239.211.7.35");
      open("early", LONG).sendTo(client, "EARLY");

      assertThat(client)
          .exchanges("WHO")
          .with(LoopbackHosts.address("239.211.7.34", member.port()))
          .hasText("ME");
      assertThat(client).receives().hasText("EARLY");
    }

    @Test
    void saysThatAnybodysAnswerWasExpected() {
      DatagramPeer client =
          test.open(
              LoopbackHosts.options("client", "0.0.0.0")
                  .join("239.211.7.36")
                  .receiveTimeout(SHORT)
                  .build());
      assertThat(
              catchThrowable(
                  () ->
                      assertThat(client)
                          .exchanges("WHO")
                          .with(LoopbackHosts.address("239.211.7.37", 9))))
          .hasMessageContaining("to receive a reply to the request to 239.211.7.37:9, whoever")
          .hasMessageContaining("but nothing came");
    }
  }

  @Test
  void takesTheAnswerOfOneThatIsAskedThroughTheWildcard() throws IOException {
    DatagramPeer server = open("server", LONG);
    server.on("WHO").reply("ME");
    DatagramPeer client = open("client", LONG);
    InetAddress any = InetAddress.getByAddress(new byte[4]);

    assertThat(client)
        .exchanges("WHO")
        .with(new InetSocketAddress(any, server.port()))
        .hasText("ME");
  }

  /** Where the answer went to somebody else. */
  @Nested
  class WithoutAnAnswer {

    private final DatagramPeer server = open("server", LONG);
    private final DatagramPeer client = open("client", SHORT);

    @Test
    void namesThePeerThatGotIt() {
      DatagramPeer other = open("other", SHORT);
      ExchangeRequest sent = ExchangeRequest.now(client.peer(), server.address());
      client.sendTo(server, "PING");
      server.pending();
      server.sendTo(other, "PONG");
      other.pending();

      Golden.verifyFailure(
          "exchanges-answered-elsewhere", () -> assertThat(client).receivesReply(sent));
    }

    @Test
    void namesNoPeerForWhatItGotBefore() {
      server.sendTo(open("other", SHORT), "EARLY");

      assertThat(catchThrowable(() -> assertThat(client).exchanges("PING").with(server)))
          .hasMessageNotContaining("got a datagram");
    }

    @Test
    void namesThePlainSocketThatHoldsIt() throws IOException {
      assumeTrue(SocketTable.read().isPresent());
      try (DatagramSocket socket = test.openSocket(PeerOptions.builder().name("plain").build())) {
        socket.connect(server.address());
        send(socket, "PONG");

        assertThat(catchThrowable(() -> assertThat(client).exchanges("PING").with(server)))
            .hasMessageContaining("127.0.0.1:" + socket.getLocalPort())
            .hasMessageContaining("unread datagrams");
      }
    }

    private void send(DatagramSocket to, String text) {
      server.sendTo(to.getLocalSocketAddress(), text);
    }

    @Test
    void namesNoSocketThatHasReadAll() throws IOException {
      try (DatagramSocket socket = test.openSocket(PeerOptions.builder().name("plain").build())) {
        socket.connect(server.address());
        send(socket, "PONG");
        socket.receive(new DatagramPacket(new byte[10], 10));

        assertThat(catchThrowable(() -> assertThat(client).exchanges("PING").with(server)))
            .hasMessageNotContaining("has unread datagrams");
      }
    }
  }
}
