package io.github.udppeer.bench;

import java.io.IOException;
import java.net.InetSocketAddress;

/** A thread that receives until the socket is closed. */
final class ReceivingThread implements Receiver {

  /** A receiver of which a thread can be made. */
  interface OneByOne extends Receiver {
    /** Waits for one datagram and holds it. */
    void receiveOne() throws IOException;
  }

  private final OneByOne receiver;
  private final Thread thread;
  private volatile boolean closing;

  private ReceivingThread(OneByOne receiver) {
    this.receiver = receiver;
    this.thread = new Thread(this::receive, "receiver");
    thread.setDaemon(true);
  }

  static ReceivingThread start(OneByOne receiver) {
    ReceivingThread receiving = new ReceivingThread(receiver);
    receiving.thread.start();
    return receiving;
  }

  private void receive() {
    try {
      while (true) {
        receiver.receiveOne();
      }
    } catch (IOException closed) {
      if (!closing) {
        throw new IllegalStateException(closed);
      }
    }
  }

  @Override
  public InetSocketAddress address() {
    return receiver.address();
  }

  @Override
  public long held() throws IOException {
    return receiver.held();
  }

  @Override
  public void clear() throws Exception {
    receiver.clear();
  }

  @Override
  public void close() throws IOException {
    closing = true;
    receiver.close();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
