package io.github.udppeer.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** Fills the kernel's queue while nobody reads, then takes the time to empty it. */
final class ReceiveCostTask implements Worker.Task {

  private final Receiver.Paused receiver;
  private final DatagramChannel sender;

  ReceiveCostTask(String contender) throws Exception {
    receiver = Receiver.paused(contender);
    sender = DatagramChannel.open();
  }

  /** {@code COUNT SIZE} is answered with the nanoseconds it took. */
  @Override
  public double[] run(String[] words) throws Exception {
    int count = Integer.parseInt(words[0]);
    ByteBuffer payload = ByteBuffer.allocateDirect(Integer.parseInt(words[1]));
    for (int i = 0; i < count; i++) {
      sender.send(payload.clear(), receiver.address());
    }
    long start = System.nanoTime();
    receiver.drain(count);
    long took = System.nanoTime() - start;
    if (receiver.held() != count) {
      throw new IllegalStateException("held %d of %d".formatted(receiver.held(), count));
    }
    receiver.clear();
    return new double[] {took};
  }

  @Override
  public void close() throws IOException {
    sender.close();
    receiver.close();
  }
}
