package io.github.udppeer.internal.core;

/**
 * Reads the datagram at the head of a socket. It runs under the socket's lock, so it only copies.
 */
@FunctionalInterface
public interface HeadReader<T> {

  /**
   * Reads one datagram.
   *
   * @param view what the socket holds
   * @param entry the number of the head in that view
   */
  T read(CaptureView view, int entry);
}
