package io.github.udppeer.internal.peer;

/** What a peer does by itself with what it receives. */
public interface Reactions {

  /** Has those look again who wait for it. */
  void wake();

  /** Waits a moment for what has come to be dealt with. */
  void settleBriefly();

  /** Ends it; nothing is sent afterwards. */
  void close();
}
