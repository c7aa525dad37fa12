package io.github.udppeer.samples.docs;

import static io.github.udppeer.link.LinkSelector.bursts;
import static io.github.udppeer.link.LinkSelector.everyNth;
import static io.github.udppeer.link.LinkSelector.first;
import static io.github.udppeer.link.LinkSelector.matching;
import static io.github.udppeer.link.LinkSelector.nth;
import static io.github.udppeer.link.LinkSelector.probability;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.Datagram;
import io.github.udppeer.DatagramPeer;
import io.github.udppeer.jupiter.UdpLink;
import io.github.udppeer.jupiter.UdpPeer;
import io.github.udppeer.link.DatagramLink;
import io.github.udppeer.link.LinkFault;
import io.github.udppeer.link.LinkOptions;
import io.github.udppeer.link.Verdict;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** The examples of docs/links.md. */
class LinksTests {

  // region declared
  @UdpPeer("server")
  private DatagramPeer server;

  @UdpLink(to = "server")
  private DatagramLink link;

  // endregion

  @UdpPeer private DatagramPeer client;

  @Test
  void losesTheFirstTwo() {
    // region basic
    link.toServer().on(first(2)).drop();

    client.sendTo(link.address(), "PING"); // in a real test, the code under test does this
    client.sendTo(link.address(), "PING again");
    client.sendTo(link.address(), "PING once more");

    assertThat(server).receives().hasText("PING once more");
    assertThat(link).toServer().dropped(2).passed(1);
    // endregion
  }

  @Test
  void doesMuchMore() {
    // region rules
    link.toServer().on(probability(0.1)).drop();
    link.toServer().on(bursts(0.01, 0.3)).drop();
    link.toClient().on(everyNth(3)).duplicate(1);
    link.toClient().onAll().delay(ofMillis(5), ofMillis(20)); // jitter
    link.toServer().on(nth(2)).holdUntil(1); // the third overtakes it
    link.toClient().on(matching("status", datagram -> datagram.text().startsWith("S"))).corrupt(3);
    link.toServer().limitSize(1200); // as a path with a small MTU does
    link.bothWays().limitRate(500, 50);
    // endregion

    assertThat(link).entered(0);
  }

  @Test
  void breaksForAWhile() {
    // region scope
    LinkFault outage = link.partition();
    client.sendTo(link.address(), "lost");
    outage.close();

    client.sendTo(link.address(), "found");
    assertThat(server).receives().hasText("found");
    assertThat(link).applied(outage, 1);
    // endregion
  }

  @Test
  void takesARuleOfTheTestsOwn() {
    // region own
    link.toServer()
        .rule(
            "lose retries",
            datagram -> datagram.text().endsWith("retry") ? Verdict.drop() : Verdict.pass());
    // endregion

    client.sendTo(link.address(), "retry");
    assertThat(link).dropped(1);
  }

  @Test
  void givesTheServerAnotherPort() {
    // region rebind
    client.sendTo(link.address(), "before");
    Datagram before = server.receive();

    link.rebind(); // as a NAT that has forgotten its clients

    server.reply(before, "goes nowhere");
    client.sendTo(link.address(), "after");
    assertThat(server.receive().source()).isNotEqualTo(before.source());
    // endregion

    assertThat(client).hasNothingPending();
  }

  @Test
  void isSettledBeforeAnybodyLooks() {
    // region settle
    client.sendTo(link.address(), "PING");
    link.settle();
    assertThat(server).hasPending(1);
    // endregion
  }

  @Test
  void worksWithoutJUnit() {
    InetSocketAddress address = server.address();
    // region builder
    try (DatagramLink wire =
        DatagramLink.open(LinkOptions.to(address).name("wire").seed(42).build())) {
      client.sendTo(wire.address(), "PING");
      assertThat(server).receives().hasText("PING");
    }
    // endregion
  }
}
