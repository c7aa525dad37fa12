package io.github.udppeer.internal.watch;

import org.jspecify.annotations.Nullable;

/** Why the sockets of this JVM cannot be watched. */
public final class WatchRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  /** With words that name the cause too: it is there for the first who asks only. */
  WatchRefusedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
