package io.github.udppeer.internal.text;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The first place where two payloads differ.
 *
 * @param offset the offset in bytes
 * @param remark what differs there
 */
public record ByteDifference(int offset, String remark) {

  /** Compares; empty when the payloads are equal. */
  public static Optional<ByteDifference> between(byte[] expected, byte[] actual) {
    int offset = Arrays.mismatch(expected, actual);
    return offset < 0
        ? Optional.empty()
        : Optional.of(new ByteDifference(offset, remark(expected, actual, offset)));
  }

  /** Counts the bytes that are the same in the same place. */
  public static int equalBytes(byte[] one, byte[] other) {
    return (int)
        IntStream.range(0, Math.min(one.length, other.length))
            .filter(offset -> one[offset] == other[offset])
            .count();
  }

  private static String remark(byte[] expected, byte[] actual, int offset) {
    String place = "first difference at offset " + Words.number(offset) + ": ";
    if (offset == actual.length) {
      return place + "the datagram ends, " + Words.bytes(expected.length - offset) + " missing";
    }
    if (offset == expected.length) {
      return place + Words.bytes(actual.length - offset) + " more than expected";
    }
    return place + "expected " + hex(expected[offset]) + ", was " + hex(actual[offset]);
  }

  private static String hex(byte value) {
    return String.format(Locale.ROOT, "%02x", value);
  }
}
