package io.github.udppeer;

/**
 * Tells of a failed assertion, among its suppressed exceptions, that what it waited for came after
 * its limit. It has no trace: it was seen when the peer closed.
 */
final class LateDatagram extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LateDatagram(String message) {
    super(message, null, false, false);
  }
}
