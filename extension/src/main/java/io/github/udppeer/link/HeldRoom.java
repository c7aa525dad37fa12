package io.github.udppeer.link;

/** How much a link may hold back at a time; its lock guards it. */
final class HeldRoom {

  static final long MOST_BYTES = 64L << 20;

  /** What one datagram weighs beside its payload. */
  private static final int ENTRY_BYTES = 400;

  private long heldBytes;

  boolean isFullFor(int length) {
    return heldBytes + length + ENTRY_BYTES > MOST_BYTES;
  }

  void take(int length) {
    heldBytes += length + ENTRY_BYTES;
  }

  void giveBack(int length) {
    heldBytes -= length + ENTRY_BYTES;
  }
}
