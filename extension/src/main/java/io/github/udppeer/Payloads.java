package io.github.udppeer;

import java.util.Arrays;

/** Searches payloads. */
final class Payloads {

  private Payloads() {}

  static boolean contains(byte[] payload, byte[] part) {
    for (int start = 0; start + part.length <= payload.length; start++) {
      if (Arrays.equals(payload, start, start + part.length, part, 0, part.length)) {
        return true;
      }
    }
    return false;
  }
}
