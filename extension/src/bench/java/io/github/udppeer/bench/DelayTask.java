package io.github.udppeer.bench;

import io.github.udppeer.link.DatagramLink;
import io.github.udppeer.link.LinkFault;
import io.github.udppeer.link.LinkOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;

/** Sends datagrams through a link that delays them, one after the other, and takes the time. */
final class DelayTask implements Worker.Task {

  private final DatagramChannel client = bound();
  private final DatagramChannel server = bound();
  private final DatagramLink link =
      DatagramLink.open(LinkOptions.to(server.getLocalAddress()).build());

  DelayTask() throws IOException {}

  private static DatagramChannel bound() throws IOException {
    return DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  /** Takes the delay in milliseconds and a count; answers how much later than that each came. */
  @Override
  public double[] run(String[] words) throws IOException {
    long delay = Duration.ofMillis(Long.parseLong(words[0])).toNanos();
    double[] late = new double[Integer.parseInt(words[1])];
    ByteBuffer payload = ByteBuffer.allocateDirect(64);
    LinkFault rule = link.toServer().onAll().delay(Duration.ofNanos(delay));
    for (int i = 0; i < late.length; i++) {
      long sent = System.nanoTime();
      client.send(payload.clear(), link.address());
      server.receive(payload.clear());
      late[i] = System.nanoTime() - sent - delay;
    }
    rule.close();
    return new double[] {Samples.percentile(late, 50), Samples.percentile(late, 99)};
  }

  @Override
  public void close() throws IOException {
    link.close();
    client.close();
    server.close();
  }
}
