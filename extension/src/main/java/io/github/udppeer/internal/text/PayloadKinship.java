package io.github.udppeer.internal.text;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * What payloads have to do with each other that came or went one after another. Each is true to the
 * byte, and of so many bytes that it is not so by chance.
 */
public final class PayloadKinship {

  private static final int LEAST_TAIL = 2;
  private static final int LEAST_START = 4;
  private static final int LEAST_PIECE = 1;
  private static final int LEAST_WHOLE = 4;

  private PayloadKinship() {}

  /** Returns whether two, one behind the other, are a third. */
  public static boolean isTogether(byte[] whole, byte[] first, byte[] second) {
    return first.length >= LEAST_PIECE
        && second.length >= LEAST_PIECE
        && whole.length >= LEAST_WHOLE
        && whole.length == first.length + second.length
        && startsWith(whole, first)
        && Arrays.equals(whole, first.length, whole.length, second, 0, second.length);
  }

  /**
   * Returns from where on a payload has the bytes of one before it in the same places, behind what
   * was expected; empty where it does not, or they are the filling that any buffer has.
   */
  public static OptionalInt staleTail(byte[] expected, byte[] actual, byte[] before) {
    int start = expected.length;
    int end = actual.length;
    boolean isStale =
        end - start >= LEAST_TAIL
            && end <= before.length
            && startsWith(actual, expected)
            && Arrays.equals(actual, start, end, before, start, end)
            && !startsWith(before, expected)
            && !isFilling(actual, start);
    return isStale ? OptionalInt.of(start) : OptionalInt.empty();
  }

  private static boolean isFilling(byte[] payload, int start) {
    for (int place = start; place < payload.length; place++) {
      if (payload[place] != 0 && payload[place] != ' ') {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns how many of a request's first bytes a reply begins with where others were expected;
   * zero where those were expected, or the two are too few to know.
   */
  public static int requestsStart(byte[] expected, byte[] actual, byte[] request) {
    int same = common(actual, request);
    int expectedSame = common(actual, expected);
    return same >= LEAST_START && same - expectedSame >= LEAST_TAIL ? same : 0;
  }

  private static int common(byte[] one, byte[] other) {
    int mismatch = Arrays.mismatch(one, other);
    return mismatch < 0 ? one.length : mismatch;
  }

  /** Asked only of payloads that are longer than the start. */
  private static boolean startsWith(byte[] payload, byte[] start) {
    return Arrays.equals(payload, 0, start.length, start, 0, start.length);
  }
}
