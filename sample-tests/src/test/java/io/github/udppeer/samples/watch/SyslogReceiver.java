package io.github.udppeer.samples.watch;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Reads messages until it is closed: code under test, with a buffer as large as somebody thought.
 */
final class SyslogReceiver implements AutoCloseable {

  private final DatagramSocket socket;
  private final int bufferSize;
  private final List<byte[]> messages = new CopyOnWriteArrayList<>();

  SyslogReceiver(int bufferSize) throws IOException {
    this.socket = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0));
    this.bufferSize = bufferSize;
    new Thread(this::run, "syslog").start();
  }

  InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  int count() {
    return messages.size();
  }

  int latestLength() {
    return messages.isEmpty() ? 0 : messages.get(messages.size() - 1).length;
  }

  private void run() {
    DatagramPacket packet = new DatagramPacket(new byte[bufferSize], bufferSize);
    while (true) {
      try {
        packet.setLength(bufferSize);
        socket.receive(packet);
        messages.add(Arrays.copyOf(packet.getData(), packet.getLength()));
      } catch (IOException closed) {
        return;
      }
    }
  }

  @Override
  public void close() {
    socket.close(); // which ends the thread
  }
}
