package io.github.udppeer.internal.core;

import io.github.udppeer.internal.core.ChunkPool.NoMemoryException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;

/**
 * A bound, non-blocking datagram socket that the loop captures from: all that stands between the
 * core and the operating system.
 */
interface DatagramSource {

  /** Opens and binds one. */
  @FunctionalInterface
  interface Opener {
    DatagramSource open(BindRequest request) throws IOException;
  }

  /** The channel whose readiness the loop's selector watches. */
  SelectableChannel channel();

  InetSocketAddress localAddress();

  /** The {@code SO_RCVBUF} that the kernel granted, in bytes. */
  int grantedReceiveBuffer();

  /**
   * Moves what the kernel has queued into the log, without waiting.
   *
   * @return the number of datagrams moved; fewer than {@code most} when the queue was emptied
   */
  int drainInto(CaptureLog log, int most) throws IOException;

  /** Returns whether the kernel has something queued, without taking it. */
  boolean isReadable() throws IOException;

  /**
   * Sends one datagram, without waiting.
   *
   * @return false when the kernel has no room for it now
   * @throws NoMemoryException if it cannot be sent for now; it was not sent
   */
  boolean send(ByteBuffer payload, InetSocketAddress destination) throws IOException;

  /** Closes the channel. The port is free once the selector has let go of it too. */
  void close() throws IOException;
}
