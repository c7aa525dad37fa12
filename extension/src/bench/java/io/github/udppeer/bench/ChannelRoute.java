package io.github.udppeer.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** The test's thread reads the channel itself. */
final class ChannelRoute implements Route {

  private final DatagramChannel channel;
  private final InetSocketAddress address;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(65_535);

  ChannelRoute() throws IOException {
    channel = DatagramChannel.open();
    channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    address = (InetSocketAddress) channel.getLocalAddress();
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public void take() throws IOException {
    channel.receive(buffer.clear());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
