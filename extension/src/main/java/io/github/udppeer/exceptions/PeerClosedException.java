package io.github.udppeer.exceptions;

/**
 * The peer was closed before or during the call: {@code EBADF}.
 *
 * @since 0.1.0
 */
public final class PeerClosedException extends PeerException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception; peers throw it.
   *
   * @param message what went wrong
   */
  public PeerClosedException(String message) {
    super(message);
  }
}
