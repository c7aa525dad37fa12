package io.github.udppeer.bench;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A Netty channel whose handler puts each packet into a queue. */
final class NettyReceiver implements Receiver.Paused {

  private final NettyGroup group;
  private final Channel channel;
  private final Queue<DatagramPacket> queue = new ConcurrentLinkedQueue<>();
  private volatile int held;

  NettyReceiver(boolean epoll, boolean reading) {
    group = new NettyGroup(epoll);
    channel = group.bind(new Holding(), reading);
  }

  private final class Holding extends ChannelInboundHandlerAdapter {
    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // only the event loop counts, others look
    public void channelRead(ChannelHandlerContext context, Object packet) {
      queue.add((DatagramPacket) packet);
      held++;
    }
  }

  @Override
  public InetSocketAddress address() {
    return (InetSocketAddress) channel.localAddress();
  }

  @Override
  public void drain(int count) {
    channel.config().setAutoRead(true);
    while (held < count) {
      Thread.onSpinWait();
    }
  }

  @Override
  public long held() {
    return held;
  }

  @Override
  public void clear() {
    channel.config().setAutoRead(false);
    channel.eventLoop().submit(() -> {}).syncUninterruptibly(); // what it was at is done then
    queue.forEach(DatagramPacket::release);
    queue.clear();
    held = 0;
  }

  @Override
  public void close() {
    channel.close().syncUninterruptibly();
    queue.forEach(DatagramPacket::release);
    group.close();
  }
}
