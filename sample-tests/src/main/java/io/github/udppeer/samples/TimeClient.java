package io.github.udppeer.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Asks a server for the time, and once more if no reply comes. */
final class TimeClient {

  private static final int TRIES = 2;

  private final DatagramSocket socket;
  private final SocketAddress server;
  private final Duration patience;

  TimeClient(DatagramSocket socket, SocketAddress server, Duration patience) {
    this.socket = socket;
    this.server = server;
    this.patience = patience;
  }

  Optional<Instant> ask() {
    try {
      socket.setSoTimeout((int) patience.toMillis());
      for (int tries = 0; tries < TRIES; tries++) {
        byte[] question = "time?".getBytes(UTF_8);
        socket.send(new DatagramPacket(question, question.length, server));
        Optional<Instant> reply = reply();
        if (reply.isPresent()) {
          return reply;
        }
      }
      return Optional.empty();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Optional<Instant> reply() throws IOException {
    DatagramPacket reply = new DatagramPacket(new byte[64], 64);
    try {
      socket.receive(reply);
    } catch (SocketTimeoutException none) {
      return Optional.empty();
    }
    return Optional.of(Instant.parse(new String(reply.getData(), 0, reply.getLength(), UTF_8)));
  }
}
