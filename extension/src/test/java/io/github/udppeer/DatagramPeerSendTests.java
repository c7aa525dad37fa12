package io.github.udppeer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.tuple;

import io.github.udppeer.exceptions.DatagramTooLargeException;
import io.github.udppeer.semantics.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DatagramPeerSendTests {

  private static final int LONGEST_IPV4 = 65_507;
  private static final int LONGEST_IPV6 = 65_527;

  @AutoClose private final PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);
  private final DatagramPeer agent = open("agent", "127.0.0.1");
  private final DatagramPeer probe = open("probe", "127.0.0.1");

  private DatagramPeer open(String name, String host) {
    return group.open(LoopbackHosts.options(name, host).build());
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  @Nested
  class Forms {

    @Test
    void anArrayIsSentWhole() {
      probe.sendTo(agent.address(), new byte[] {0, -1, 127, -128});

      assertThat(agent.receive().payload()).containsExactly(0, -1, 127, -128);
    }

    @Test
    void aTextIsSentInUtf8() {
      probe.sendTo(agent.address(), "größe:12|g\n");

      assertThat(agent.receive().payload()).isEqualTo("größe:12|g\n".getBytes(UTF_8)).hasSize(13);
    }

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void ofABufferWhatRemainsIsSentAndConsumed(boolean direct, boolean readOnly) {
      ByteBuffer buffer = direct ? ByteBuffer.allocateDirect(16) : ByteBuffer.allocate(16);
      buffer.put("..PING 0042!!".getBytes(UTF_8)).position(2).limit(11);
      ByteBuffer payload = readOnly ? buffer.asReadOnlyBuffer() : buffer;

      probe.sendTo(agent.address(), payload);

      assertThat(agent.receive().text()).isEqualTo("PING 0042");
      assertThat(payload.position()).isEqualTo(11);
      assertThat(probe.sent().get(0).text()).isEqualTo("PING 0042");
    }

    @Test
    void aPeerCanBeTheDestinationOfEveryForm() {
      probe.sendTo(agent, "one".getBytes(UTF_8));
      probe.sendTo(agent, ByteBuffer.wrap("two".getBytes(UTF_8)));
      probe.sendTo(agent, "three");

      assertThat(agent.pending()).extracting(Datagram::text).containsExactly("one", "two", "three");
    }

    @Test
    void aReplyGoesToWhereTheRequestCameFrom() throws IOException {
      try (DatagramSocket client = new DatagramSocket(LoopbackHosts.address("127.0.0.1", 0))) {
        byte[] ping = "PING 0042\r\n".getBytes(UTF_8);
        client.send(new DatagramPacket(ping, ping.length, agent.address()));
        Datagram request = agent.receive();

        agent.reply(request, "PONG 0042 ok\r\n");
        agent.reply(request, new byte[] {1, 2, 3});

        assertThat(receive(client)).isEqualTo("PONG 0042 ok\r\n".getBytes(UTF_8));
        assertThat(receive(client)).containsExactly(1, 2, 3);
      }
    }

    private byte[] receive(DatagramSocket client) throws IOException {
      DatagramPacket packet = new DatagramPacket(new byte[100], 100);
      client.setSoTimeout(10_000);
      client.receive(packet);
      return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    @Test
    void whatWasSentIsRemembered() {
      probe.sendTo(agent, "PING 0042\r\n");
      probe.sendTo(agent, "PING 0043\r\n");

      assertThat(probe.sent())
          .extracting(Datagram::text, Datagram::source, Datagram::destination, Datagram::index)
          .containsExactly(
              tuple("PING 0042\r\n", probe.address(), agent.address(), 0L),
              tuple("PING 0043\r\n", probe.address(), agent.address(), 1L));
      assertThat(probe.sent().get(0).sinceOpened())
          .isPositive()
          .isLessThanOrEqualTo(probe.sent().get(1).sinceOpened());
    }
  }

  @Nested
  class Destinations {

    @ParameterizedTest
    @CsvSource({
      "127.0.0.1, 127.0.0.1",
      "127.0.0.1, 0.0.0.0",
      "127.0.0.1, ::",
      "0.0.0.0,   127.0.0.1",
      "0.0.0.0,   0.0.0.0",
      "0.0.0.0,   ::",
      "::1,       ::1",
      "::1,       ::",
      "::,        ::1",
      "::,        ::",
      "::,        127.0.0.1",
      "::,        0.0.0.0",
    })
    void peersReachEachOtherAndKnowEachOther(String from, String to) {
      DatagramPeer client = open("client", from);
      DatagramPeer server = open("server", to);

      client.sendTo(server, "PING 0042\r\n");
      Datagram request =
          assertThat(server).receivesFrom(client).isFrom(client).isTo(server).actual();
      server.reply(request, "PONG 0042 ok\r\n");

      assertThat(client)
          .receivesFrom(server)
          .isFrom(server)
          .isTo(client)
          .hasText("PONG 0042 ok\r\n");
      assertThat(client.sent().get(0)).isFrom(client).isTo(server);
    }

    @Test
    void nobodyNeedsToBeThere() {
      InetSocketAddress gone = agent.address();
      agent.close();

      probe.sendTo(gone, "PING 0042\r\n");
      probe.sendTo(gone, "PING 0043\r\n");

      assertThat(probe).hasNothingPending();
      assertThat(probe.sent()).hasSize(2);
    }

    @Test
    void aPeerCanSendToItself() {
      agent.sendTo(agent, "PING 0042\r\n");

      assertThat(agent).receives().isFrom(agent).isTo(agent).hasText("PING 0042\r\n");
    }
  }

  @Nested
  class Lengths {

    @ParameterizedTest
    @MethodSource("io.github.udppeer.LoopbackHosts#all")
    void zeroBytesMakeADatagram(String host) {
      DatagramPeer receiver = open("receiver", host);

      receiver.sendTo(receiver, new byte[0]);
      receiver.sendTo(receiver, "");
      receiver.sendTo(receiver, ByteBuffer.allocate(0));

      assertThat(receiver)
          .hasPending(3)
          .receives()
          .isEmpty()
          .hasLength(0)
          .isNotTruncated()
          .isFrom(receiver);
      assertThat(receiver.sent()).extracting(Datagram::length).containsExactly(0, 0, 0);
      assertThat(receiver.statistics().sent()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
      "127.0.0.1, 127.0.0.1, 65507",
      "0.0.0.0,   127.0.0.1, 65507",
      "::,        127.0.0.1, 65507",
      "::1,       ::1,       65527",
      "::,        ::1,       65527",
    })
    void theLongestGoesThroughWhole(String from, String to, int length) {
      DatagramPeer client = open("client", from);
      DatagramPeer server = open("server", to);
      byte[] payload = bytes(length);

      client.sendTo(server, payload);

      Datagram datagram =
          assertThat(server).receives().hasPayload(payload).isNotTruncated().actual();
      assertThat(datagram.wireLength()).isEqualTo(length);
      assertThat(client.sent().get(0).payload()).isEqualTo(payload);
    }

    @ParameterizedTest
    @CsvSource({
      "127.0.0.1, 127.0.0.1, IPv4, 65507, '65,508 bytes', '65,507 bytes'",
      "::,        127.0.0.1, IPv4, 65507, '65,508 bytes', '65,507 bytes'",
      "::1,       ::1,       IPv6, 65527, '65,528 bytes', '65,527 bytes'",
    })
    void oneByteMoreIsRefused(
        String from, String to, String family, int limit, String size, String most) {
      DatagramPeer client = open("client", from);
      DatagramPeer server = open("server", to);
      ByteBuffer payload = ByteBuffer.allocate(limit + 1);

      assertThatExceptionOfType(DatagramTooLargeException.class)
          .isThrownBy(() -> client.sendTo(server, payload))
          .withMessage(
              "%s cannot send %s to %s: a datagram over %s carries at most %s; nothing was sent",
              client, size, at(server), family, most)
          .satisfies(
              refused -> {
                assertThat(refused.size()).isEqualTo(limit + 1);
                assertThat(refused.limit()).isEqualTo(limit);
              });
      assertThat(payload.remaining()).isEqualTo(limit + 1);
      assertThat(client.sent()).isEmpty();
      assertThat(server).hasNothingPending();
    }

    @Test
    void theLimitsAreThoseOfTheSystem() throws IOException {
      try (DatagramSocket socket = new DatagramSocket(LoopbackHosts.address("127.0.0.1", 0))) {
        socket.send(new DatagramPacket(bytes(LONGEST_IPV4), LONGEST_IPV4, agent.address()));
        assertThat(agent).receives().hasLength(LONGEST_IPV4);
        assertThatExceptionOfType(IOException.class)
            .isThrownBy(
                () ->
                    socket.send(
                        new DatagramPacket(
                            bytes(LONGEST_IPV4 + 1), LONGEST_IPV4 + 1, agent.address())));
      }
    }

    @Test
    void anIpv6SocketTakesTheLongerLimitOnlyOverIpv6() {
      DatagramPeer dual = open("dual", "::");
      byte[] payload = bytes(LONGEST_IPV6);

      dual.sendTo(LoopbackHosts.address("::1", dual.port()), payload);

      assertThat(dual).receives().hasPayload(payload);
      assertThatExceptionOfType(DatagramTooLargeException.class)
          .isThrownBy(() -> dual.sendTo(agent, payload))
          .satisfies(refused -> assertThat(refused.limit()).isEqualTo(LONGEST_IPV4));
    }

    private String at(DatagramPeer peer) {
      return peer.toString().replaceAll(".*\\((.*)\\)", "$1");
    }
  }

  @Nested
  class Refusals {

    private void refuses(DatagramPeer sender, SocketAddress destination, String message) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> sender.sendTo(destination, "PING 0042\r\n"))
          .withMessage(message);
      assertThat(sender.sent()).isEmpty();
    }

    @Row(71)
    @Test
    void portZero() {
      refuses(
          probe,
          LoopbackHosts.address("127.0.0.1", 0),
          probe + " cannot send to 127.0.0.1:0: port 0 is no destination");
    }

    @Test
    void aNameThatIsNotResolved() {
      refuses(
          probe,
          InetSocketAddress.createUnresolved("statsd.example", 8125),
          probe
              + " cannot send to statsd.example:8125: the name is not resolved;"
              + " use a literal address");
    }

    @Test
    void anAddressThatIsNoneOfTheInternet() {
      SocketAddress other =
          new SocketAddress() {
            @Override
            public String toString() {
              return "/run/agent.sock";
            }
          };
      refuses(
          probe, other, probe + " cannot send to /run/agent.sock: it is not an internet address");
    }

    @Row(12)
    @Test
    void ipv6FromAPeerOnIpv4() {
      refuses(
          probe,
          LoopbackHosts.address("::1", 8125),
          probe
              + " cannot send to [::1]:8125: the peer is bound to an IPv4 address;"
              + " open one with host = \"::1\"");
    }

    @Row({12, 94})
    @Test
    void ipv4FromAPeerOnIpv6() {
      DatagramPeer six = open("six", "::1");
      refuses(
          six,
          LoopbackHosts.address("127.0.0.1", 8125),
          six
              + " cannot send to 127.0.0.1:8125: the peer is bound to an IPv6 address;"
              + " open one with host = \"127.0.0.1\"");
    }

    @Test
    void aPeerOfTheOtherFamily() {
      DatagramPeer six = open("six", "::1");

      assertThatIllegalArgumentException()
          .isThrownBy(() -> probe.sendTo(six, "PING 0042\r\n"))
          .withMessageContaining("the peer is bound to an IPv4 address");
    }

    @Row(5)
    @Test
    void noDestination() {
      refuses(probe, null, probe + " cannot send to null: it is not an internet address");
    }

    @Test
    void noPayload() {
      assertThatNullPointerException()
          .isThrownBy(() -> probe.sendTo(agent.address(), (byte[]) null));
      assertThatNullPointerException()
          .isThrownBy(() -> probe.sendTo(agent.address(), (ByteBuffer) null));
      assertThatNullPointerException()
          .isThrownBy(() -> probe.sendTo(agent.address(), (String) null));
    }

    @Row(78)
    @Test
    void whatTheSystemRefusesKeepsItsCause() {
      InetSocketAddress elsewhere = LoopbackHosts.address("192.0.2.1", 8125);

      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(() -> probe.sendTo(elsewhere, "PING 0042\r\n"))
          .withMessageStartingWith("cannot send 11 bytes to 192.0.2.1:8125: " + probe + ": ")
          .satisfies(
              failure -> assertThat(failure).hasMessageEndingWith(failure.getCause().getMessage()));
      probe.sendTo(agent, "PING 0043\r\n");

      assertThat(agent).receives().hasText("PING 0043\r\n");
      assertThat(probe.sent()).hasSize(1);
    }
  }
}
