package io.github.udppeer.link;

/**
 * Which way a datagram goes through a link.
 *
 * @since 0.1.0
 */
public enum LinkDirection {
  /** From a client to the server. */
  TO_SERVER("to server"),
  /** From the server to a client. */
  TO_CLIENT("to client");

  private final String words;

  LinkDirection(String words) {
    this.words = words;
  }

  LinkDirection opposite() {
    return this == TO_SERVER ? TO_CLIENT : TO_SERVER;
  }

  @Override
  public String toString() {
    return words;
  }
}
