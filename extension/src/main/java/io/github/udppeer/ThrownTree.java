package io.github.udppeer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.opentest4j.MultipleFailuresError;

/**
 * An exception, its causes, what was suppressed, and what it collects, each once however they are
 * linked. Exceptions are classes of users: what their methods throw is no concern of ours.
 */
final class ThrownTree {

  private static final int MOST = 1000;

  private ThrownTree() {}

  static List<Throwable> of(Throwable thrown) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Throwable> all = new ArrayList<>();
    Deque<Throwable> next = new ArrayDeque<>(List.of(thrown));
    while (!next.isEmpty() && all.size() < MOST) {
      Throwable each = next.remove();
      if (seen.add(each)) {
        all.add(each);
        addLinked(each, next);
      }
    }
    return all;
  }

  private static void addLinked(Throwable each, Deque<Throwable> next) {
    next.addAll(List.of(each.getSuppressed()));
    try {
      Throwable cause = each.getCause();
      if (cause != null) {
        next.add(cause);
      }
      if (each instanceof MultipleFailuresError several) {
        next.addAll(several.getFailures());
      }
    } catch (Throwable unable) {
      // then nothing more is known of it
    }
  }

  /** The message of an exception; empty where it has none, or throws. */
  static String message(Throwable thrown) {
    try {
      String message = thrown.getMessage();
      return message == null ? "" : message;
    } catch (Throwable unable) {
      return "";
    }
  }
}
