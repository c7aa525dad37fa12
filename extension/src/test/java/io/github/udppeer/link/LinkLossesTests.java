package io.github.udppeer.link;

import static io.github.udppeer.link.LinkSelector.first;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.ExchangeReport;
import io.github.udppeer.internal.kernel.SocketTable;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.AssertionFailedError;

/** What a link loses without any rule saying so. */
@Timeout(60)
class LinkLossesTests {

  @AutoClose private final LinkedPeers peers = new LinkedPeers();
  private final DatagramPeer server = peers.server();
  private final DatagramPeer client = peers.client();

  /** More than the kernel grants a receive buffer for, sent while nobody can read. */
  @Nested
  class InTheKernel {

    private static final int SENT = 6_000;

    private final DatagramLink link = peers.link(1);

    @BeforeEach
    void onlyWhereTheSystemCounts() {
      assumeTrue(SocketTable.read().isPresent(), "this system does not tell its drops");
    }

    private void overflow() {
      link.relay()
          .locked(
              () -> {
                for (int number = 0; number < SENT; number++) {
                  client.sendTo(link.address(), new byte[1000]);
                }
                return link;
              });
    }

    @Test
    void isCountedBesideWhatEntered() {
      overflow();

      LinkStatistics.Flow flow = link.statistics().toServer();
      assertThat(flow.kernelDrops().orElseThrow()).isPositive();
      assertThat(flow.entered() + flow.kernelDrops().orElseThrow()).isEqualTo(SENT);
      assertThat(link.statistics().toClient().kernelDrops()).hasValue(0);
    }

    @Test
    void isKnownAfterClosing() {
      overflow();
      long dropped = link.statistics().toServer().kernelDrops().orElseThrow();
      link.close();

      assertThat(link.statistics().toServer().kernelDrops()).hasValue(dropped);
    }

    @Test
    void onTheServersSideIsCountedForTheOtherDirection() {
      client.sendTo(link.address(), "hello");
      link.settle();
      InetSocketAddress known = server.receive().source();
      link.relay()
          .locked(
              () -> {
                for (int number = 0; number < SENT; number++) {
                  server.sendTo(known, new byte[1000]);
                }
                return link;
              });

      LinkStatistics.Flow flow = link.statistics().toClient();
      assertThat(flow.entered() + flow.kernelDrops().orElseThrow()).isEqualTo(SENT);
      assertThat(flow.kernelDrops().orElseThrow()).isPositive();
      link.rebind();
      assertThat(link.statistics().toClient().kernelDrops()).isEqualTo(flow.kernelDrops());
    }

    @Test
    void isTheCauseOfAFailureOnTheLink() {
      overflow();

      assertThatThrownBy(() -> assertThat(link).passed(SENT))
          .hasMessageContaining("Likely cause:\n  the kernel dropped ")
          .hasMessageContaining(" datagrams on the link's own ports (SO_RCVBUF ")
          .hasMessageContaining("no rule, so everything that it reads passes");
    }

    @Test
    void isTheCauseOfAFailureBehindTheLink() {
      overflow();
      link.settle();
      server.clear();

      assertThatThrownBy(() -> assertThat(server).within(Duration.ZERO).receives())
          .hasMessageContaining("link \"wire\" did not read ")
          .hasMessageContaining(", which the kernel dropped");
    }
  }

  @Nested
  class ThatNeverLeaves {

    private static final byte[] TOO_LONG = new byte[65_508];

    private final DatagramLink link = peers.link(1);

    static Stream<LinkFaultOf> rules() {
      return Stream.of(
          link -> link.toServer().onAll().replyWith(TOO_LONG),
          link -> link.toServer().onAll().replyWith("x".repeat(65_508)),
          link -> link.toServer().onAll().replyWith(datagram -> TOO_LONG),
          link -> link.toServer().rule("own", datagram -> Verdict.reply(TOO_LONG)),
          link -> link.toServer().onAll().replaceWith(TOO_LONG),
          link -> link.toServer().rule("own", datagram -> Verdict.replaced(TOO_LONG)));
    }

    /** Declares a rule. */
    interface LinkFaultOf {
      LinkFault on(DatagramLink link);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void failsTheTestAtTheNextAssertion(LinkFaultOf rule) {
      rule.on(link);
      client.sendTo(link.address(), "PING");

      assertThatThrownBy(() -> assertThat(link).entered(1))
          .isInstanceOf(AssertionFailedError.class)
          .hasMessageContaining("link \"wire\" could not send ")
          .hasMessageContaining("65,508 bytes to 127.0.0.1:")
          .hasMessageContaining("IPv4 carries at most 65,507 bytes");
      assertThat(link.statistics().toServer().replies()).isZero();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void failsTheTestAtItsEnd(LinkFaultOf rule) {
      rule.on(link);
      client.sendTo(link.address(), "PING");

      assertThatThrownBy(link::verify).hasMessageContaining("IPv4 carries at most 65,507 bytes");
    }

    @Test
    void evenWhenItIsDelayed() {
      link.toServer().on(first(1)).replaceWith(TOO_LONG);
      link.toServer().on(first(1)).holdUntil(1);
      client.sendTo(link.address(), "one");
      client.sendTo(link.address(), "two");

      assertThatThrownBy(link::verify).hasMessageContaining("could not send 65,508 bytes to ");
      assertThat(link.statistics().toServer().dropped()).isEqualTo(1);
    }

    @Test
    void isShownInTheTimelineAndOnThePage(@TempDir Path folder) throws Exception {
      link.toServer().onAll().replyWith(TOO_LONG);
      client.sendTo(link.address(), "PING");
      assertThatThrownBy(link::verify).hasMessageContaining("could not send");

      assertThatThrownBy(() -> assertThat(link).passed(1))
          .hasMessageContaining(
              "refused  reply of 65,508 B not sent: IPv4 carries at most 65,507 bytes");
      String page =
          Files.readString(ExchangeReport.of(peers.group(), "test").writeTo(folder, "page"));
      assertThat(page).contains("reply of 65,508 B not sent: IPv4 carries at most 65,507 bytes");
    }

    @Test
    void isReportedOfCopiesToo() {
      link.toServer().onAll().replaceWith(TOO_LONG);
      link.toServer().onAll().duplicate(3);
      client.sendTo(link.address(), "PING");

      assertThatThrownBy(link::verify).hasMessageContaining("IPv4 carries at most 65,507 bytes");
      assertThat(link.statistics().toServer().duplicates()).isZero();
    }

    @Test
    void fitsIfItIsAsLongAsADatagramCanBe() {
      link.toServer().onAll().replyWith(new byte[65_507]);
      client.sendTo(link.address(), "PING");

      assertThat(link).entered(1);
      assertThat(client).receives().hasLength(65_507);
    }

    @Test
    void isToldSomeTimesAndNotForEachDatagram() {
      link.toServer().onAll().replaceWith(TOO_LONG);
      for (int number = 0; number < 1000; number++) {
        client.sendTo(link.address(), "PING");
      }

      Throwable failure = catchThrowable(link::verify);
      assertThat(failure.getSuppressed()).hasSize(15);
      assertThat(link.statistics().toServer().dropped()).isEqualTo(1000);
    }
  }
}
