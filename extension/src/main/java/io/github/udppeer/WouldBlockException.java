package io.github.udppeer;

/**
 * Nothing is pending, and the call was asked not to wait: {@code EAGAIN} of a {@code recvfrom} with
 * {@code MSG_DONTWAIT}.
 */
public final class WouldBlockException extends PeerException {

  private static final long serialVersionUID = 1L;

  WouldBlockException(String message) {
    super(message);
  }
}
