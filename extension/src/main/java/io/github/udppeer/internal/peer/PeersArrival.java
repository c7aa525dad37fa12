package io.github.udppeer.internal.peer;

import io.github.udppeer.internal.core.Deadline;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Waits until something arrives at any of several peers. */
public final class PeersArrival implements AutoCloseable {

  private static final String RECEIVE = "receive";

  private final List<Peer> peers;
  private final Semaphore arrivals = new Semaphore(0);
  private final Runnable step = arrivals::release;

  private PeersArrival(List<Peer> peers) {
    this.peers = peers;
  }

  /** Listens from now on; what came before is to be looked for afterwards. */
  public static PeersArrival on(List<Peer> peers) {
    PeersArrival arrival = new PeersArrival(peers);
    for (Peer peer : peers) {
      try {
        peer.socket().onArrival(arrival.step);
      } catch (IOException failure) {
        throw CoreCalls.explained(peer, RECEIVE, failure);
      }
    }
    return arrival;
  }

  /** Returns false when nothing arrived until the deadline. */
  public boolean await(Peer subject, Deadline deadline) {
    try {
      boolean arrived = arrivals.tryAcquire(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
      arrivals.drainPermits(); // one look sees all that has come
      return arrived;
    } catch (InterruptedException interrupt) {
      throw CoreCalls.explained(subject, RECEIVE, interrupt);
    }
  }

  @Override
  public void close() {
    peers.forEach(peer -> peer.socket().noLongerOnArrival(step));
  }
}
