package io.github.udppeer;

/** The root of the exceptions that this library defines; all of them are unchecked. */
public class PeerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PeerException(String message) {
    super(message);
  }

  PeerException(String message, Throwable cause) {
    super(message, cause);
  }
}
