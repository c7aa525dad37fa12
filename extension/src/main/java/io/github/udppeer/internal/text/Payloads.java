package io.github.udppeer.internal.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Makes and searches payloads. */
public final class Payloads {

  private Payloads() {}

  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  public static String text(byte[] payload) {
    return new String(payload, StandardCharsets.UTF_8);
  }

  public static boolean startsWith(byte[] payload, byte[] prefix) {
    return Arrays.mismatch(payload, prefix) == prefix.length || Arrays.equals(payload, prefix);
  }

  /** Compares only those bits that the mask has set. */
  public static boolean startsWith(byte[] payload, byte[] prefix, byte[] mask) {
    if (payload.length < prefix.length) {
      return false;
    }
    for (int place = 0; place < prefix.length; place++) {
      if (((payload[place] ^ prefix[place]) & mask[place]) != 0) {
        return false;
      }
    }
    return true;
  }

  static boolean endsWith(byte[] payload, byte[] suffix) {
    int start = payload.length - suffix.length;
    return start >= 0 && Arrays.equals(payload, start, payload.length, suffix, 0, suffix.length);
  }

  public static boolean has(byte[] payload, byte[] part, PartPlace place) {
    return switch (place) {
      case START -> startsWith(payload, part);
      case END -> endsWith(payload, part);
      case ANYWHERE -> contains(payload, part);
    };
  }

  public static boolean contains(byte[] payload, byte[] part) {
    for (int start = 0; start + part.length <= payload.length; start++) {
      if (Arrays.equals(payload, start, start + part.length, part, 0, part.length)) {
        return true;
      }
    }
    return false;
  }
}
