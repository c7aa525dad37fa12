package io.github.udppeer.internal.core;

/** What a script has done with a received datagram. */
public enum Handling {
  /** Nothing: there is none, it came too early, or no rule was meant for it. */
  NONE(0),
  /** A rule took it, and has not sent an answer. */
  TAKEN(1),
  /** A rule answered it. */
  ANSWERED(2),
  /** It was a part of a conversation. */
  CONVERSED(3);

  /** How many bits a log needs to keep it. */
  static final int BITS = 2;

  private final int mark;

  Handling(int mark) {
    this.mark = mark;
  }

  /** Returns the bits that a log keeps. */
  int mark() {
    return mark;
  }

  static Handling of(int mark) {
    return switch (mark) {
      case 1 -> TAKEN;
      case 2 -> ANSWERED;
      case 3 -> CONVERSED;
      default -> NONE;
    };
  }
}
