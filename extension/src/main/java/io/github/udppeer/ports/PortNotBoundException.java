package io.github.udppeer.ports;

import io.github.udppeer.exceptions.PeerException;

/**
 * Nothing was bound to an address within the limit of {@link UdpPorts#awaitBound}.
 *
 * @since 0.1.0
 */
public final class PortNotBoundException extends PeerException {

  private static final long serialVersionUID = 1L;

  PortNotBoundException(String message) {
    super(message);
  }
}
