package io.github.udppeer.bench;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Opens a socket, lets another process send to it, and says what arrived. */
final class BurstTask implements Worker.Task {

  private static final long QUIET = TimeUnit.MILLISECONDS.toNanos(100);

  /** A cold JVM loads classes before it receives its first datagram. */
  private static final long FIRST = TimeUnit.SECONDS.toNanos(3);

  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

  private final String contender;
  private final PeerBurst.Peers peers;
  private Receiver receiver;

  BurstTask(String contender) {
    this.contender = contender;
    this.peers = new PeerBurst.Peers();
  }

  /** {@code open} is answered with the port, {@code result SENT} with what became of them. */
  @Override
  public double[] run(String[] words) throws Exception {
    if (words[0].equals("open")) {
      receiver = contender.equals(Receiver.PEER) ? peers.open() : Receiver.running(contender);
      return new double[] {receiver.address().getPort()};
    }
    try (Receiver burst = receiver) {
      awaitAll(Long.parseLong(words[1]));
      return burst instanceof PeerBurst peer
          ? peer.fates()
          : new double[] {burst.held(), Double.NaN, Double.NaN};
    }
  }

  /** Waits until all are there, or as long as more keep coming. */
  private void awaitAll(long sent) throws IOException {
    long before = -1;
    long since = System.nanoTime();
    long held = receiver.held();
    while (held < sent
        && (held != before || System.nanoTime() - since < (held == 0 ? FIRST : QUIET))) {
      since = held == before ? since : System.nanoTime();
      before = held;
      LockSupport.parkNanos(PAUSE);
      held = receiver.held();
    }
  }

  @Override
  public void close() {
    peers.close();
  }
}
