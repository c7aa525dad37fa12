package io.github.udppeer.internal.core;

import io.github.udppeer.internal.core.ChunkPool.NoMemoryException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A {@link DatagramSource} over {@link DatagramChannel}.
 *
 * <p>The channel is non-blocking for life and never connected: NIO's {@code connect} throws away
 * what is queued, and a blocked {@code receive} would lock other calls out. {@code SO_REUSEADDR} is
 * never set: with it, the last binder silently takes every datagram.
 */
final class NioDatagramSource implements DatagramSource {

  /** What is asked for; the kernel grants up to its own limit. */
  private static final int RECEIVE_BUFFER = 4 << 20;

  /**
   * All of this JVM: a look at the process's sockets is to leave them out. One that nobody has
   * closed, and nobody holds, is to go with its channel all the same.
   */
  private static final Set<NioDatagramSource> OPEN =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private final DatagramChannel channel;
  private final InetSocketAddress localAddress;
  private final int grantedReceiveBuffer;

  private NioDatagramSource(DatagramChannel channel) throws IOException {
    this.channel = channel;
    this.localAddress = (InetSocketAddress) channel.getLocalAddress();
    this.grantedReceiveBuffer = channel.getOption(StandardSocketOptions.SO_RCVBUF);
    OPEN.add(this);
  }

  static NioDatagramSource open(BindRequest request) throws IOException {
    DatagramChannel channel = DatagramChannels.open(request.local().getAddress());
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
      channel.setOption(StandardSocketOptions.SO_BROADCAST, true); // as DatagramSocket has it
      channel.bind(request.local());
      join(channel, request);
      return new NioDatagramSource(channel);
    } catch (IOException | RuntimeException failure) {
      closeAfter(failure, channel);
      throw failure;
    }
  }

  /** Says whether a socket of this library is bound to exactly this address. */
  static boolean isOwn(InetSocketAddress local) {
    synchronized (OPEN) {
      for (NioDatagramSource each : OPEN) {
        if (each.localAddress.equals(local)) {
          return true;
        }
      }
      return false;
    }
  }

  private static void join(DatagramChannel channel, BindRequest request) throws IOException {
    NetworkInterface networkInterface = request.networkInterface();
    if (networkInterface == null) {
      return;
    }
    channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, networkInterface);
    for (InetAddress group : request.groups()) {
      channel.join(group, networkInterface);
    }
  }

  private static void closeAfter(Exception failure, DatagramChannel channel) {
    try {
      channel.close();
    } catch (IOException closing) {
      failure.addSuppressed(closing);
    }
  }

  @Override
  public SelectableChannel channel() {
    return channel;
  }

  @Override
  public InetSocketAddress localAddress() {
    return localAddress;
  }

  @Override
  public int grantedReceiveBuffer() {
    return grantedReceiveBuffer;
  }

  @Override
  public int drainInto(CaptureLog log, int most) throws IOException {
    for (int moved = 0; moved < most; moved++) {
      SocketAddress source = channel.receive(log.room());
      if (source == null) {
        return moved;
      }
      log.append((InetSocketAddress) source, System.nanoTime());
    }
    return most;
  }

  /** Receives one datagram, without waiting; null where none is queued. */
  @Nullable InetSocketAddress receive(ByteBuffer room) throws IOException {
    return (InetSocketAddress) channel.receive(room);
  }

  @Override
  public boolean isReadable() throws IOException {
    try (Selector selector = Selector.open()) {
      channel.register(selector, SelectionKey.OP_READ);
      return selector.selectNow() > 0;
    }
  }

  @Override
  public boolean send(ByteBuffer payload, InetSocketAddress destination) throws IOException {
    // 0 is what NIO returns for "no room now" as well as for an empty datagram that left
    boolean empty = !payload.hasRemaining();
    try {
      return channel.send(payload, destination) > 0 || empty;
    } catch (OutOfMemoryError noDirectMemory) { // a payload on the heap is copied before it is sent
      throw new NoMemoryException(
          "no memory to send from: " + noDirectMemory.getMessage(), noDirectMemory);
    }
  }

  @Override
  public void close() throws IOException {
    OPEN.remove(this);
    channel.close();
  }
}
