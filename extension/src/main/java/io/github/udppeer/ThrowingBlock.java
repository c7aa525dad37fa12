package io.github.udppeer;

/**
 * A block of a test.
 *
 * @param <E> what it throws
 */
@FunctionalInterface
public interface ThrowingBlock<E extends Exception> {

  /**
   * Runs the block.
   *
   * @throws E as it likes
   */
  void run() throws E;
}
