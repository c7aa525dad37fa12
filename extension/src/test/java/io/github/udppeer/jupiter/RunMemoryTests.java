package io.github.udppeer.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.ChildJvm;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("a starting process inherits all open sockets: for some ms closed ones stay bound")
class RunMemoryTests {

  /** Each test captures a megabyte, and sends one that is kept too. */
  private static final List<String> LITTLE_MEMORY =
      List.of("-Xmx128m", "-XX:MaxDirectMemorySize=8m");

  @Test
  void isRecycledFromTestToTestAndByClear() throws IOException {
    try (ChildJvm child = ChildJvm.start(LITTLE_MEMORY, RunMemory.class)) {
      assertThat(child.readLine()).isEqualTo("10,000 tests lost nothing");
      assertThat(child.readLine()).isEqualTo("1,000 times cleared, nothing lost");
    }
  }
}
