package io.github.udppeer.internal.core;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** Many captured sockets on one loop, looked at without receiving for it. */
public final class ManySockets implements AutoCloseable {

  private static final long LIMIT = 64L << 20;

  private final DatagramLoop loop;
  private final List<CapturedSocket> sockets = new ArrayList<>();

  public ManySockets(int count) throws IOException {
    loop = DatagramLoop.start();
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    for (int i = 0; i < count; i++) {
      sockets.add(CapturedSocket.open(loop, new BindRequest(any, List.of(), null, LIMIT)));
    }
  }

  public List<Integer> ports() {
    return sockets.stream().map(socket -> socket.localAddress().getPort()).toList();
  }

  /** Returns how many datagrams the loop has captured so far. */
  public long captured() {
    long captured = 0;
    for (CapturedSocket socket : sockets) {
      try (CaptureView view = socket.captured()) {
        captured += view.size();
      }
    }
    return captured;
  }

  /** Returns the clock's reading when the latest datagram was captured. */
  public long lastArrival() {
    long last = Long.MIN_VALUE;
    for (CapturedSocket socket : sockets) {
      try (CaptureView view = socket.captured()) {
        if (view.size() > 0) {
          last = Math.max(last, view.nanos(view.size() - 1));
        }
      }
    }
    return last;
  }

  public void clear() throws IOException, InterruptedException {
    for (CapturedSocket socket : sockets) {
      socket.clear();
    }
  }

  @Override
  public void close() throws IOException {
    for (CapturedSocket socket : sockets) {
      socket.close();
    }
    loop.close();
  }
}
