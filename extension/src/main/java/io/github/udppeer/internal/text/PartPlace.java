package io.github.udppeer.internal.text;

/** Where in a payload a part is expected. */
public enum PartPlace {
  /** Nowhere else than at its beginning. */
  START,
  /** Nowhere else than at its end. */
  END,
  /** Anywhere. */
  ANYWHERE;

  /** Returns a regular expression that finds another one there only. */
  String anchored(String pattern) {
    return switch (this) {
      case START -> "\\A" + pattern;
      case END -> pattern + "\\z";
      case ANYWHERE -> pattern;
    };
  }
}
