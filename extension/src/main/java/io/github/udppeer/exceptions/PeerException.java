package io.github.udppeer.exceptions;

/**
 * The root of the exceptions that this library defines; all of them are unchecked.
 *
 * @since 0.1.0
 */
public class PeerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception; peers throw it.
   *
   * @param message what went wrong
   */
  public PeerException(String message) {
    super(message);
  }

  /**
   * Makes the exception; peers throw it.
   *
   * @param message what went wrong
   * @param cause what it comes from
   */
  public PeerException(String message, Throwable cause) {
    super(message, cause);
  }
}
