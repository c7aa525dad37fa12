package io.github.udppeer.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** The least that can be written by hand: one reused buffer, payloads copied one after another. */
final class ChannelReceiver implements Receiver.Paused, ReceivingThread.OneByOne {

  private final DatagramChannel channel;
  private final InetSocketAddress address;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(65_535);
  private final byte[] flat;
  private final int[] lengths;
  private int used;
  private volatile int held;

  ChannelReceiver(int bytes, int datagrams) throws IOException {
    flat = new byte[bytes];
    lengths = new int[datagrams];
    channel = DatagramChannel.open(StandardProtocolFamily.INET);
    channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
    channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    address = (InetSocketAddress) channel.getLocalAddress();
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread receives, others only look
  public void receiveOne() throws IOException {
    channel.receive(buffer.clear());
    buffer.flip();
    int length = buffer.remaining();
    buffer.get(flat, used, length);
    lengths[held] = length;
    used += length;
    held++;
  }

  @Override
  public void drain(int count) throws IOException {
    while (held < count) {
      receiveOne();
    }
  }

  @Override
  public long held() {
    return held;
  }

  @Override
  public void clear() {
    used = 0;
    held = 0;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
