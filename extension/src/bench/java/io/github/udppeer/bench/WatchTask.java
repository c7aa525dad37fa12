package io.github.udppeer.bench;

import io.github.udppeer.PeerGroup;
import io.github.udppeer.WaitLimits;
import io.github.udppeer.watch.SocketWatch;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import net.bytebuddy.agent.ByteBuddyAgent;

/** Sends and receives, watched or not. */
final class WatchTask implements Worker.Task {

  static final String PLAIN = "plain";
  static final String WATCHED = "watched";

  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final boolean isWatched;
  private final DatagramChannel sending = channel();
  private final DatagramChannel receiving = channel();
  private final DatagramSocket socket = new DatagramSocket(ANY);
  private final DatagramSocket other = new DatagramSocket(ANY);
  private double attachNanos;
  private double beginNanos;

  WatchTask(String contender) throws IOException {
    isWatched = contender.equals(WATCHED);
    if (isWatched) {
      long start = cpuNanos();
      ByteBuddyAgent.install();
      long attached = cpuNanos();
      SocketWatch.open(PeerGroup.open(WaitLimits.DEFAULT));
      attachNanos = attached - start;
      beginNanos = cpuNanos() - attached;
    }
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static DatagramChannel channel() throws IOException {
    return DatagramChannel.open(StandardProtocolFamily.INET).bind(ANY);
  }

  /**
   * {@code begin} is answered with the processor's nanoseconds of attaching and of beginning;
   * {@code channel|socket COUNT LENGTH} with those of so many sends and receives.
   */
  @Override
  public double[] run(String[] words) throws Exception {
    if (words[0].equals("begin")) {
      return new double[] {attachNanos, beginNanos};
    }
    int count = Integer.parseInt(words[1]);
    int length = Integer.parseInt(words[2]);
    long start = cpuNanos();
    if (words[0].equals("channel")) {
      channels(count, length);
    } else {
      sockets(count, length);
    }
    return new double[] {cpuNanos() - start};
  }

  private void channels(int count, int length) throws IOException {
    ByteBuffer out = ByteBuffer.allocateDirect(length);
    ByteBuffer in = ByteBuffer.allocateDirect(2_048);
    InetSocketAddress to = (InetSocketAddress) receiving.getLocalAddress();
    for (int i = 0; i < count; i++) {
      sending.send(out.clear(), to);
      receiving.receive(in.clear());
    }
  }

  private void sockets(int count, int length) throws IOException {
    DatagramPacket out =
        new DatagramPacket(new byte[length], length, socket.getLocalSocketAddress());
    DatagramPacket in = new DatagramPacket(new byte[2_048], 2_048);
    for (int i = 0; i < count; i++) {
      other.send(out);
      in.setLength(2_048);
      socket.receive(in);
    }
  }
}
