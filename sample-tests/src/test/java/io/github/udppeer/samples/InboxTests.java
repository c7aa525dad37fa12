package io.github.udppeer.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.jupiter.UdpPeer;
import java.io.IOException;
import java.nio.channels.DatagramChannel;
import org.junit.jupiter.api.Test;

/** A receiver that takes a channel gets a real one, and peers send to it. */
class InboxTests {

  @Test
  void drainsWhatHasArrived(
      @UdpPeer DatagramChannel channel, @UdpPeer DatagramPeer ada, @UdpPeer DatagramPeer grace)
      throws IOException {
    Inbox inbox = new Inbox(channel);
    ada.sendTo(channel.getLocalAddress(), "hello");
    grace.sendTo(channel.getLocalAddress(), "");
    ada.sendTo(channel.getLocalAddress(), "good-bye");

    assertThat(inbox.drain()).containsExactly("hello", "", "good-bye");
    assertThat(inbox.drain()).isEmpty();
  }
}
