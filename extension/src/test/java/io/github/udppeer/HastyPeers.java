package io.github.udppeer;

import java.time.Duration;

/** Peers that wait briefly, for assertions that are to fail. */
public final class HastyPeers {

  private static final Duration SHORT = Duration.ofMillis(20);

  private HastyPeers() {}

  public static DatagramPeer open(PeerGroup group, String name) {
    return group.open(PeerOptions.builder().name(name).receiveTimeout(SHORT).build());
  }
}
