package io.github.udppeer.exceptions;

/**
 * The payload is longer than one datagram can carry; nothing was sent. It mirrors {@code EMSGSIZE}
 * of {@code sendto}.
 *
 * @since 0.1.0
 */
public final class DatagramTooLargeException extends PeerException {

  private static final long serialVersionUID = 1L;

  /** The payload's length in bytes. */
  private final int size;

  /** The longest payload that can be sent there, in bytes. */
  private final int limit;

  /**
   * Makes the exception; peers throw it.
   *
   * @param message what went wrong
   * @param size the bytes of the payload
   * @param limit the most bytes that can be sent
   */
  public DatagramTooLargeException(String message, int size, int limit) {
    super(message);
    this.size = size;
    this.limit = limit;
  }

  /**
   * Returns the payload's length.
   *
   * @return bytes
   */
  public int size() {
    return size;
  }

  /**
   * Returns the longest payload that can be sent to that destination.
   *
   * @return bytes
   */
  public int limit() {
    return limit;
  }
}
