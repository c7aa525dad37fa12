package io.github.udppeer.bench;

import java.io.IOException;
import java.net.InetSocketAddress;

/** A bound socket, and what one contender does with the datagrams that come in. */
interface Receiver extends AutoCloseable {

  String PEER = "peer";
  String CHANNEL = "DatagramChannel";
  String SOCKET = "DatagramSocket";
  String NETTY_NIO = "Netty NIO";
  String NETTY_EPOLL = "Netty epoll";

  /** What is asked for by all of them, as the library does. */
  int RECEIVE_BUFFER = 4 << 20;

  InetSocketAddress address();

  /** Returns the number of datagrams held. */
  long held() throws IOException;

  /** Forgets them. */
  void clear() throws Exception;

  @Override
  void close() throws IOException;

  /** One that reads when it is told to, so that the kernel's queue can be filled before. */
  interface Paused extends Receiver {
    /** Receives until so many are held. */
    void drain(int count) throws Exception;
  }

  static Paused paused(String contender) throws Exception {
    return switch (contender) {
      case PEER -> new PausedPeer();
      case CHANNEL -> new ChannelReceiver(16 << 20, 1 << 16);
      case SOCKET -> new SocketReceiver();
      case NETTY_NIO -> new NettyReceiver(false, false);
      case NETTY_EPOLL -> new NettyReceiver(true, false);
      default -> throw new IllegalArgumentException(contender);
    };
  }

  /** Opens one that reads all the time in a thread of its own, with room for a large burst. */
  static Receiver running(String contender) throws Exception {
    return switch (contender) {
      case CHANNEL -> ReceivingThread.start(new ChannelReceiver(160 << 20, 1 << 20));
      case SOCKET -> ReceivingThread.start(new SocketReceiver());
      case NETTY_NIO -> new NettyReceiver(false, true);
      case NETTY_EPOLL -> new NettyReceiver(true, true);
      default -> throw new IllegalArgumentException(contender);
    };
  }
}
