package io.github.udppeer.bench;

import io.github.udppeer.PeerGroup;
import io.github.udppeer.PeerOptions;
import io.github.udppeer.WaitLimits;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;

/** Opens, binds and closes. */
final class LifeCycleTask implements Worker.Task {

  static final String SOCKET_AND_THREAD = "DatagramSocket + thread";
  static final String NETTY = "Netty NIO, shared group";

  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private interface Cycle {
    void run() throws Exception;
  }

  private final Cycle cycle;

  LifeCycleTask(String contender) {
    cycle = cycle(contender);
  }

  private static Cycle cycle(String contender) {
    return switch (contender) {
      case Receiver.PEER -> peer();
      case Receiver.CHANNEL -> LifeCycleTask::channel;
      case Receiver.SOCKET -> () -> new DatagramSocket(ANY).close();
      case SOCKET_AND_THREAD -> () -> ReceivingThread.start(new SocketReceiver()).close();
      case NETTY -> netty();
      default -> throw new IllegalArgumentException(contender);
    };
  }

  private static Cycle peer() {
    PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);
    group.open(PeerOptions.defaults()); // so that the loop runs
    PeerOptions options = PeerOptions.defaults();
    return () -> group.open(options).close();
  }

  private static void channel() throws Exception {
    try (DatagramChannel channel = DatagramChannel.open()) {
      channel.bind(ANY);
    }
  }

  private static Cycle netty() {
    NettyGroup group = new NettyGroup(false);
    return () -> group.bind(new ChannelInboundHandlerAdapter(), true).close().syncUninterruptibly();
  }

  /** {@code COUNT} is answered with the nanoseconds that all took. */
  @Override
  public double[] run(String[] words) throws Exception {
    int count = Integer.parseInt(words[0]);
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      cycle.run();
    }
    return new double[] {System.nanoTime() - start};
  }
}
