package io.github.udppeer.internal.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What users' objects say of themselves. Their {@code toString}, and all that their exceptions say,
 * is code of theirs too, and may throw where nobody expects it.
 */
public final class Thrown {

  /** Chains may be made to have no end. */
  private static final int MOST = 1000;

  private Thrown() {}

  /** Returns an object's words, or its class where these throw. */
  public static String text(@Nullable Object object) {
    return object == null ? "null" : words(object, "toString()");
  }

  /** Returns what a throwable says of itself, or its class where that throws. */
  public static String words(Throwable thrown) {
    return words(thrown, "message");
  }

  private static String words(Object object, String what) {
    try {
      return String.valueOf(object.toString());
    } catch (Throwable unable) { // a StackOverflowError is the likeliest
      return object.getClass().getName() + ", whose " + what + " threw";
    }
  }

  /** Returns its message, or an empty text where it has none or that throws. */
  public static String message(Throwable thrown) {
    return orElse("", thrown::getMessage);
  }

  /** Returns its trace, empty where that throws. */
  public static List<StackTraceElement> trace(Throwable thrown) {
    StackTraceElement[] none = {};
    return Stream.of(orElse(none, thrown::getStackTrace)).filter(Objects::nonNull).toList();
  }

  /** Returns it and all that it names, its causes and what is suppressed, the nearest first. */
  public static List<Throwable> withCauses(Throwable thrown) {
    return withCauses(thrown, each -> List.of());
  }

  /**
   * Returns the same, and what some of them collect.
   *
   * @param collected returns what one of them collects
   */
  public static List<Throwable> withCauses(
      Throwable thrown, Function<Throwable, List<Throwable>> collected) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Throwable> all = new ArrayList<>();
    Deque<Throwable> next = new ArrayDeque<>(List.of(thrown));
    while (!next.isEmpty() && all.size() < MOST) {
      Throwable each = next.remove();
      if (seen.add(each)) {
        all.add(each);
        next.addAll(List.of(each.getSuppressed()));
        next.add(orElse(thrown, each::getCause)); // which has been seen
        next.addAll(orElse(List.of(), () -> collected.apply(each)));
      }
    }
    return all;
  }

  /**
   * Returns whether an exception may stand under another one: where anything throws that is printed
   * of it, whoever prints the trace fails.
   */
  public static boolean canBeShown(Throwable thrown) {
    List<Throwable> all = withCauses(thrown);
    return all.size() < MOST && all.stream().allMatch(Thrown::printsItself);
  }

  private static boolean printsItself(Throwable thrown) {
    try {
      String said = thrown + thrown.getMessage() + thrown.getLocalizedMessage();
      boolean isSaid = thrown.getCause() != null || !said.isEmpty(); // both have been asked
      return isSaid && Stream.of(thrown.getStackTrace()).allMatch(Objects::nonNull);
    } catch (Throwable unable) {
      return false;
    }
  }

  private static <T> T orElse(T instead, Supplier<@Nullable T> own) {
    try {
      T given = own.get();
      return given == null ? instead : given;
    } catch (Throwable unable) {
      return instead;
    }
  }
}
