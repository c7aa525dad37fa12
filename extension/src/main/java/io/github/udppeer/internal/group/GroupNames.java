package io.github.udppeer.internal.group;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The names that the peers of a group bear: each differs from the others, and from those of the
 * groups above.
 *
 * <p>A name that repeats gets a number, and only the latest number is kept, not each name.
 */
final class GroupNames {

  private static final char MARK = '#';

  private final @Nullable GroupNames above;
  private final Map<String, Integer> latest = new ConcurrentHashMap<>(); // groups below read it

  GroupNames(@Nullable GroupNames above) {
    this.above = above;
  }

  /** Returns the name, with the next number where it is borne already. */
  String unused(String name) {
    String candidate = name;
    for (int number = latestOf(name) + 1; isBorne(candidate); number++) {
      candidate = name + MARK + number;
    }
    return candidate;
  }

  /** Keeps the name that {@link #unused} returned for the requested one. */
  void take(String requested, String name) {
    if (name.equals(requested)) {
      latest.put(name, 1);
    } else {
      latest.put(requested, number(name, name.lastIndexOf(MARK)));
    }
  }

  private boolean isBorne(String name) {
    int mark = name.lastIndexOf(MARK);
    int number = number(name, mark);
    return latest.containsKey(name)
        || (number > 0 && number <= latest.getOrDefault(name.substring(0, mark), 0))
        || (above != null && above.isBorne(name));
  }

  private int latestOf(String name) {
    int numberAbove = above == null ? 1 : above.latestOf(name);
    return Math.max(numberAbove, latest.getOrDefault(name, 1));
  }

  /** The number behind the mark, 2 or more; 0 where there is none. */
  private static int number(String name, int mark) {
    try {
      int number = mark < 0 ? 0 : Integer.parseInt(name, mark + 1, name.length(), 10);
      return number >= 2 ? number : 0;
    } catch (NumberFormatException notNumbered) {
      return 0; // a name may have such a mark of its own
    }
  }
}
