package io.github.udppeer.code;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;

/** Code under test that receives into a buffer of its own. */
final class Receiver implements AutoCloseable {

  private final DatagramSocket socket;
  private final byte[] buffer;

  Receiver(int capacity) throws IOException {
    socket = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0));
    socket.setSoTimeout(5_000);
    buffer = new byte[capacity];
  }

  InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  DatagramSocket socket() {
    return socket;
  }

  int receive() throws IOException {
    DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
    socket.receive(packet);
    return packet.getLength();
  }

  @Override
  public void close() {
    socket.close();
  }
}
