package io.github.udppeer.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** One event loop of Netty's, and the channels on it. */
final class NettyGroup implements AutoCloseable {

  private final EventLoopGroup group;
  private final Class<? extends DatagramChannel> type;

  NettyGroup(boolean epoll) {
    group =
        new MultiThreadIoEventLoopGroup(
            1, epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    type = epoll ? EpollDatagramChannel.class : NioDatagramChannel.class;
  }

  Channel bind(ChannelHandler handler, boolean autoRead) {
    return new Bootstrap()
        .group(group)
        .channel(type)
        .option(ChannelOption.SO_RCVBUF, Receiver.RECEIVE_BUFFER)
        .option(ChannelOption.AUTO_READ, autoRead)
        .handler(handler)
        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .syncUninterruptibly()
        .channel();
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
