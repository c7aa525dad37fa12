package io.github.udppeer.samples;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;

/** Sends every datagram back. As many servers do, it binds later, in a thread of its own. */
final class EchoServer implements AutoCloseable {

  private static final int LARGEST_DATAGRAM = 65_535;

  private final InetSocketAddress address;
  private final DatagramSocket socket;

  EchoServer(InetSocketAddress address) throws SocketException {
    this.address = address;
    this.socket = new DatagramSocket(null);
  }

  void start() {
    new Thread(this::run, "echo").start();
  }

  private void run() {
    try (socket) {
      socket.bind(address);
      DatagramPacket datagram = new DatagramPacket(new byte[LARGEST_DATAGRAM], LARGEST_DATAGRAM);
      while (!socket.isClosed()) {
        datagram.setLength(LARGEST_DATAGRAM);
        socket.receive(datagram);
        socket.send(datagram);
      }
    } catch (IOException closed) {
      // close() ends the loop in this way
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
