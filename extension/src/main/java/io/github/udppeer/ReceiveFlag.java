package io.github.udppeer;

import java.nio.ByteBuffer;

/**
 * The flags of {@link DatagramPeer#recvFrom(ByteBuffer, ReceiveFlag...)}, as {@code recvfrom} has
 * them.
 *
 * @since 0.1.0
 */
public enum ReceiveFlag {

  /**
   * {@code MSG_PEEK}: the bytes and the source are copied as ever, but the datagram stays pending.
   */
  PEEK,

  /** {@code MSG_DONTWAIT}: when nothing is pending the call fails at once instead of waiting. */
  DONTWAIT,

  /**
   * {@code MSG_TRUNC}: the call returns the datagram's whole length, although only what fits is
   * copied.
   */
  TRUNC
}
