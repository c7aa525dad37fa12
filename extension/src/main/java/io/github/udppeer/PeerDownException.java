package io.github.udppeer;

/** The peer cannot send: its port is closed from {@link Peer#down()} on. */
public final class PeerDownException extends PeerException {

  private static final long serialVersionUID = 1L;

  PeerDownException(String message) {
    super(message);
  }
}
