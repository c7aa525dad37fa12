package io.github.udppeer.report;

import io.github.udppeer.core.BindRequest;
import io.github.udppeer.core.CapturedSocket;
import io.github.udppeer.core.DatagramLoop;
import io.github.udppeer.core.Deadline;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/** Sockets on loopback, of a loop of their own. */
final class OpenSockets implements AutoCloseable {

  private static final long ROOM = 64L << 20;

  private final DatagramLoop loop;

  OpenSockets() throws IOException {
    this.loop = DatagramLoop.start();
  }

  CapturedSocket open() throws IOException {
    return open("127.0.0.1", ROOM);
  }

  CapturedSocket open(String host, long captureLimit) throws IOException {
    InetSocketAddress any = new InetSocketAddress(LiteralAddress.constant(host), 0);
    return CapturedSocket.open(loop, new BindRequest(any, List.of(), null, captureLimit));
  }

  /** Sends a datagram, and has it captured where it goes to one of these. */
  static void send(CapturedSocket from, CapturedSocket to, int bytes) throws Exception {
    send(from, to.localAddress(), bytes);
    to.receivedCounts();
  }

  static void send(CapturedSocket from, InetSocketAddress to, int bytes) throws Exception {
    from.send(ByteBuffer.allocate(bytes), to, Deadline.after(Duration.ofSeconds(9)));
  }

  @Override
  public void close() {
    loop.close();
  }
}
