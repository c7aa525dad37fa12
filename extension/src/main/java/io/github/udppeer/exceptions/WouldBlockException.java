package io.github.udppeer.exceptions;

/**
 * Nothing is pending, and the call was asked not to wait: {@code EAGAIN} of a {@code recvfrom} with
 * {@code MSG_DONTWAIT}.
 *
 * @since 0.1.0
 */
public final class WouldBlockException extends PeerException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception; peers throw it.
   *
   * @param message what went wrong
   */
  public WouldBlockException(String message) {
    super(message);
  }
}
