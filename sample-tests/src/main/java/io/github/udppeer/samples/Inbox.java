package io.github.udppeer.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;

/** Takes all messages that have arrived, without waiting for more. */
final class Inbox {

  private final DatagramChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(1024);

  Inbox(DatagramChannel channel) throws IOException {
    this.channel = channel;
    channel.configureBlocking(false);
  }

  List<String> drain() throws IOException {
    List<String> messages = new ArrayList<>();
    while (channel.receive(buffer.clear()) != null) {
      messages.add(UTF_8.decode(buffer.flip()).toString());
    }
    return messages;
  }
}
