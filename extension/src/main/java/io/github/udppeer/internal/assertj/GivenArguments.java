package io.github.udppeer.internal.assertj;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says what was null that an assertion was given, and what to give instead. */
public final class GivenArguments {

  private GivenArguments() {}

  private static String forNone(String assertion) {
    return Set.of("receives", "receivesOnly").contains(assertion)
        ? "receivesNothing()"
        : "hasNothingPending()";
  }

  public static <T> T given(@Nullable T value, String assertion, String instead) {
    if (value == null) {
      throw new NullPointerException(assertion + " was given null; " + instead);
    }
    return value;
  }

  public static List<String> texts(String assertion, @Nullable String @Nullable ... texts) {
    String instead = "give it the whole text of each datagram";
    @Nullable String[] given = given(texts, assertion, instead);
    for (int place = 0; place < given.length; place++) {
      given(
          given[place],
          String.format(Locale.ROOT, "%s, text %,d of %,d,", assertion, place + 1, given.length),
          instead);
    }
    if (given.length == 0) {
      throw new IllegalArgumentException(
          assertion + " needs a text or more; for none, say " + forNone(assertion));
    }
    return List.of(texts);
  }
}
