package io.github.udppeer.link;

import static io.github.udppeer.link.LinkSelector.first;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.udppeer.Datagram;
import io.github.udppeer.DatagramPeer;
import io.github.udppeer.PeerOptions;
import io.github.udppeer.internal.text.Words;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DatagramLinkTests {

  @AutoClose private final LinkedPeers peers = new LinkedPeers();
  private final DatagramPeer server = peers.server();
  private final DatagramPeer client = peers.client();
  private final DatagramLink link = peers.link(42);

  @Nested
  class Relaying {

    @Test
    void takesARequestToTheServerAndTheAnswerBack() {
      client.sendTo(link.address(), "ping");
      Datagram request = server.receive();
      server.reply(request, "pong");

      assertThat(request.text()).isEqualTo("ping");
      assertThat(client).receivesFrom(link.address()).hasText("pong");
    }

    @Test
    void isDoneWhenSettleReturns() {
      client.sendTo(link.address(), "ping");
      link.settle();

      assertThat(server).hasPending(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1400, 65_507})
    void takesDatagramsOfEverySize(int length) {
      byte[] payload = new byte[length];
      java.util.Arrays.fill(payload, (byte) 7);
      client.sendTo(link.address(), payload);

      assertThat(server).receives().hasPayload(payload);
      assertThat(link).passed(1);
    }

    @Test
    void keepsTheOrder() {
      List<String> texts = new ArrayList<>();
      for (int number = 0; number < 1000; number++) {
        texts.add("datagram " + number);
      }

      assertThat(peers.relayed(link, texts.toArray(String[]::new))).isEqualTo(texts);
    }

    @Test
    void worksWithoutAGroup() {
      try (DatagramLink alone = DatagramLink.open(LinkOptions.to(server.address()).build())) {
        client.sendTo(alone.address(), "ping");

        assertThat(server).receives().hasText("ping");
        assertThat(alone).passed(1);
      }
    }

    @Test
    void worksOverIpv6() {
      DatagramPeer six = peers.group().open(PeerOptions.builder().host("::1").build());
      DatagramPeer from = peers.group().open(PeerOptions.builder().host("::1").build());
      DatagramLink wire = peers.group().openLink(LinkOptions.to(six.address()).build());
      from.sendTo(wire.address(), "ping");
      six.reply(six.receive(), "pong");

      assertThat(from).receivesFrom(wire.address()).hasText("pong");
    }

    @Test
    void takesTheWildcardForTheLoopbackAddress() {
      DatagramPeer any = peers.group().open(PeerOptions.builder().host("0.0.0.0").build());
      DatagramLink wire = peers.group().openLink(LinkOptions.to(any.address()).build());
      client.sendTo(wire.address(), "ping");
      any.reply(any.receive(), "pong");

      assertThat(client).receivesFrom(wire.address()).hasText("pong");
    }
  }

  @Nested
  class Clients {

    @Test
    void haveAPortEachAndGetTheirOwnAnswers() {
      Set<InetSocketAddress> sources = new HashSet<>();
      List<DatagramPeer> clients = new ArrayList<>();
      for (int number = 0; number < 300; number++) {
        DatagramPeer each = peers.open("client");
        clients.add(each);
        each.sendTo(link.address(), "from " + number);
      }
      for (int number = 0; number < 300; number++) {
        Datagram request = server.receive();
        sources.add(request.source());
        server.reply(request, request.text().replace("from", "to"));
      }

      assertThat(sources).hasSize(300);
      for (int number = 0; number < 300; number++) {
        assertThat(clients.get(number)).receivesFrom(link.address()).hasText("to " + number);
      }
      assertThat(link.statistics().clients()).isEqualTo(300);
    }

    @Test
    void keepTheirPort() {
      peers.relayed(link, "one", "two");

      assertThat(server.receive().source()).isEqualTo(server.receive().source());
    }

    @Test
    void areRefusedBeyondTheLimitAndTheTestIsTold() {
      LinkOptions few = LinkOptions.to(server.address()).name("few").maxClients(1).build();
      DatagramLink narrow = peers.group().openLink(few);
      client.sendTo(narrow.address(), "first");
      narrow.settle();
      peers.open("second").sendTo(narrow.address(), "second");
      peers.open("third").sendTo(narrow.address(), "third");

      assertThatExceptionOfType(AssertionError.class)
          .isThrownBy(() -> assertThat(narrow).passed(1))
          .withMessageContaining("link \"few\" dropped a datagram from 127.0.0.1:")
          .withMessageContaining("it has 1 clients already, as many as its maxClients allows");
      assertThat(narrow).passed(1).dropped(2).entered(3);
      assertThat(server).hasPending(1);
    }
  }

  @Nested
  class AnotherPortOfTheServers {

    private final DatagramPeer transfer = peers.open("transfer");

    /** As TFTP has it: the answer comes from a port of the transfer's own. */
    @Test
    void isStoodForByAnotherPortOfTheLinks() {
      client.sendTo(link.address(), "read");
      Datagram request = server.receive();
      transfer.sendTo(request.source(), "data 1");
      Datagram first = client.receive();
      client.sendTo(first.source(), "ack 1");
      Datagram answer = transfer.receive();

      assertThat(first.source()).isNotEqualTo(link.address());
      assertThat(answer).hasText("ack 1").isFrom(request.source());
      assertThat(server).hasNothingPending();
    }

    @Test
    void staysTheSame() {
      client.sendTo(link.address(), "read");
      InetSocketAddress source = server.receive().source();
      transfer.sendTo(source, "data 1");
      transfer.sendTo(source, "data 2");

      assertThat(client.receive().source()).isEqualTo(client.receive().source());
    }

    @Test
    void isSubjectToTheRules() {
      link.toClient().on(first(1)).drop();
      client.sendTo(link.address(), "read");
      InetSocketAddress source = server.receive().source();
      transfer.sendTo(source, "data 1");
      transfer.sendTo(source, "data 2");

      assertThat(client).receives().hasText("data 2");
    }
  }

  @Nested
  class Rebinding {

    @Test
    void changesThePortThatTheServerSees() {
      peers.relayed(link, "before");
      link.rebind();
      peers.relayed(link, "after");

      assertThat(server.receive().source()).isNotEqualTo(server.receive().source());
    }

    @Test
    void losesWhatTheServerSendsToThePortOfBefore() {
      peers.relayed(link, "before");
      Datagram before = server.receive();
      link.rebind();
      server.reply(before, "too late");
      link.settle();

      assertThat(client).hasNothingPending();
      assertThat(link).toClient().dropped(1).entered(1);
    }

    @Test
    void doesNotCollectPortsForEver() {
      client.sendTo(link.address(), "before");
      link.settle();
      for (int times = 0; times < 1100; times++) {
        link.rebind();
      }
      peers.relayed(link, "after");
      server.receive();
      server.reply(server.receive(), "found");

      assertThat(client).receives().hasText("found");
    }

    @Test
    void letsAnswersToTheNewPortThrough() {
      peers.relayed(link, "before");
      link.rebind();
      peers.relayed(link, "after");
      server.receive();
      server.reply(server.receive(), "found");

      assertThat(client).receives().hasText("found");
    }
  }

  @Nested
  class Unreachable {

    @Test
    void aServerThatIsGoneDoesNotBreakTheLink() throws Exception {
      InetSocketAddress gone = server.address();
      try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
        server.close();
        for (int tries = 0; tries < 10; tries++) {
          send(socket, "nobody hears", link.address());
          link.settle();
        }
        DatagramPeer back =
            peers.group().open(PeerOptions.builder().name("back").port(gone.getPort()).build());
        send(socket, "somebody hears", link.address());

        assertThat(back).receives().hasText("somebody hears");
        assertThat(link).passed(11);
      }
    }

    @Test
    void aClientThatIsGoneDoesNotBreakTheLink() {
      DatagramPeer gone = peers.open("gone");
      gone.sendTo(link.address(), "bye");
      Datagram last = server.receive();
      gone.close();
      for (int tries = 0; tries < 10; tries++) {
        server.reply(last, "where are you");
        link.settle();
      }
      client.sendTo(link.address(), "here");
      server.reply(server.receive(), "found");

      assertThat(client).receives().hasText("found");
    }

    private void send(DatagramSocket socket, String text, InetSocketAddress to) throws Exception {
      byte[] payload = text.getBytes(StandardCharsets.UTF_8);
      socket.send(new DatagramPacket(payload, payload.length, to));
    }
  }

  @Nested
  class Closing {

    @Test
    void freesThePort() {
      int port = link.port();
      link.close();

      assertThat(peers.group().open(PeerOptions.builder().port(port).build()).port())
          .isEqualTo(port);
    }

    @Test
    void forgetsWhatIsDelayed() {
      link.toServer().onAll().delay(Duration.ofMillis(400));
      peers.relayed(link, "late");
      link.close();
      link.close();

      assertThat(server).receivesNothingFor(Duration.ofMillis(500));
      assertThat(link.statistics().toServer().held()).isOne();
    }

    @Test
    void leavesFiguresAndRulesReadable() {
      LinkFault rule = link.toServer().on(first(1)).drop();
      peers.relayed(link, "one", "two");
      link.close();
      rule.close();

      assertThat(rule.applied()).isOne();
      assertThat(link).toServer().dropped(1).passed(1);
    }

    @Test
    void relaysWhatWasSentBefore() {
      client.sendTo(link.address(), "last");
      link.close();

      assertThat(server).receives().hasText("last");
    }

    @Test
    void refusesChangesAfterwards() {
      link.close();

      assertThatIllegalStateException()
          .isThrownBy(() -> link.toServer().onAll().drop())
          .withMessage("link \"wire\" is closed");
      assertThatIllegalStateException().isThrownBy(link::rebind);
    }

    @Test
    void comesWithTheGroups() {
      peers.close();

      assertThatIllegalStateException().isThrownBy(link::partition);
    }
  }

  @Test
  void tellsWhereItLeads() {
    assertThat(link)
        .hasToString(
            "link \"wire\" (127.0.0.1:%d -> 127.0.0.1:%d, seed 42)"
                .formatted(link.port(), server.port()));
  }

  @Test
  void saysWhyItCannotBeOpened() {
    LinkOptions elsewhere = LinkOptions.to(server.address()).host("192.0.2.1").build();

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> peers.group().openLink(elsewhere))
        .withMessageStartingWith(
            "cannot open link \"link\" to " + Words.address(server.address()) + " on 192.0.2.1: ");
  }
}
