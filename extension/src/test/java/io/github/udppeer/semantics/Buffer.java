package io.github.udppeer.semantics;

/** The buffer of a matrix cell, told by how a datagram of ten bytes fits. */
enum Buffer {
  NONE("no buffer", 0),
  SHORT("a short buffer", 9),
  EXACT("an exact buffer", 10),
  LARGER("a larger buffer", 16);

  private final String words;
  private final int room;

  Buffer(String words, int room) {
    this.words = words;
    this.room = room;
  }

  int room() {
    return room;
  }

  @Override
  public String toString() {
    return words;
  }
}
