package io.github.udppeer;

import java.net.InetSocketAddress;

/**
 * What one {@code recvfrom} gave.
 *
 * @param returned the number that the call returns: the bytes copied, or with {@link
 *     ReceiveFlag#TRUNC} the datagram's whole length
 * @param copied the bytes that were written into the buffer
 * @param wireLength the datagram's length in bytes as it was sent
 * @param source where the datagram came from
 * @since 0.1.0
 */
public record Reception(int returned, int copied, int wireLength, InetSocketAddress source) {

  /**
   * Returns whether the buffer was too small and cut the datagram: {@code MSG_TRUNC} in the flags
   * that {@code recvmsg} reports. An exact fit is not truncation.
   *
   * @return whether bytes were cut off
   */
  public boolean isTruncated() {
    return copied < wireLength;
  }
}
