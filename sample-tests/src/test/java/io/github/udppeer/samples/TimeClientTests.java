package io.github.udppeer.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.Datagram;
import io.github.udppeer.DatagramPeer;
import io.github.udppeer.jupiter.UdpPeer;
import java.net.DatagramSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A client that takes a socket gets a real one, bound and closed by the extension. */
class TimeClientTests {

  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

  @UdpPeer private DatagramPeer server;
  @UdpPeer private DatagramSocket socket;

  @Test
  void understandsTheReply() {
    CompletableFuture<Optional<Instant>> time = asking(LONG);

    Datagram question = server.receive();
    assertThat(question).hasText("time?").isFrom(socket.getLocalSocketAddress());
    server.reply(question, "2026-01-01T00:00:00Z");

    assertThat(time).succeedsWithin(LONG).isEqualTo(Optional.of(NEW_YEAR));
  }

  @Test
  void asksOnceMoreWhenNoReplyComes() {
    CompletableFuture<Optional<Instant>> time = asking(Duration.ofMillis(50));

    assertThat(server).receivesInOrder("time?", "time?");
    assertThat(time).succeedsWithin(LONG).isEqualTo(Optional.empty());
    assertThat(server).hasNothingPending();
  }

  private CompletableFuture<Optional<Instant>> asking(Duration patience) {
    TimeClient client = new TimeClient(socket, server.address(), patience);
    return CompletableFuture.supplyAsync(client::ask);
  }
}
