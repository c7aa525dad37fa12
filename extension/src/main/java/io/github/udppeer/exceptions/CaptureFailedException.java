package io.github.udppeer.exceptions;

/**
 * The thread that captures for every peer of the run has failed or ended, so nothing arrives any
 * more. The cause says why.
 *
 * @since 0.1.0
 */
public final class CaptureFailedException extends PeerException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception; peers throw it.
   *
   * @param message what went wrong
   * @param cause what it comes from
   */
  public CaptureFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
