package io.github.udppeer.samples.docs;

import static io.github.udppeer.link.LinkSelector.first;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.jupiter.UdpLink;
import io.github.udppeer.jupiter.UdpPeer;
import io.github.udppeer.link.DatagramLink;
import org.junit.jupiter.api.Test;

/** Tests that fail on a link, for the manual. {@link OutputTests} runs them. */
final class LinkFailuresTestCase {

  private LinkFailuresTestCase() {}

  static class LinkDropped {
    @Test
    void test(
        @UdpPeer("server") DatagramPeer server,
        @UdpPeer DatagramPeer client,
        @UdpLink(to = "server", seed = 42) DatagramLink wire) {
      // region link-dropped
      wire.toServer().on(first(2)).drop();

      client.sendTo(wire.address(), "PING");
      assertThat(wire).toServer().dropped(2);
      // endregion
      assertThat(server).hasNothingPending();
    }
  }
}
