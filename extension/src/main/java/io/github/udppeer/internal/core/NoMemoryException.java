package io.github.udppeer.internal.core;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** There is no memory to receive or to send with now. There may be later: nothing is broken. */
public final class NoMemoryException extends IOException {

  private static final long serialVersionUID = 1L;

  NoMemoryException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
