package io.github.udppeer.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.ChildJvm;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("a starting process inherits all open sockets: for some ms closed ones stay bound")
class RunFootprintTests {

  @Test
  void isOneThreadForAThousandPeersAndNothingAfterTwoThousandTests() throws IOException {
    try (ChildJvm child = ChildJvm.start(RunFootprint.class)) {
      assertThat(child.readLine()).isEqualTo("1000 peers open: 1 loop threads");
      assertThat(child.readLine()).isEqualTo("2000 tests: 0 descriptors and 0 threads more");
      assertThat(child.readLine()).isEqualTo("after the runs: 0 loop threads");
    }
  }
}
