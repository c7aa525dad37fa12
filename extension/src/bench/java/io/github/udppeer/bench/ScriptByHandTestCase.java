package io.github.udppeer.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The first answer of a server, without the library. */
class ScriptByHandTestCase {

  @Test
  void answers() throws Exception {
    try (ByHand server = ByHand.open(true)) {
      assertThat(FirstAnswer.from(server.address())).isEqualTo("pong");
    }
  }
}
