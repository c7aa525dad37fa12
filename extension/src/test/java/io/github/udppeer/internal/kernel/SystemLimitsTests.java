package io.github.udppeer.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemLimitsTests {

  @TempDir Path folder;

  @Test
  void areNumbersInFiles() throws IOException {
    assertThat(SystemLimits.number(Files.writeString(folder.resolve("max"), "212992\n")))
        .hasValue(212_992);
    assertThat(SystemLimits.number(Files.writeString(folder.resolve("max"), "none"))).isEmpty();
    assertThat(SystemLimits.number(folder.resolve("missing"))).isEmpty();
  }

  @Test
  void areThoseOfThisMachine() {
    assertThat(SystemLimits.largestReceiveBuffer())
        .isEqualTo(SystemLimits.number(Path.of("/proc/sys/net/core/rmem_max")));
  }
}
