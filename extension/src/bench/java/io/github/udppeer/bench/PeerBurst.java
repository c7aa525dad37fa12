package io.github.udppeer.bench;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.PeerGroup;
import io.github.udppeer.PeerOptions;
import io.github.udppeer.PeerStatistics;
import io.github.udppeer.WaitLimits;
import java.net.InetSocketAddress;

/** A peer that a burst is sent to. */
final class PeerBurst implements Receiver {

  /** As in a run of tests: one group, and a peer for each burst. */
  static final class Peers implements AutoCloseable {
    private static final long LIMIT = 512L << 20;

    private final PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);

    PeerBurst open() {
      return new PeerBurst(group.open(PeerOptions.builder().captureLimit(LIMIT).build()));
    }

    @Override
    public void close() {
      group.close();
    }
  }

  private final DatagramPeer peer;

  private PeerBurst(DatagramPeer peer) {
    this.peer = peer;
  }

  DatagramPeer peer() {
    return peer;
  }

  /** Returns how many were received, dropped by the kernel, and dropped by the log. */
  double[] fates() {
    PeerStatistics statistics = peer.statistics();
    return new double[] {
      statistics.received(), statistics.kernelDrops().orElse(-1), statistics.logDrops()
    };
  }

  @Override
  public InetSocketAddress address() {
    return peer.address();
  }

  @Override
  public long held() {
    return peer.statistics().received();
  }

  @Override
  public void clear() {
    peer.clear();
  }

  @Override
  public void close() {
    peer.close();
  }
}
