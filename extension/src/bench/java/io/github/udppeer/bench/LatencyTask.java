package io.github.udppeer.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Takes the time from a datagram's sending until the waiting thread has it. */
final class LatencyTask implements Worker.Task {

  /** Long enough for the other thread to be waiting by then. */
  private static final long BEFORE_SENDING = TimeUnit.MICROSECONDS.toNanos(200);

  private final Route route;
  private final DatagramChannel sender;
  private final ByteBuffer payload = ByteBuffer.allocateDirect(64);
  private volatile long sentAt;

  LatencyTask(Route route) throws IOException {
    this.route = route;
    this.sender = DatagramChannel.open();
  }

  /**
   * {@code same COUNT} sends from the thread that takes, and counts from when {@code send} has
   * returned; {@code other COUNT} sends from another while it waits, and counts from before. The
   * answer is the nanoseconds of each.
   */
  @Override
  public double[] run(String[] words) throws Exception {
    double[] took = new double[Integer.parseInt(words[1])];
    route.forget();
    for (int i = 0; i < took.length; i++) {
      took[i] = words[0].equals("same") ? same() : other();
    }
    return took;
  }

  private long same() throws Exception {
    sender.send(payload.clear(), route.address());
    long sent = System.nanoTime(); // the datagram is in the receiver's queue
    route.take();
    return System.nanoTime() - sent;
  }

  private long other() throws Exception {
    Thread thread = new Thread(this::sendLater);
    thread.start();
    route.take();
    long arrived = System.nanoTime();
    thread.join();
    return arrived - sentAt;
  }

  private void sendLater() {
    LockSupport.parkNanos(BEFORE_SENDING);
    sentAt = System.nanoTime();
    try {
      sender.send(payload.clear(), route.address());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() throws IOException {
    sender.close();
    route.close();
  }
}
