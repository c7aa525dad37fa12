package io.github.udppeer.bench;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.PeerGroup;
import io.github.udppeer.PeerOptions;
import io.github.udppeer.WaitLimits;
import io.github.udppeer.internal.core.ManySockets;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Many peers on one loop: what they weigh, and how fast they receive in turn. */
final class ScaleTask implements Worker.Task {

  private static final int DATAGRAMS_EACH = 10;
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(200);

  private ManySockets sockets;

  /**
   * {@code memory COUNT} is answered with heap bytes per open peer and off-heap bytes of all after
   * ten datagrams each; {@code open COUNT FILE}, {@code await TOTAL} and {@code close} are those of
   * the C program.
   */
  @Override
  public double[] run(String[] words) throws Exception {
    switch (words[0]) {
      case "memory" -> {
        return memory(Integer.parseInt(words[1]));
      }
      case "open" -> {
        sockets = new ManySockets(Integer.parseInt(words[1]));
        Files.write(Path.of(words[2]), sockets.ports().stream().map(String::valueOf).toList());
      }
      case "await" -> {
        return await(Long.parseLong(words[1]));
      }
      default -> sockets.close();
    }
    return new double[] {0};
  }

  private double[] await(long total) throws Exception {
    long before = -1;
    long captured = sockets.captured();
    while (captured < total && captured != before) {
      LockSupport.parkNanos(PAUSE); // looking costs the loop time
      before = captured;
      captured = sockets.captured();
    }
    double[] answer = {captured, sockets.lastArrival()};
    sockets.clear();
    return answer;
  }

  private static double[] memory(int count) throws Exception {
    try (PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);
        DatagramChannel sender = DatagramChannel.open()) {
      List<DatagramPeer> peers = new ArrayList<>(count);
      peers.add(group.open(PeerOptions.defaults()));
      long heap = Memory.heap();
      for (int i = 1; i < count; i++) {
        peers.add(group.open(PeerOptions.defaults()));
      }
      double heapEach = (double) (Memory.heap() - heap) / count;
      long direct = Memory.direct();
      for (DatagramPeer peer : peers) {
        sendTen(sender, peer.address());
        peer.peek(); // captures what is queued, and does not read the socket table
      }
      return new double[] {heapEach, Memory.direct() - direct};
    }
  }

  private static void sendTen(DatagramChannel sender, InetSocketAddress destination)
      throws Exception {
    ByteBuffer payload = ByteBuffer.allocateDirect(64);
    for (int i = 0; i < DATAGRAMS_EACH; i++) {
      sender.send(payload.clear(), destination);
    }
  }
}
