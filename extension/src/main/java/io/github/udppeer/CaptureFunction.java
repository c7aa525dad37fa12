package io.github.udppeer;

/**
 * Makes something of what a conversation has captured so far. It runs in a thread of the library's;
 * what it throws fails the test.
 *
 * @param <T> what it makes
 * @since 0.1.0
 */
@FunctionalInterface
public interface CaptureFunction<T> {

  /**
   * Makes it.
   *
   * @param captures what was captured so far, the latest request among it
   * @return what is made, never null
   * @throws Exception if it cannot be made; it fails the test
   */
  T apply(Captures captures) throws Exception;
}
