package io.github.udppeer.semantics;

import java.util.ArrayDeque;
import java.util.Deque;

/** The kernel of this machine. */
final class KernelSystem implements DatagramSystem {

  private final Deque<SocketUnderTest> opened = new ArrayDeque<>();

  @Override
  public SocketUnderTest open(SocketSetup setup) {
    KernelSocket socket = KernelSocket.open(setup);
    opened.push(socket);
    return socket;
  }

  @Override
  public void close() {
    opened.forEach(SocketUnderTest::close);
  }
}
