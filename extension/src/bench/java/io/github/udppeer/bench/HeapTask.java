package io.github.udppeer.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** Holds many datagrams and says what they weigh. */
final class HeapTask implements Worker.Task {

  private static final int BATCH = 200; // far less than the kernel's queue holds
  private static final int LENGTH = 64;

  private final String contender;

  HeapTask(String contender) {
    this.contender = contender;
  }

  /** {@code COUNT} is answered with the bytes on the heap and off it of one. */
  @Override
  public double[] run(String[] words) throws Exception {
    int count = Integer.parseInt(words[0]);
    boolean isPeer = contender.equals(Receiver.PEER);
    boolean isNetty = contender.startsWith("Netty");
    try (PeerBurst.Peers peers = new PeerBurst.Peers();
        Receiver receiver = isPeer ? peers.open() : Receiver.running(contender)) {
      fill(receiver, BATCH);
      long heap = Memory.heap();
      long direct = isNetty ? Memory.nettyDirect() : Memory.direct();
      fill(receiver, BATCH + count);
      double heapEach = (double) (Memory.heap() - heap) / count;
      long directNow = isNetty ? Memory.nettyDirect() : Memory.direct();
      return new double[] {heapEach, (double) (directNow - direct) / count};
    }
  }

  private static void fill(Receiver receiver, int count) throws IOException {
    ByteBuffer payload = ByteBuffer.allocateDirect(LENGTH);
    try (DatagramChannel sender = DatagramChannel.open()) {
      for (long held = receiver.held(); held < count; held = receiver.held()) {
        for (int i = 0; i < Math.min(BATCH, count - held); i++) {
          sender.send(payload.clear(), receiver.address());
        }
        while (receiver.held() < Math.min(held + BATCH, count)) {
          Thread.onSpinWait();
        }
      }
    }
  }
}
