package io.github.udppeer;

/**
 * A block of a test.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ThrowingBlock {

  /**
   * Runs the block.
   *
   * @throws Exception as it likes
   */
  void run() throws Exception;
}
