package io.github.udppeer.samples.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;

/** Answers whatever comes with PONG: code under test that binds later, in a thread of its own. */
final class PongServer implements AutoCloseable {

  private final int port;
  private final DatagramSocket socket;

  PongServer(int port) throws SocketException {
    this.port = port;
    this.socket = new DatagramSocket(null);
  }

  void start() {
    new Thread(this::serve, "pong").start();
  }

  private void serve() {
    byte[] pong = "PONG".getBytes(UTF_8);
    DatagramPacket request = new DatagramPacket(new byte[512], 512);
    try (socket) {
      socket.bind(new InetSocketAddress("127.0.0.1", port));
      while (!socket.isClosed()) {
        socket.receive(request);
        socket.send(new DatagramPacket(pong, pong.length, request.getSocketAddress()));
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
