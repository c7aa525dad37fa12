package io.github.udppeer.bench;

import io.github.udppeer.link.DatagramLink;
import io.github.udppeer.link.LinkOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Relays what comes to one port to another, and counts it. */
final class RelayTask implements Worker.Task {

  static final String LINK = "link";
  static final String CHANNEL = "DatagramChannel";

  private static final int RECEIVE_BUFFER = 4 << 20;
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

  private final DatagramChannel sink = bound(0);
  private final int port;
  private final LongSupplier passed;
  private long before;

  RelayTask(String contender) throws IOException {
    if (contender.equals(LINK)) {
      DatagramLink link = DatagramLink.open(LinkOptions.to(sink.getLocalAddress()).build());
      port = link.port();
      passed = () -> link.statistics().toServer().passed();
    } else {
      DatagramChannel front = bound(RECEIVE_BUFFER);
      DatagramChannel upstream = bound(RECEIVE_BUFFER);
      AtomicLong count = new AtomicLong();
      InetSocketAddress to = (InetSocketAddress) sink.getLocalAddress();
      new Thread(() -> relay(front, upstream, to, count)).start();
      port = ((InetSocketAddress) front.getLocalAddress()).getPort();
      passed = count::get;
    }
  }

  private static DatagramChannel bound(int receiveBuffer) throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    if (receiveBuffer > 0) {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
    }
    return channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  private static void relay(
      DatagramChannel front, DatagramChannel upstream, InetSocketAddress to, AtomicLong count) {
    ByteBuffer payload = ByteBuffer.allocateDirect(65_535);
    try {
      while (true) {
        front.receive(payload.clear());
        upstream.send(payload.flip(), to);
        count.lazySet(count.get() + 1);
      }
    } catch (IOException ended) {
      throw new UncheckedIOException(ended);
    }
  }

  /**
   * Answers {@code open} with the port, and {@code passed} with the count since, when all is quiet.
   */
  @Override
  public double[] run(String[] words) {
    if (words[0].equals("open")) {
      return new double[] {port};
    }
    long latest = -1;
    long now = passed.getAsLong();
    while (now != latest) {
      LockSupport.parkNanos(PAUSE);
      latest = now;
      now = passed.getAsLong();
    }
    double[] answer = {now - before};
    before = now;
    return answer;
  }

  @Override
  public void close() throws IOException {
    sink.close();
  }
}
