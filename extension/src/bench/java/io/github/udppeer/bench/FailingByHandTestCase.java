package io.github.udppeer.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.RepeatedTest;

/** Tests that fail, without the library. */
class FailingByHandTestCase extends OneByHandTestCase {

  static final int TESTS = 40;

  @Override
  @RepeatedTest(TESTS)
  void receives() throws Exception {
    ByHand.sendPing(agent.address());
    assertThat(agent.text()).isEqualTo("pong");
  }

  static class One extends OneByHandTestCase {

    @Override
    @RepeatedTest(1)
    void receives() throws Exception {
      ByHand.sendPing(agent.address());
      assertThat(agent.text()).isEqualTo("pong");
    }
  }
}
