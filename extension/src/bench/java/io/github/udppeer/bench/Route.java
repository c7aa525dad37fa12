package io.github.udppeer.bench;

import java.io.IOException;
import java.net.InetSocketAddress;

/** How a test waits for one datagram. */
interface Route extends AutoCloseable {

  String RECEIVE = "peer.receive()";
  String ASSERTION = "assertThat(peer).receives()";
  String QUEUE = "DatagramSocket + BlockingQueue";
  String AWAITILITY = "Awaitility over the queue";
  String AWAITILITY_1_MS = "Awaitility over the queue, 1 ms";

  InetSocketAddress address();

  /** Waits for one datagram and takes it. */
  void take() throws Exception;

  /** Forgets what has been taken, where that is kept. */
  default void forget() {}

  @Override
  void close() throws IOException;

  static Route of(String contender) throws Exception {
    return switch (contender) {
      case RECEIVE -> new PeerRoute(false);
      case ASSERTION -> new PeerRoute(true);
      case Receiver.CHANNEL -> new ChannelRoute();
      case QUEUE -> new QueueRoute(QueueRoute.Waiting.TAKE);
      case AWAITILITY -> new QueueRoute(QueueRoute.Waiting.AWAITILITY);
      case AWAITILITY_1_MS -> new QueueRoute(QueueRoute.Waiting.AWAITILITY_1_MS);
      default -> throw new IllegalArgumentException(contender);
    };
  }
}
