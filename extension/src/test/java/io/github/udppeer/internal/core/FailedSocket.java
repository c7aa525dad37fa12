package io.github.udppeer.internal.core;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Makes an open socket fail, as the system may at any time. */
public final class FailedSocket {

  private FailedSocket() {}

  /** Lets it fail with the next look at it. */
  public static void of(CapturedSocket socket) {
    try {
      socket.channel().close();
    } catch (IOException unable) {
      throw new UncheckedIOException(unable);
    }
  }
}
