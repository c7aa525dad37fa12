package io.github.udppeer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Locale;

/**
 * The first thing that a fresh JVM does: it sends a burst at full speed to a peer that nobody has
 * looked at yet, and prints {@code sent received kernelDrops grant}.
 */
public final class ColdBurst {

  private ColdBurst() {}

  public static void main(String[] arguments) throws IOException {
    int most = Integer.parseInt(arguments[0]);
    int length = Integer.parseInt(arguments[1]);
    try (DatagramPeer peer = DatagramPeer.open(PeerOptions.defaults());
        DatagramChannel sender = DatagramChannel.open()) {
      int count = Math.min(most, capacity(peer.statistics().receiveBuffer(), length));
      burst(sender, peer.address(), count, length);
      PeerStatistics statistics = peer.statistics();
      System.out.printf(
          Locale.ROOT,
          "%d %d %d %d%n",
          count,
          statistics.received(),
          statistics.kernelDrops().orElse(-1),
          statistics.receiveBuffer());
    }
  }

  private static void burst(
      DatagramChannel sender, InetSocketAddress destination, int count, int length)
      throws IOException {
    ByteBuffer payload = ByteBuffer.allocateDirect(length);
    for (int i = 0; i < count; i++) {
      payload.clear().putInt(i).clear();
      sender.send(payload, destination);
    }
  }

  /**
   * How many datagrams a kernel queue holds while nobody reads. Linux reserves twice the grant and
   * charges some 832 bytes for up to 128 bytes of payload, 2,315 for 1,400; others charge less.
   */
  private static int capacity(int grant, int length) {
    long charge = length <= 128 ? 838 : 2_330;
    return (int) (2L * grant / charge);
  }
}
