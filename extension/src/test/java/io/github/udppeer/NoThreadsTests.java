package io.github.udppeer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("a starting process inherits all open sockets: for some ms closed ones stay bound")
@Timeout(120)
class NoThreadsTests {

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "others do not limit the address space")
  void scriptsAndDelayedDatagramsOfLinksGoOnWhenThereAreThreadsAgain() throws IOException {
    try (ChildJvm child = ChildJvm.startWithFewThreads(NoThreads.class)) {
      assertThat(child.readLine()).isEqualTo("without threads: 0 replies, 0 delayed");
      assertThat(child.readLine()).isEqualTo("with threads again: 1 replies, 1 delayed");
    }
  }
}
