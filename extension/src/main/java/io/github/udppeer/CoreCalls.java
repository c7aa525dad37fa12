package io.github.udppeer;

import io.github.udppeer.core.LoopFailedException;
import io.github.udppeer.core.SocketDownException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;

/** Calls the core for a peer, and says in the peer's name what went wrong there. */
final class CoreCalls {

  /** A call of the core. */
  interface Call<T> {
    T run() throws IOException, InterruptedException;
  }

  private CoreCalls() {}

  static <T> T run(DatagramPeer peer, String what, Call<T> call) {
    try {
      return call.run();
    } catch (ClosedChannelException closed) {
      throw new PeerClosedException("cannot %s: %s is closed".formatted(what, peer));
    } catch (SocketDownException down) {
      throw new PeerDownException("cannot %s: %s is down; call up() first".formatted(what, peer));
    } catch (LoopFailedException failed) {
      throw new CaptureFailedException(
          "cannot %s: %s, so %s captures nothing".formatted(what, failed.getMessage(), peer),
          failed.getCause() == null ? failed : failed.getCause());
    } catch (IOException broken) {
      throw new UncheckedIOException(
          "cannot %s: %s: %s".formatted(what, peer, broken.getMessage()), broken);
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new ReceiveInterruptedException(
          "interrupted while waiting to %s: %s\n\n%s"
              .formatted(what, peer, PeerText.timeline(peer)),
          interrupt);
    }
  }
}
