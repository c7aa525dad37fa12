package io.github.udppeer.semantics;

import io.github.udppeer.PeerGroup;
import io.github.udppeer.WaitLimits;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A peer does what the kernel does, whatever the sequence of calls: of those that do not wait, of
 * those that wait in vain, and of those that wait until something comes.
 *
 * <p>The system property {@code udppeer.differential.sequences} says how many sequences, {@code
 * udppeer.differential.seed} which ones: the seed that a run printed gives them again.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES) // for the long run; the usual one takes seconds
class DifferentialTests {

  private final Differential differential =
      new Differential(
          Integer.getInteger("udppeer.differential.sequences", 300),
          Long.getLong("udppeer.differential.seed", System.nanoTime()));

  @AutoClose private final PeerGroup group = PeerGroup.open(WaitLimits.DEFAULT);

  private DatagramSystem peers() {
    return new PeerSystem(group.openGroup());
  }

  @Test
  @AgainstTheKernel
  void aPeerDoesWhatTheKernelDoes() {
    String done = differential.play(this::peers, KernelOracle::open);
    System.out.println("differential: " + done);
  }

  @Test
  void aPeerDoesWhatTheModelDoes() {
    String done = differential.play(this::peers, ModelSystem::new);
    System.out.println("differential, by the model: " + done);
  }
}
