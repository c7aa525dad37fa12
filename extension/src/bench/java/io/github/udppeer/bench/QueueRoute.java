package io.github.udppeer.bench;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/** A thread receives into a queue, and the test waits at the queue. */
final class QueueRoute implements Route {

  enum Waiting {
    TAKE,
    AWAITILITY,
    AWAITILITY_1_MS
  }

  private final SocketReceiver socket = new SocketReceiver();
  private final ReceivingThread thread = ReceivingThread.start(socket);
  private final Waiting waiting;

  QueueRoute(Waiting waiting) throws IOException {
    this.waiting = waiting;
  }

  @Override
  public InetSocketAddress address() {
    return socket.address();
  }

  @Override
  public void take() throws InterruptedException {
    switch (waiting) {
      case TAKE -> socket.take();
      case AWAITILITY -> await().until(socket::poll);
      case AWAITILITY_1_MS ->
          await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(socket::poll);
    }
  }

  @Override
  public void close() throws IOException {
    thread.close();
  }
}
