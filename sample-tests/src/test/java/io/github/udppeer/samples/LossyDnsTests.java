package io.github.udppeer.samples;

import static io.github.udppeer.link.LinkSelector.first;
import static io.github.udppeer.samples.DnsMessages.answer;
import static io.github.udppeer.samples.DnsMessages.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.jupiter.UdpLink;
import io.github.udppeer.jupiter.UdpPeer;
import io.github.udppeer.link.DatagramLink;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import javax.naming.NamingException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Message;
import org.xbill.DNS.SimpleResolver;

/** The JDK's own DNS client, and dnsjava, on a bad network. */
class LossyDnsTests {

  private static final Duration SHORT = Duration.ofMillis(200);

  @UdpPeer("dns")
  private DatagramPeer dns;

  @UdpLink(to = "dns")
  private DatagramLink link;

  @BeforeEach
  void answerEachQuery() {
    dns.on(query()).replyWith(answer("192.0.2.1"));
  }

  @Test
  void asksAgainUntilAQueryGetsThrough() throws NamingException {
    link.toServer().on(first(2)).drop();

    assertThat(JndiDnsTests.lookUp(link.port(), SHORT)).containsExactly("192.0.2.1");
    assertThat(link).toServer().dropped(2);
    // after 200 ms, and after 400 ms more
    assertThat(dns.receive().sinceOpened()).isGreaterThan(Duration.ofMillis(590));
  }

  @Test
  void asksAgainUntilAnAnswerGetsThrough() throws NamingException {
    link.toClient().on(first(1)).drop();

    assertThat(JndiDnsTests.lookUp(link.port(), SHORT)).containsExactly("192.0.2.1");
    assertThat(link).toClient().dropped(1);
  }

  @Test
  void takesAnAnswerThatComesTwice() throws NamingException {
    link.toClient().onAll().duplicate(2);

    assertThat(JndiDnsTests.lookUp(link.port(), Duration.ofSeconds(10)))
        .containsExactly("192.0.2.1");
    assertThat(link).toServer().dropped(0);
  }

  @Test
  void dnsjavaTakesAnAnswerThatComesTwice() throws IOException {
    link.toClient().onAll().duplicate(1);
    SimpleResolver resolver = new SimpleResolver(link.address());

    for (int query = 0; query < 2; query++) {
      Message answer = resolver.send(Message.newQuery(DnsMessages.question()));
      assertThat(DnsMessages.addresses(answer)).containsExactly("192.0.2.1");
    }
  }

  /** dnsjava asks from a new port each time; so each of its queries is another client's. */
  @Test
  void eachQueryOfDnsjavaIsKeptApart() throws IOException {
    link.toServer().on(first(2)).drop();
    SimpleResolver once = new SimpleResolver(link.address());
    once.setTimeout(SHORT);
    ExtendedResolver again = new ExtendedResolver(List.of(once));
    again.setRetries(6);

    Message answer = again.send(Message.newQuery(DnsMessages.question()));

    assertThat(DnsMessages.addresses(answer)).containsExactly("192.0.2.1");
    assertThat(link).toServer().dropped(2);
    assertThat(link.statistics().clients()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void givesUpAfterSoManyQueries() {
    link.partition();

    assertThatExceptionOfType(NamingException.class)
        .isThrownBy(() -> JndiDnsTests.lookUp(link.port(), Duration.ofMillis(5)));
    assertThat(link.statistics().toServer().entered()).isBetween(2L, 7L);
    assertThat(dns).hasNothingPending();
  }
}
