package io.github.udppeer.samples.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.timgroup.statsd.NonBlockingStatsDClientBuilder;
import com.timgroup.statsd.StatsDClient;
import io.github.udppeer.DatagramMatcher;
import io.github.udppeer.DatagramPeer;
import io.github.udppeer.jupiter.UdpPeer;
import io.github.udppeer.jupiter.WatchSockets;
import io.github.udppeer.watch.CutDatagram;
import io.github.udppeer.watch.SocketWatch;
import io.github.udppeer.watch.WatchedSocket;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/**
 * What clients do with their sockets: where they send, how much room they have, what they leave.
 */
class ClientSocketTests {

  private static final Name NAME = Name.fromConstantString("example.org.");

  @Test
  void dnsjavaHasRoomForTheSizeThatItOffers(
      @UdpPeer DatagramPeer server, @WatchSockets SocketWatch code) throws IOException {
    server.on(DatagramMatcher.anything()).replyWith(query -> longAnswer(query.payload()));
    SimpleResolver resolver = new SimpleResolver(new InetSocketAddress("127.0.0.1", server.port()));
    resolver.setTimeout(Duration.ofSeconds(1));
    resolver.setIgnoreTruncation(true);

    assertThatThrownBy(() -> resolver.send(query())).isInstanceOf(IOException.class);

    assertThat(code)
        .cutDatagrams(1)
        .from(server)
        .offered(1_280)
        .inLine("NioUdpClient")
        .datagrams()
        .first()
        .extracting(CutDatagram::wireLength)
        .isEqualTo(longAnswer(query().toWire()).length);
  }

  private static Message query() {
    return Message.newQuery(Record.newRecord(NAME, Type.TXT, DClass.IN));
  }

  /** Longer than the resolver has asked for. */
  private static byte[] longAnswer(byte[] query) throws IOException {
    Message asked = new Message(query);
    Message answer = new Message(asked.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.addRecord(asked.getQuestion(), Section.QUESTION);
    for (int i = 0; i < 20; i++) {
      answer.addRecord(new TXTRecord(NAME, DClass.IN, 60, "x".repeat(80) + i), Section.ANSWER);
    }
    return answer.toWire();
  }

  @Test
  void aStatsdClientWithAWrongPortIsFoundOut(
      @UdpPeer DatagramPeer agent, @WatchSockets SocketWatch code) {
    int wrong = agent.port() ^ 1;
    try (StatsDClient client = client(wrong)) {
      client.increment("http.requests");
      await().until(() -> code.sockets().stream().anyMatch(socket -> socket.sent() > 0));
    }

    assertThatThrownBy(() -> agent.assertThat().within(Duration.ofMillis(50)).receives())
        .hasMessageContaining("Likely cause")
        .hasMessageContaining("DatagramClientChannel.write")
        .hasMessageContaining("to 127.0.0.1:" + wrong)
        .hasMessageContaining("peer \"agent\" is 127.0.0.1:" + agent.port());
    assertThatThrownBy(() -> assertThat(code).sentOnlyTo(agent))
        .hasMessageContaining("DatagramClientChannel.write");
  }

  @Test
  void aStatsdClientThatIsClosedTooEarlySendsNothing(
      @UdpPeer DatagramPeer agent, @WatchSockets SocketWatch code) {
    StatsDClient client = client(agent.port());
    client.close();

    assertThatThrownBy(() -> agent.assertThat().within(Duration.ofMillis(50)).receives())
        .hasMessageContaining("closed with nothing sent");
  }

  // region sends-to-its-agent
  @Test
  void aStatsdClientSendsToItsAgentAlone(
      @UdpPeer DatagramPeer agent, @WatchSockets SocketWatch code) {
    try (StatsDClient client = client(agent.port())) {
      client.increment("http.requests");
      assertThat(agent).receives().text().startsWith("http.requests:1|c");
    }

    assertThat(code.socketOf(agent)).sentOnlyTo(agent).leftNothingOpen();
  }

  // endregion

  private static StatsDClient client(int port) {
    return new NonBlockingStatsDClientBuilder()
        .hostname("127.0.0.1")
        .port(port)
        .enableAggregation(false)
        .enableTelemetry(false)
        .originDetectionEnabled(false)
        .build();
  }

  @Test
  void aLeakIsFoundWithTheLineThatOpenedIt(
      @UdpPeer(receiveTimeoutMillis = 100) DatagramPeer agent, @WatchSockets SocketWatch code)
      throws IOException {
    DatagramSocket leaked = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0));

    assertThat(code).sockets().singleElement().matches(WatchedSocket::isOpen);
    try {
      assertThatThrownBy(() -> assertThat(code).leftNothingOpen())
          .hasMessageContaining(
              "ClientSocketTests.aLeakIsFoundWithTheLineThatOpenedIt (ClientSocketTests.java:");
    } finally {
      leaked.close();
    }
    assertThat(code).leftNothingOpen();
  }
}
