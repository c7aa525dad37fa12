package io.github.udppeer.samples.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.udppeer.DatagramPeer;
import io.github.udppeer.jupiter.UdpPeer;
import io.github.udppeer.jupiter.WatchSockets;
import io.github.udppeer.watch.SocketWatch;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.vertx.core.Vertx;
import io.vertx.core.datagram.DatagramSocket;
import io.vertx.core.datagram.DatagramSocketOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.apache.mina.core.service.IoHandlerAdapter;
import org.apache.mina.transport.socket.nio.NioDatagramAcceptor;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Receivers whose buffer is too small lose the rest of a datagram, and say nothing of it. */
class CutDatagramTests {

  private static final byte[] MESSAGE = new byte[5_000];

  @Nested
  class Plain {

    @Test
    void cutsAtItsBuffer(@UdpPeer DatagramPeer sender, @WatchSockets SocketWatch code)
        throws IOException {
      try (SyslogReceiver receiver = new SyslogReceiver(1_024)) {
        sender.sendTo(receiver.address(), MESSAGE);
        assertThat(code).receivedAllFrom(sender);
      }

      assertThatThrownBy(() -> assertThat(code).truncatedNothing())
          .hasMessageContaining("SyslogReceiver.run (SyslogReceiver.java:")
          .hasMessageContaining("offered 1,024 bytes for a datagram of 5,000");
      assertThatThrownBy(() -> assertThat(code).neverWaitedWithoutTimeout())
          .hasMessageContaining("SyslogReceiver.run (SyslogReceiver.java:");
    }

    // region receives-all
    @Test
    void receivesAllWithALargerOne(@UdpPeer DatagramPeer sender, @WatchSockets SocketWatch code)
        throws IOException {
      try (SyslogReceiver receiver = new SyslogReceiver(65_507)) {
        sender.sendTo(receiver.address(), MESSAGE);
        assertThat(code).receivedAllFrom(sender);
      }

      assertThat(code).truncatedNothing().receivedInto(65_507).leftNothingOpen();
    }
    // endregion
  }

  @Nested
  class Mina {

    @Test
    void cutsAt2048(@UdpPeer DatagramPeer sender, @WatchSockets SocketWatch code)
        throws IOException {
      receive(sender, code, 0);

      assertThat(code).cutDatagrams(1).from(sender).offered(2_048).wireLength(5_000);
      assertThatThrownBy(() -> assertThat(code).truncatedNothing())
          .hasMessageContaining("NioDatagramAcceptor.receive (NioDatagramAcceptor.java:");
    }

    @Test
    void receivesAllIntoALargerBuffer(@UdpPeer DatagramPeer sender, @WatchSockets SocketWatch code)
        throws IOException {
      receive(sender, code, 8_192);

      assertThat(code).truncatedNothing().receivedInto(8_192);
    }

    private void receive(DatagramPeer sender, SocketWatch code, int bufferSize) throws IOException {
      NioDatagramAcceptor acceptor = new NioDatagramAcceptor();
      try {
        acceptor.setHandler(new IoHandlerAdapter());
        if (bufferSize > 0) {
          acceptor.getSessionConfig().setReadBufferSize(bufferSize);
        }
        acceptor.bind(new InetSocketAddress("127.0.0.1", 0));
        sender.sendTo(acceptor.getLocalAddress(), MESSAGE);
        assertThat(code).receivedAllFrom(sender);
      } finally {
        acceptor.dispose(true);
      }
    }
  }

  @Nested
  class Netty {

    @Test
    void cutsAt2048(@UdpPeer DatagramPeer sender, @WatchSockets SocketWatch code)
        throws InterruptedException {
      receive(sender, code, 0);

      assertThat(code).cutDatagrams(1).from(sender).offered(2_048).wireLength(5_000);
      assertThatThrownBy(() -> assertThat(code).truncatedNothing())
          .hasMessageContaining("NioDatagramChannel.doReadMessages (NioDatagramChannel.java:");
    }

    @Test
    void receivesAllIntoALargerBuffer(@UdpPeer DatagramPeer sender, @WatchSockets SocketWatch code)
        throws InterruptedException {
      receive(sender, code, 8_192);

      assertThat(code).truncatedNothing().receivedInto(8_192);
    }

    private void receive(DatagramPeer sender, SocketWatch code, int bufferSize)
        throws InterruptedException {
      EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
      try {
        Bootstrap bootstrap =
            new Bootstrap().group(loops).channel(NioDatagramChannel.class).handler(new Ignoring());
        if (bufferSize > 0) {
          bootstrap.option(
              ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(bufferSize));
        }
        Channel channel = bootstrap.bind(new InetSocketAddress("127.0.0.1", 0)).sync().channel();
        sender.sendTo(channel.localAddress(), MESSAGE);
        assertThat(code).receivedAllFrom(sender);
        channel.close().sync();
      } finally {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
      }
    }
  }

  private static final class Ignoring extends SimpleChannelInboundHandler<DatagramPacket> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
      // What comes is of no interest; how much of it comes is.
    }
  }

  @Nested
  class VertX {

    @Test
    void cutsAt2048(@UdpPeer DatagramPeer sender, @WatchSockets SocketWatch code) throws Exception {
      receive(sender, code, new DatagramSocketOptions());

      assertThat(code).cutDatagrams(1).from(sender).offered(2_048).wireLength(5_000);
      assertThatThrownBy(() -> assertThat(code).truncatedNothing())
          .hasMessageContaining("NioDatagramChannel.doReadMessages (NioDatagramChannel.java:");
    }

    @Test
    void receivesAllIntoALargerBuffer(@UdpPeer DatagramPeer sender, @WatchSockets SocketWatch code)
        throws Exception {
      receive(sender, code, new DatagramSocketOptions().setReceiveBufferSize(65_536));

      assertThat(code).truncatedNothing().receivedInto(8_192);
    }

    private void receive(DatagramPeer sender, SocketWatch code, DatagramSocketOptions options)
        throws Exception {
      Vertx vertx = Vertx.vertx();
      try {
        DatagramSocket socket = vertx.createDatagramSocket(options).handler(packet -> {});
        int port =
            socket
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)
                .localAddress()
                .port();
        sender.sendTo(new InetSocketAddress("127.0.0.1", port), MESSAGE);
        assertThat(code).receivedAllFrom(sender);
      } finally {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
      }
    }
  }
}
