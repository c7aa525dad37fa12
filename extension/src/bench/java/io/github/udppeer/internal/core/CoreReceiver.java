package io.github.udppeer.internal.core;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * The receiving side of a peer without the loop's thread, so that a full kernel queue can be
 * prepared before it is emptied.
 */
public final class CoreReceiver implements AutoCloseable {

  private static final long LIMIT = 256L << 20;

  private final DatagramLoop loop;
  private final CapturedSocket socket;

  public CoreReceiver() throws IOException {
    loop = DatagramLoop.start();
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    BindRequest request = new BindRequest(any, List.of(), null, LIMIT);
    // the loop has not met it
    socket = new CapturedSocket(loop, NioDatagramSource.open(request), request);
  }

  public InetSocketAddress localAddress() {
    return socket.localAddress();
  }

  /** Captures what the kernel has queued and returns how many datagrams are held. */
  public int drain() throws IOException {
    return socket.receivedCounts().held();
  }

  public void clear() throws IOException, InterruptedException {
    socket.clear();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    loop.close();
  }
}
