package io.github.udppeer.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.Datagram;
import io.github.udppeer.DatagramPeer;
import io.github.udppeer.PeerOptions;
import io.github.udppeer.jupiter.UdpPeer;
import io.github.udppeer.jupiter.UdpPeers;
import io.github.udppeer.ports.PortReservation;
import io.github.udppeer.ports.UdpPorts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The examples of docs/declaring-peers.md. */
class DeclaringPeersTests {

  // region basic-use
  @Test
  void eachDeclarationIsASocketOfItsOwn(
      @UdpPeer DatagramPeer client, @UdpPeer DatagramPeer server) {
    client.sendTo(server, "hello");

    assertThat(server).receives().hasText("hello").isFrom(client);
  }

  // endregion

  // region per-class
  @Nested
  @TestInstance(Lifecycle.PER_CLASS)
  class OneInstance {

    @UdpPeer private DatagramPeer ofAllTestsHere;

    @Test
    void sendsToIt(@UdpPeer DatagramPeer ofThisTest) {
      ofThisTest.sendTo(ofAllTestsHere, "hello");

      assertThat(ofAllTestsHere).receivesFrom(ofThisTest).hasText("hello");
    }
  }

  // endregion

  // region shared-name
  @Nested
  class SharedByName {

    private Heartbeat heartbeat;

    @BeforeEach
    void start(@UdpPeer("monitor") DatagramPeer monitor) {
      heartbeat = new Heartbeat("orders", monitor.address());
    }

    @Test
    void beats(@UdpPeer("monitor") DatagramPeer monitor) {
      heartbeat.beat();

      assertThat(monitor).receives().hasText("orders alive 1\n");
    }
  }

  // endregion

  // region composed
  @Test
  void anAnnotationOfYourOwnWillDo(@SyslogAgent DatagramPeer agent) {
    agent.sendTo(agent, "x".repeat(2000));

    assertThat(agent).receives().isTruncatedTo(1024);
  }

  // endregion

  // region channel
  @Test
  void codeUnderTestReadsFromAChannel(
      @UdpPeer DatagramChannel channel, @UdpPeer DatagramPeer client) throws IOException {
    client.sendTo(channel.getLocalAddress(), "hello");

    ByteBuffer buffer = ByteBuffer.allocate(512);
    channel.receive(buffer);

    assertThat(StandardCharsets.UTF_8.decode(buffer.flip()).toString()).isEqualTo("hello");
  }

  // endregion

  // region multicast
  @Test
  void everyMemberOfTheGroupHears(
      @UdpPeer(host = "0.0.0.0", join = "239.1.2.3") DatagramPeer member,
      @UdpPeer(host = "0.0.0.0", join = "239.1.2.3") DatagramPeer sender) {
    sender.sendTo(new InetSocketAddress("239.1.2.3", member.port()), "hello, all");

    assertThat(member).receives().hasText("hello, all");
  }

  // endregion

  // region udp-peers
  @Nested
  class OnRequest {

    @RegisterExtension final UdpPeers peers = UdpPeers.create();

    @Test
    void everyReplicaHears(@UdpPeer DatagramPeer leader) {
      List<DatagramPeer> replicas =
          Stream.of("first", "second", "third").map(name -> peers.open(name)).toList();

      replicas.forEach(replica -> leader.sendTo(replica, "commit 42"));

      assertThat(replicas).allSatisfy(it -> assertThat(it).receives().hasText("commit 42"));
    }
  }

  // endregion

  @Nested
  class WithOptions {

    // region options
    @RegisterExtension
    final UdpPeers agents =
        UdpPeers.withDefaults(
            PeerOptions.builder().receiveCapacity(1024).captureLimit(1 << 20).build());

    // endregion

    @Test
    void theyCount() {
      DatagramPeer agent = agents.open();
      agent.sendTo(agent, "x".repeat(2000));

      assertThat(agent).receives().isTruncatedTo(1024);
    }
  }

  // region companion
  @Test
  void aTransferHasAPortOfItsOwn(@UdpPeer DatagramPeer client, @UdpPeer DatagramPeer server) {
    DatagramPeer transfer = server.open("transfer");
    client.sendTo(server, "read motd");

    Datagram request = server.receive();
    transfer.reply(request, "hello, world");

    assertThat(client).receives().hasText("hello, world").isFrom(transfer);
  }

  // endregion

  @Test
  void aPortIsReservedWithoutJUnit() throws IOException {
    // region reservation
    try (PortReservation reservation = UdpPorts.reserve();
        PongServer server = new PongServer(reservation.port())) {
      server.start();
      UdpPorts.awaitBound(reservation.port(), Duration.ofSeconds(10));
    }
    // endregion
  }
}
