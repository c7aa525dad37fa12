package io.github.udppeer.code;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketAddress;

/** Code under test that sends. */
final class Heartbeat implements AutoCloseable {

  private final DatagramSocket socket;

  Heartbeat() throws IOException {
    socket = new DatagramSocket();
  }

  DatagramSocket socket() {
    return socket;
  }

  void beat(SocketAddress to) throws IOException {
    socket.send(new DatagramPacket(new byte[15], 15, to));
  }

  @Override
  public void close() {
    socket.close();
  }
}
