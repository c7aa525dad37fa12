package io.github.udppeer.bench;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.LinkedBlockingQueue;

/** What most people write: a {@link DatagramSocket} whose packets go into a queue. */
final class SocketReceiver implements Receiver.Paused, ReceivingThread.OneByOne {

  private final DatagramSocket socket;
  private final LinkedBlockingQueue<DatagramPacket> queue = new LinkedBlockingQueue<>();
  private final DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);

  SocketReceiver() throws IOException {
    socket = new DatagramSocket(null);
    socket.setReceiveBufferSize(RECEIVE_BUFFER);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  @Override
  public InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  @Override
  public void receiveOne() throws IOException {
    packet.setLength(65_535);
    socket.receive(packet);
    byte[] payload = Arrays.copyOf(packet.getData(), packet.getLength());
    queue.add(new DatagramPacket(payload, payload.length, packet.getSocketAddress()));
  }

  @Override
  public void drain(int count) throws IOException {
    while (queue.size() < count) {
      receiveOne();
    }
  }

  @Override
  public long held() {
    return queue.size();
  }

  DatagramPacket take() throws InterruptedException {
    return queue.take();
  }

  /** Returns whether there was one. */
  boolean poll() {
    return queue.poll() != null;
  }

  @Override
  public void clear() {
    queue.clear();
  }

  @Override
  public void close() {
    socket.close();
  }
}
