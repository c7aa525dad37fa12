package io.github.udppeer.semantics;

/**
 * Something that has datagram sockets: the peers, the kernel, and the model of what both must do.
 * One test takes one, opens sockets, and closes it with all of them.
 */
interface DatagramSystem extends AutoCloseable {

  /** Opens a socket and binds it to a port that the kernel picks. */
  SocketUnderTest open(SocketSetup setup);

  /** Closes every socket that was opened here. */
  @Override
  void close();
}
