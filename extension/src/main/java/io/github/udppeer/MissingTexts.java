package io.github.udppeer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The texts of which no datagram has come yet; the same text may be missing several times. */
final class MissingTexts {

  private final List<String> all;
  private final Map<ByteBuffer, Integer> left = new HashMap<>();

  MissingTexts(List<String> all) {
    this.all = all;
    all.forEach(text -> left.merge(bytes(text), 1, Integer::sum));
  }

  boolean isEmpty() {
    return left.isEmpty();
  }

  /** Strikes one out; false when it is not missing. */
  boolean remove(byte[] payload) {
    ByteBuffer key = ByteBuffer.wrap(payload);
    if (!left.containsKey(key)) {
      return false;
    }
    left.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
    return true;
  }

  /** Returns those missing in the order in which they were given. */
  List<String> inOrder() {
    Map<ByteBuffer, Integer> rest = new HashMap<>(left);
    List<String> missing = new ArrayList<>();
    for (String text : all) {
      ByteBuffer key = bytes(text);
      if (rest.containsKey(key)) {
        missing.add(text);
        rest.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
      }
    }
    return missing;
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
