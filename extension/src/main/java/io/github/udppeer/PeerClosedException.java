package io.github.udppeer;

/** The peer was closed before or during the call: {@code EBADF}. */
public final class PeerClosedException extends PeerException {

  private static final long serialVersionUID = 1L;

  PeerClosedException(String message) {
    super(message);
  }
}
