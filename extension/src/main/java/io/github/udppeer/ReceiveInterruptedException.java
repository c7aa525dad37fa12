package io.github.udppeer;

/**
 * The waiting thread was interrupted. Its interrupt flag is set again, and the peer stays usable.
 */
public final class ReceiveInterruptedException extends PeerException {

  private static final long serialVersionUID = 1L;

  ReceiveInterruptedException(String message, Throwable cause) {
    super(message, cause);
  }
}
