package io.github.udppeer.semantics;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;

/** What is pending in a matrix cell. */
enum Queue {
  EMPTY("nothing pending"),
  ZERO_LENGTH_HEAD("an empty datagram pending, another behind it"),
  ONE("one datagram pending"),
  TWO("two datagrams pending");

  private static final byte[] NOTHING = {};
  private static final byte[] HEAD = "PING 00042".getBytes(US_ASCII);
  private static final byte[] NEXT = "another".getBytes(US_ASCII);

  private final String words;

  Queue(String words) {
    this.words = words;
  }

  List<byte[]> payloads() {
    return switch (this) {
      case EMPTY -> List.of();
      case ZERO_LENGTH_HEAD -> List.of(NOTHING, NEXT);
      case ONE -> List.of(HEAD);
      case TWO -> List.of(HEAD, NEXT);
    };
  }

  @Override
  public String toString() {
    return words;
  }
}
