package io.github.udppeer.link;

import io.github.udppeer.core.RelaySocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** Sends what leaves a link, and says why where the system does not take it. */
final class Sending {

  private static final String SENT = "";

  private Sending() {}

  /** Sends a datagram on; returns why it could not, else an empty text. */
  static String send(Flight flight) {
    return send(flight, flight.direction() == LinkDirection.TO_SERVER, flight.payload());
  }

  /** Sends an answer back to where a datagram came from. */
  static String reply(Flight flight, ByteBuffer reply) {
    return send(flight, flight.direction() == LinkDirection.TO_CLIENT, reply);
  }

  private static String send(Flight flight, boolean toServer, ByteBuffer payload) {
    RelaySocket socket = toServer ? flight.client().upstream().socket() : flight.door().socket();
    InetSocketAddress to = toServer ? flight.door().server() : flight.clientAddress();
    try {
      return socket.send(payload, to) ? SENT : "the kernel had no room";
    } catch (IOException | RuntimeException refused) {
      return String.valueOf(refused.getMessage());
    }
  }
}
