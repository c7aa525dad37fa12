package io.github.udppeer.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** One exchange without the library; and many of them. */
class OneByHandTestCase {

  static final int MANY = 2000;

  ByHand agent;

  @BeforeEach
  void open() throws Exception {
    agent = ByHand.open(false);
  }

  @AfterEach
  void close() throws Exception {
    agent.close();
  }

  @Test
  void receives() throws Exception {
    ByHand.sendPing(agent.address());
    assertThat(agent.text()).isEqualTo("ping");
  }

  static class Many extends OneByHandTestCase {

    @Override
    @RepeatedTest(MANY)
    void receives() throws Exception {
      super.receives();
    }
  }
}
