package io.github.udppeer.internal.core;

import java.io.IOException;

/**
 * The thread that captures for every socket of a run has ended, so nothing is captured any more.
 */
public final class LoopFailedException extends IOException {

  private static final long serialVersionUID = 1L;

  LoopFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
