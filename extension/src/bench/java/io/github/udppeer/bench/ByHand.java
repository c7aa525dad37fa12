package io.github.udppeer.bench;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What a test has that does without the library: a socket, a thread that receives, and a queue. */
final class ByHand implements Runnable, AutoCloseable {

  static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private static final byte[] ANSWER = bytes("pong");

  private final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
  private final DatagramSocket socket;
  private final boolean answers;
  private final Thread thread;

  private ByHand(boolean answers) throws IOException {
    this.socket = new DatagramSocket(ANY);
    this.answers = answers;
    this.thread = new Thread(this, "receiver");
    thread.setDaemon(true);
  }

  /** Opens one that receives, and answers each datagram where that is wanted. */
  static ByHand open(boolean answers) throws IOException {
    ByHand opened = new ByHand(answers);
    opened.thread.start();
    return opened;
  }

  SocketAddress address() {
    return socket.getLocalSocketAddress();
  }

  /** Waits for the next datagram, and returns its text. */
  String text() throws InterruptedException {
    byte[] next = received.poll(2, TimeUnit.SECONDS);
    return next == null ? "nothing" : new String(next, StandardCharsets.UTF_8);
  }

  /** The code under test: it sends one datagram, and closes its socket. */
  static void sendPing(SocketAddress destination) throws IOException {
    try (DatagramSocket code = new DatagramSocket(ANY)) {
      code.send(packet(bytes("ping"), destination));
    }
  }

  static DatagramPacket packet(byte[] payload, SocketAddress destination) {
    return new DatagramPacket(payload, payload.length, destination);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void run() {
    byte[] room = new byte[65_535];
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(room, room.length);
        socket.receive(packet);
        received.add(Arrays.copyOf(room, packet.getLength()));
        if (answers) {
          socket.send(packet(ANSWER, packet.getSocketAddress()));
        }
      }
    } catch (IOException closed) {
      if (!socket.isClosed()) {
        throw new IllegalStateException(closed);
      }
    }
  }

  @Override
  public void close() {
    socket.close();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt(); // the thread ends all the same
    }
  }
}
