package io.github.udppeer.core;

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
  private final DatagramSource source;
  private final ReceiveQueue queue;

  public CoreReceiver() throws IOException {
    loop = DatagramLoop.start();
    source =
        NioDatagramSource.open(
            new BindRequest(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                List.of(),
                null,
                LIMIT));
    queue = new ReceiveQueue(loop, source, new CaptureLog(new ChunkPool(), LIMIT));
  }

  public InetSocketAddress localAddress() {
    return source.localAddress();
  }

  /** Captures what the kernel has queued and returns how many datagrams are held. */
  public int drain() throws IOException {
    return queue.look(CaptureLog::counts).held();
  }

  public void clear() throws IOException, InterruptedException {
    queue.clear();
  }

  @Override
  public void close() throws IOException {
    source.close();
    loop.close();
  }
}
