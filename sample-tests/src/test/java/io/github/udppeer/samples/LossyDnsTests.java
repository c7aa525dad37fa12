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
import java.time.Duration;
import javax.naming.NamingException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The JDK's own DNS client on a bad network. */
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
  void givesUpAfterSoManyQueries() {
    link.partition();

    assertThatExceptionOfType(NamingException.class)
        .isThrownBy(() -> JndiDnsTests.lookUp(link.port(), Duration.ofMillis(5)));
    assertThat(link.statistics().toServer().entered()).isBetween(2L, 7L);
    assertThat(dns).hasNothingPending();
  }
}
