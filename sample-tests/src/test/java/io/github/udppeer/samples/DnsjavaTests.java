package io.github.udppeer.samples;

import static io.github.udppeer.samples.DnsMessages.answer;
import static io.github.udppeer.samples.DnsMessages.answerWithWrongId;
import static io.github.udppeer.samples.DnsMessages.query;
import static io.github.udppeer.samples.DnsMessages.truncatedAnswer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.udppeer.Datagram;
import io.github.udppeer.DatagramPeer;
import io.github.udppeer.DatagramPeers;
import io.github.udppeer.jupiter.UdpPeer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Message;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;

/** A resolver that asks once, and one that tries again and has several servers. */
class DnsjavaTests {

  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofMillis(200);

  @UdpPeer private DatagramPeer dns;

  @Test
  void asksForAnAddress() throws IOException {
    dns.on(query()).replyWith(answer("192.0.2.1", "192.0.2.2"));
    Message asked = newQuery();

    Message answer = asking(dns, LONG).send(asked);

    assertThat(DnsMessages.addresses(answer)).containsExactly("192.0.2.1", "192.0.2.2");
    assertThat(dns)
        .receives()
        .decodedBy(Message::new, ObjectAssert::new)
        .returns(asked.getHeader().getID(), query -> query.getHeader().getID())
        .returns(SimpleResolver.DEFAULT_EDNS_PAYLOADSIZE, query -> query.getOPT().getPayloadSize());
    assertThat(dns).hasNothingPending();
  }

  @Test
  void asksOnlyOnceByItself() {
    dns.otherwise().ignore();

    assertThatIOException().isThrownBy(() -> asking(dns, SHORT).send(newQuery()));

    assertThat(dns).receivesExactly(1);
  }

  @Test
  void asksAgainWithTheSameQuery() throws IOException {
    dns.on(query()).ignoringFirst(1).replyWith(answer("192.0.2.1"));

    Message answer = tryingAgain(SHORT, dns).send(newQuery());

    assertThat(DnsMessages.addresses(answer)).containsExactly("192.0.2.1");
    List<Datagram> queries = dns.received();
    assertThat(queries).hasSizeGreaterThanOrEqualTo(2);
    assertThat(queries).allSatisfy(again -> assertThat(again).hasPayload(queries.get(0).payload()));
    // The client began after the peer was opened, so a slow machine can make this only longer.
    assertThat(queries.get(1).sinceOpened()).isGreaterThan(SHORT.multipliedBy(9).dividedBy(10));
  }

  @Test
  void asksByTcpWhatUdpTruncates() throws IOException {
    List<String> many = IntStream.rangeClosed(1, 100).mapToObj(last -> "192.0.2." + last).toList();
    try (TcpDnsServer server = TcpDnsServer.beside(dns, many)) {
      server.udp().on(query()).replyWith(truncatedAnswer());

      Message answer = asking(server.udp(), LONG).send(newQuery());

      assertThat(DnsMessages.addresses(answer)).containsExactlyElementsOf(many);
      assertThat(server.query()).succeedsWithin(LONG);
      assertThat(server.udp()).receivesMatching(query()).returnToPeer().isExhausted();
    }
  }

  @Test
  void takesNoAnswerWithAWrongId() throws IOException {
    dns.on(query()).atMost(1).replyWith(answerWithWrongId("192.0.2.66"));
    dns.on(query()).replyWith(answer("192.0.2.1"));

    Message answer = tryingAgain(LONG, dns).send(newQuery());

    assertThat(DnsMessages.addresses(answer)).containsExactly("192.0.2.1");
    assertThat(dns).receivesInOrder(query(), query()).isExhausted();
  }

  @Test
  void oneServerIsEnough(@UdpPeer DatagramPeer second) throws IOException {
    DatagramPeers servers = DatagramPeers.of(dns, second);
    servers.all().forEach(server -> server.on(query()).replyWith(answer("192.0.2.1")));

    Message answer = tryingAgain(LONG, dns, second).send(newQuery());

    assertThat(DnsMessages.addresses(answer)).containsExactly("192.0.2.1");
    assertThat(servers).exactlyOneReceives(query());
    assertThat(servers).haveNothingPending();
  }

  @Test
  void asksTheNextServerWhenOneIsSilent(@UdpPeer DatagramPeer second) throws IOException {
    DatagramPeers servers = DatagramPeers.of(dns, second);
    servers
        .all()
        .forEach(server -> server.on(query()).ignoringFirst(1).replyWith(answer("192.0.2.1")));

    tryingAgain(SHORT, dns, second).send(newQuery());

    assertThat(servers).allReceiveTheSame();
  }

  private static Message newQuery() {
    return Message.newQuery(DnsMessages.question());
  }

  private static SimpleResolver asking(DatagramPeer server, Duration patience) {
    SimpleResolver resolver = new SimpleResolver(server.address());
    resolver.setTimeout(patience);
    return resolver;
  }

  private static ExtendedResolver tryingAgain(Duration patience, DatagramPeer... servers) {
    Resolver[] resolvers =
        Stream.of(servers).map(server -> asking(server, patience)).toArray(Resolver[]::new);
    ExtendedResolver resolver = new ExtendedResolver(resolvers);
    resolver.setRetries(10);
    return resolver;
  }
}
