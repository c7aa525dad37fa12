package io.github.udppeer.internal.peer;

import io.github.udppeer.exceptions.CaptureFailedException;
import io.github.udppeer.exceptions.PeerClosedException;
import io.github.udppeer.exceptions.PeerDownException;
import io.github.udppeer.exceptions.ReceiveInterruptedException;
import io.github.udppeer.internal.core.DatagramLoop.LoopFailedException;
import io.github.udppeer.internal.core.SocketDownException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;

/**
 * Says in a peer's name what went wrong in the core. Only a failure needs it, so it is no detour of
 * the calls that succeed.
 */
public final class CoreCalls {

  private CoreCalls() {}

  /**
   * Returns the exception of the peer for one of the core.
   *
   * @param what what the call does, after "cannot"
   * @param failure what the core threw: an {@link IOException}, or the interrupt of a wait
   */
  public static RuntimeException explained(Peer peer, String what, Exception failure) {
    if (failure instanceof ClosedChannelException) {
      return new PeerClosedException(
          String.format(Locale.ROOT, "cannot %s: %s is closed", what, peer));
    }
    if (failure instanceof SocketDownException) {
      return new PeerDownException(
          String.format(Locale.ROOT, "cannot %s: %s is down; call up() first", what, peer));
    }
    if (failure instanceof LoopFailedException failed) {
      return new CaptureFailedException(
          String.format(
              Locale.ROOT,
              "cannot %s: %s, so %s captures nothing",
              what,
              failed.getMessage(),
              peer),
          failed.getCause() == null ? failed : failed.getCause());
    }
    if (failure instanceof IOException broken) {
      return new UncheckedIOException(
          String.format(Locale.ROOT, "cannot %s: %s: %s", what, peer, broken.getMessage()), broken);
    }
    Thread.currentThread().interrupt();
    return new ReceiveInterruptedException(
        String.format(
            Locale.ROOT,
            "interrupted while waiting to %s: %s\n\n%s",
            what,
            peer,
            peer.context().timeline()),
        failure);
  }
}
