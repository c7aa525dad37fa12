package io.github.udppeer.exceptions;

/**
 * The waiting thread was interrupted. Its interrupt flag is set again, and the peer stays usable.
 *
 * @since 0.1.0
 */
public final class ReceiveInterruptedException extends PeerException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception; peers throw it.
   *
   * @param message what went wrong
   * @param cause what it comes from
   */
  public ReceiveInterruptedException(String message, Throwable cause) {
    super(message, cause);
  }
}
