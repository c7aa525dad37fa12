package io.github.udppeer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.internal.kernel.SocketTable;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("a starting process inherits all open sockets: for some ms closed ones stay bound")
@Timeout(120)
class LittleMemoryTests {

  @Test
  void whatAClosedPeerHeldIsFreeAtOnce() throws IOException {
    List<String> options = List.of("-Xmx64m", "-XX:MaxDirectMemorySize=16m");
    try (ChildJvm child = ChildJvm.start(options, LittleMemory.Bursts.class)) {
      assertThat(child.readLine()).isEqualTo("each next peer lost nothing");
    }
  }

  @Test
  void figuresAreToldWhereNoneIsLeftForTheFirst() throws IOException {
    boolean areDropsTold = SocketTable.read().isPresent();
    List<String> options = List.of("-Xmx64m", "-XX:MaxDirectMemorySize=4m");
    try (ChildJvm child = ChildJvm.start(options, LittleMemory.FirstFigures.class)) {
      assertThat(child.readLine())
          .isEqualTo("with none left: 0 received, drops are told: " + areDropsTold);
      assertThat(child.readLine()).isEqualTo("with none left: AssertionFailedError");
      assertThat(child.readLine())
          .isEqualTo("with some again: 1 received, drops are told: " + areDropsTold);
    }
  }
}
