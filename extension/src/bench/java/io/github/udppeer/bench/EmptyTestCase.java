package io.github.udppeer.bench;

import org.junit.jupiter.api.RepeatedTest;

/** Tests that need no socket. */
class EmptyTestCase {

  static final int TESTS = 2000;

  @RepeatedTest(TESTS)
  void test() {}
}
