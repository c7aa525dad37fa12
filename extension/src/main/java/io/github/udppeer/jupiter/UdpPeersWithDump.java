package io.github.udppeer.jupiter;

import io.github.udppeer.PeerOptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.PreInterruptCallback;
import org.junit.jupiter.api.extension.PreInterruptContext;

/**
 * What {@link UdpPeers} are for JUnit. It is a class of its own, so that tests can name the other
 * one with a JUnit that is too old, and get a clear error.
 */
final class UdpPeersWithDump extends UdpPeers implements PreInterruptCallback {

  private UdpPeersWithDump(PeerOptions defaults) {
    super(defaults);
  }

  static UdpPeers create(PeerOptions defaults) {
    return new UdpPeersWithDump(defaults);
  }

  /** Prints the peers' state before a time-out interrupts the test. */
  @Override
  public void beforeThreadInterrupt(PreInterruptContext interrupt, ExtensionContext context) {
    Reports.beforeInterrupt(context);
  }
}
