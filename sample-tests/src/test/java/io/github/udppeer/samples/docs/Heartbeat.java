package io.github.udppeer.samples.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Tells a monitor that a service is alive: code under test that sends. */
final class Heartbeat {

  private final String service;
  private final SocketAddress monitor;
  private int beats;

  Heartbeat(String service, SocketAddress monitor) {
    this.service = service;
    this.monitor = monitor;
  }

  static Heartbeat fromSystemProperties(String service) {
    int port = Integer.getInteger("monitor.port", 4711);
    return new Heartbeat(service, new InetSocketAddress("127.0.0.1", port));
  }

  void beat() {
    beats++;
    byte[] payload = (service + " alive " + beats + "\n").getBytes(UTF_8);
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.send(new DatagramPacket(payload, payload.length, monitor));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
