package io.github.udppeer.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.udppeer.ChildJvm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Code under test cannot see whether it is watched. */
@Isolated
@Tag("slow")
class SeededCallsTests {

  private static final int ROUNDS = Integer.getInteger("udppeer.watch.rounds", 60);
  private static final int SEEDS = Integer.getInteger("udppeer.watch.seeds", 1);

  @Test
  void looksTheSameWithAWatchAndWithout() throws IOException {
    long lines = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      List<String> plain = lines("plain", seed);
      List<String> watched = lines("watched", seed);
      assertThat(watched).as("seed %d", seed).containsExactlyElementsOf(plain);
      lines += plain.size();
    }
    System.out.println(lines + " lines with a watch and without, 0 differ");
    assertThat(lines).isGreaterThan(ROUNDS * 15L);
  }

  private static List<String> lines(String how, long seed) throws IOException {
    List<String> lines = new ArrayList<>();
    try (ChildJvm child =
        ChildJvm.start(
            List.of("-XX:+EnableDynamicAgentLoading"),
            SeededCalls.class,
            how,
            Long.toString(seed),
            Integer.toString(ROUNDS))) {
      for (String line = child.readLine(); !line.equals("end"); line = child.readLine()) {
        lines.add(line);
      }
    }
    return lines;
  }
}
