package io.github.udppeer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A burst that fits the kernel's buffer is never lost, not even by a JVM that has compiled nothing
 * yet. {@code -Dudppeer.cold.runs=50} makes more runs of it.
 *
 * <p>Isolated, because a process that is being started holds the sockets of this one for a moment.
 */
@Isolated
class ColdBurstTests {

  private static final int RUNS = Integer.getInteger("udppeer.cold.runs", 3);

  @ParameterizedTest(name = "{0} datagrams of {1} bytes")
  @CsvSource({"10000, 100", "3600, 1400"})
  void everyDatagramOfABurstArrivesInAFreshJvm(int count, int length) throws Exception {
    List<String> results = new ArrayList<>();
    for (int run = 0; run < RUNS; run++) {
      results.add(runInFreshJvm(count, length));
    }
    System.out.printf(
        "%d fresh JVMs, %d B: %s%n", RUNS, length, results.stream().distinct().toList());
    assertThat(results)
        .allSatisfy(
            result -> {
              String[] figures = result.split(" ", -1);
              assertThat(figures[1]).as("received of sent, in %s", result).isEqualTo(figures[0]);
            });
  }

  private static String runInFreshJvm(int count, int length) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ColdBurst.class.getName(),
                Integer.toString(count),
                Integer.toString(length))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var output = process.getInputStream()) {
      return new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
    } finally {
      process.onExit().join();
    }
  }
}
