package io.github.udppeer;

import io.github.udppeer.core.LoopFailedException;
import io.github.udppeer.core.SocketDownException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;

/** Calls the core for a peer, and says in the peer's name what went wrong there. */
final class CoreCalls {

  /** A call of the core. */
  interface Call<T> {
    T run() throws IOException, InterruptedException;
  }

  private CoreCalls() {}

  /**
   * Runs a call.
   *
   * @param what the call does, after "cannot": its text is made for a failure only
   */
  static <T> T run(DatagramPeer peer, Object what, Call<T> call) {
    try {
      return call.run();
    } catch (ClosedChannelException closed) {
      throw new PeerClosedException(
          String.format(Locale.ROOT, "cannot %s: %s is closed", what, peer));
    } catch (SocketDownException down) {
      throw new PeerDownException(
          String.format(Locale.ROOT, "cannot %s: %s is down; call up() first", what, peer));
    } catch (LoopFailedException failed) {
      throw new CaptureFailedException(
          String.format(
              Locale.ROOT,
              "cannot %s: %s, so %s captures nothing",
              what,
              failed.getMessage(),
              peer),
          failed.getCause() == null ? failed : failed.getCause());
    } catch (IOException broken) {
      throw new UncheckedIOException(
          String.format(Locale.ROOT, "cannot %s: %s: %s", what, peer, broken.getMessage()), broken);
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new ReceiveInterruptedException(
          String.format(
              Locale.ROOT,
              "interrupted while waiting to %s: %s\n\n%s",
              what,
              peer,
              PeerText.timeline(peer)),
          interrupt);
    }
  }
}
