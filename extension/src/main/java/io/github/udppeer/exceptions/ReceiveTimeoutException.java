package io.github.udppeer.exceptions;

/**
 * Nothing arrived within the limit of a receive that waits.
 *
 * <p>It mirrors {@code recvfrom} on a socket with {@code SO_RCVTIMEO}, which fails with {@code
 * EAGAIN}.
 *
 * @since 0.1.0
 */
public final class ReceiveTimeoutException extends PeerException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception; peers throw it.
   *
   * @param message what went wrong
   */
  public ReceiveTimeoutException(String message) {
    super(message);
  }
}
