package io.github.udppeer.internal.core;

import java.io.IOException;

/** The socket's port is closed for the time being. */
public final class SocketDownException extends IOException {

  private static final long serialVersionUID = 1L;

  SocketDownException() {
    super("the port is closed for the time being");
  }
}
