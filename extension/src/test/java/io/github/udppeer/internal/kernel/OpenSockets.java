package io.github.udppeer.internal.kernel;

import io.github.udppeer.internal.core.BindRequest;
import io.github.udppeer.internal.core.CapturedSocket;
import io.github.udppeer.internal.core.DatagramLoop;
import io.github.udppeer.internal.core.Deadline;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/** Sockets on loopback, of a loop of their own. */
public final class OpenSockets implements AutoCloseable {

  private static final long ROOM = 64L << 20;

  private final DatagramLoop loop;

  public OpenSockets() throws IOException {
    this.loop = DatagramLoop.start();
  }

  public CapturedSocket open() throws IOException {
    return open("127.0.0.1", ROOM);
  }

  public CapturedSocket open(String host, long captureLimit) throws IOException {
    InetSocketAddress any = new InetSocketAddress(LiteralAddress.constant(host), 0);
    return CapturedSocket.open(loop, new BindRequest(any, List.of(), null, captureLimit));
  }

  /** Sends a datagram, and has it captured where it goes to one of these. */
  public static void send(CapturedSocket from, CapturedSocket to, int bytes) throws Exception {
    send(from, to.localAddress(), bytes);
    to.receivedCounts();
  }

  public static void send(CapturedSocket from, InetSocketAddress to, int bytes) throws Exception {
    from.send(ByteBuffer.allocate(bytes), to, Deadline.after(Duration.ofSeconds(9)));
  }

  @Override
  public void close() {
    loop.close();
  }
}
