package io.github.udppeer;

/** A block of a test. */
@FunctionalInterface
public interface ThrowingBlock {

  /**
   * Runs the block.
   *
   * @throws Exception as it likes
   */
  void run() throws Exception;
}
