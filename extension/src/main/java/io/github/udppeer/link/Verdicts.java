package io.github.udppeer.link;

import org.jspecify.annotations.Nullable;

/** Verdicts as functions of a test return them. */
final class Verdicts {

  private Verdicts() {}

  static Verdict given(@Nullable Verdict verdict) {
    if (verdict == null) {
      throw new NullPointerException("the rule returned null; return Verdict.pass() instead");
    }
    return verdict;
  }

  static Verdict reply(byte @Nullable [] payload) {
    if (payload == null) {
      throw new NullPointerException("the function returned null instead of a payload");
    }
    return Verdict.reply(payload);
  }
}
