package io.github.udppeer.samples.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.jupiter.UdpPeer;
import java.io.IOException;
import java.net.PortUnreachableException;
import java.nio.channels.DatagramChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Isolated;

/** The examples of docs/links.md in which a peer goes off the network. */
@Isolated("a port that is closed for a moment is free for any other test")
class OutageTests {

  @UdpPeer private DatagramPeer server;
  @UdpPeer private DatagramPeer client;

  @Test
  void aServerGoesDownAndComesBack() {
    // region down
    server.down();
    client.sendTo(server.address(), "lost");
    server.up();
    client.sendTo(server.address(), "found");

    assertThat(server).receives().hasText("found");
    assertThat(server).hasNothingPending();
    // endregion
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theSendThatReportsTransmitsNothing() throws IOException {
    // region unreachable
    try (DatagramChannel connected = DatagramChannel.open().connect(server.address())) {
      server.down();
      connected.write(UTF_8.encode("one")); // goes out, and nobody is there
      server.up();

      assertThatThrownBy(() -> connected.write(UTF_8.encode("two"))) // tells of the one before
          .isInstanceOf(PortUnreachableException.class);
      connected.write(UTF_8.encode("three"));

      assertThat(server).receives().hasText("three");
    }
    // endregion
  }

  @Test
  void aServerHangs() {
    // region freeze
    server.on("PING").reply("PONG");
    server.freeze();
    client.sendTo(server, "PING");
    assertThat(client).receivesNothingFor(ofMillis(50));

    server.thaw();
    assertThat(client).receives().hasText("PONG");
    // endregion
  }
}
