package io.github.udppeer.semantics;

import java.util.List;
import org.quicktheories.api.AsString;
import org.quicktheories.core.Reporter;

/** Fails with the shortest sequence alone, and with how to see it again. */
final class ShortestFailure implements Reporter {

  @Override
  public void falisification(
      long seed, int examples, Object smallest, List<Object> others, AsString<Object> words) {
    throw new AssertionError(text(seed, examples, words.asString(smallest)));
  }

  @Override
  public void falisification(
      long seed,
      int examples,
      Object smallest,
      Throwable cause,
      List<Object> others,
      AsString<Object> words) {
    String sequence = words.asString(smallest);
    throw new AssertionError(text(seed, examples, sequence) + cause.getMessage(), cause);
  }

  @Override
  public void valuesExhausted(int examples) {
    throw new AssertionError("no sequence can be made after " + examples);
  }

  private static String text(long seed, int examples, String shortest) {
    return """
    Sequence %d of -Dudppeer.differential.seed=%d shows a difference.
    The shortest that was found to show it, on %s\
    """
        .formatted(examples, seed, shortest);
  }
}
