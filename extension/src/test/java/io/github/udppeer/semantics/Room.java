package io.github.udppeer.semantics;

/**
 * How large a buffer is: so many bytes, or in relation to the datagram at the head.
 *
 * @param fit what the bytes count from
 * @param bytes zero or more
 */
record Room(Fit fit, int bytes) {

  enum Fit {
    BYTES,
    EXACT,
    SHORT,
    LARGER
  }

  /** The room in bytes, for a head of this length. */
  int forHeadOf(int length) {
    return switch (fit) {
      case BYTES -> bytes;
      case EXACT -> length;
      case SHORT -> Math.max(0, length - 1 - bytes);
      case LARGER -> length + 1 + bytes;
    };
  }

  @Override
  public String toString() {
    return switch (fit) {
      case BYTES -> bytes + " bytes";
      case EXACT -> "exactly fitting";
      case SHORT -> (bytes + 1) + " too short";
      case LARGER -> (bytes + 1) + " too long";
    };
  }
}
