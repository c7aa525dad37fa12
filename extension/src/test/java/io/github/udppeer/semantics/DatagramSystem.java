package io.github.udppeer.semantics;

import java.util.function.Supplier;

/**
 * Something that has datagram sockets: the peers, the kernel, and the model of what both must do.
 * One test takes one, opens sockets, and closes it with all of them.
 */
interface DatagramSystem extends AutoCloseable {

  /** Opens a socket and binds it to a port that the kernel picks. */
  SocketUnderTest open(SocketSetup setup);

  /** Makes a receiving call, has something arrive while it waits, and returns what it gave. */
  default <T> T receiveWhile(SocketUnderTest receiver, Supplier<T> receiving, Runnable arrival) {
    return Meanwhile.receive(receiver, receiving, arrival);
  }

  /** Closes every socket that was opened here. */
  @Override
  void close();
}
