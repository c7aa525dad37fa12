package io.github.udppeer.exceptions;

/**
 * The peer cannot send: its port is closed from {@link io.github.udppeer.internal.peer.Peer#down()
 * Peer.down()} on.
 *
 * @since 0.1.0
 */
public final class PeerDownException extends PeerException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception; peers throw it.
   *
   * @param message what went wrong
   */
  public PeerDownException(String message) {
    super(message);
  }
}
