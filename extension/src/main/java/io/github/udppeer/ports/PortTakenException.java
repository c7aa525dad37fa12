package io.github.udppeer.ports;

import java.io.IOException;

/** A number is not to be had, and another one may be. */
final class PortTakenException extends IOException {

  private static final long serialVersionUID = 1L;

  PortTakenException(String message) {
    super(message);
  }

  PortTakenException(String message, Throwable cause) {
    super(message, cause);
  }
}
