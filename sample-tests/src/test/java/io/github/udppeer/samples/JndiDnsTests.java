package io.github.udppeer.samples;

import static io.github.udppeer.samples.DnsMessages.answer;
import static io.github.udppeer.samples.DnsMessages.answerWithWrongId;
import static io.github.udppeer.samples.DnsMessages.query;
import static io.github.udppeer.samples.DnsMessages.truncatedAnswer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.Datagram;
import io.github.udppeer.DatagramPeer;
import io.github.udppeer.jupiter.UdpPeer;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;

/** The JDK's own DNS client blocks its caller, so a script has to answer it. */
class JndiDnsTests {

  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofMillis(200);

  @UdpPeer private DatagramPeer dns;

  @Test
  void asksForAnAddress() throws NamingException {
    dns.on(query()).replyWith(answer("192.0.2.1", "192.0.2.2"));

    assertThat(lookUp(dns, LONG)).containsExactlyInAnyOrder("192.0.2.1", "192.0.2.2");

    assertThat(dns)
        .receives()
        .decodedBy(Message::new, ObjectAssert::new)
        .returns(DnsMessages.question(), Message::getQuestion)
        .matches(query -> query.getHeader().getFlag(Flags.RD), "wants recursion");
    assertThat(dns).hasNothingPending();
  }

  @Test
  void asksAgainAfterTwiceTheTime() throws NamingException {
    dns.on(query()).ignoringFirst(2).replyWith(answer("192.0.2.1"));

    assertThat(lookUp(dns, SHORT)).containsExactly("192.0.2.1");

    List<Datagram> queries = dns.received();
    assertThat(queries).hasSizeGreaterThanOrEqualTo(3);
    assertThat(queries).allSatisfy(again -> assertThat(again).hasPayload(queries.get(0).payload()));
    // The client began after the peer was opened, so a slow machine can make these only longer.
    assertThat(queries.get(1).sinceOpened()).isGreaterThan(almost(SHORT));
    assertThat(queries.get(2).sinceOpened()).isGreaterThan(almost(SHORT.multipliedBy(1 + 2)));
  }

  @Test
  void asksByTcpWhatUdpTruncates() throws IOException, NamingException {
    List<String> many = IntStream.rangeClosed(1, 100).mapToObj(last -> "192.0.2." + last).toList();
    try (TcpDnsServer server = TcpDnsServer.beside(dns, many)) {
      server.udp().on(query()).replyWith(truncatedAnswer());

      assertThat(lookUp(server.udp(), LONG)).containsExactlyInAnyOrderElementsOf(many);

      assertThat(server.query()).succeedsWithin(LONG);
      assertThat(server.udp()).receivesMatching(query()).returnToPeer().isExhausted();
    }
  }

  @Test
  void takesNoAnswerWithAWrongId() throws NamingException {
    dns.on(query()).replyWith(answerWithWrongId("192.0.2.66")).replyWith(answer("192.0.2.1"));

    assertThat(lookUp(dns, LONG)).containsExactly("192.0.2.1");

    assertThat(dns).receivesExactly(1);
    assertThat(dns.sent().get(0))
        .decodedBy(Message::new, ObjectAssert::new)
        .returns(List.of("192.0.2.66"), DnsMessages::addresses);
  }

  private static List<String> lookUp(DatagramPeer server, Duration patience)
      throws NamingException {
    return lookUp(server.port(), patience);
  }

  /** Asks whoever answers on this port, at most six times. */
  @SuppressWarnings("BanJNDI") // what the answers hold is read as text
  static List<String> lookUp(int port, Duration patience) throws NamingException {
    Properties settings = new Properties();
    settings.setProperty(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
    settings.setProperty(Context.PROVIDER_URL, "dns://127.0.0.1:" + port);
    settings.setProperty("com.sun.jndi.dns.timeout.initial", "" + patience.toMillis());
    settings.setProperty("com.sun.jndi.dns.timeout.retries", "6");
    InitialDirContext context = new InitialDirContext(settings);
    try {
      String[] type = {"A"};
      Attribute addresses = context.getAttributes("example.org", type).get("A");
      return Collections.list(addresses.getAll()).stream().map(String::valueOf).toList();
    } finally {
      context.close();
    }
  }

  /** The client counts in whole milliseconds. */
  private static Duration almost(Duration wait) {
    return wait.multipliedBy(9).dividedBy(10);
  }
}
