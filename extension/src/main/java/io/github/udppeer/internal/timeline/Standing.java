package io.github.udppeer.internal.timeline;

import io.github.udppeer.internal.core.CaptureView;

/** Whether the test took a received datagram, and if not, what a script has done with it. */
public enum Standing {
  CONSUMED("consumed"),
  PENDING("pending"),
  ANSWERED("answered by a rule, not received by the test"),
  TAKEN("taken by a rule, not received by the test"),
  CONVERSED("taken by a conversation, not received by the test");

  private final String words;

  Standing(String words) {
    this.words = words;
  }

  /** Returns that of an entry of what was received. */
  public static Standing of(CaptureView view, int entry) {
    if (view.isConsumed(entry)) {
      return CONSUMED;
    }
    return switch (view.handling(entry)) {
      case NONE -> PENDING;
      case ANSWERED -> ANSWERED;
      case TAKEN -> TAKEN;
      case CONVERSED -> CONVERSED;
    };
  }

  /** Returns whether only a script has dealt with it. */
  public boolean isScripted() {
    return this != CONSUMED && this != PENDING;
  }

  /** Returns it in words. */
  public String words() {
    return words;
  }
}
