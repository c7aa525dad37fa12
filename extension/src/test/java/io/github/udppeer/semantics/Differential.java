package io.github.udppeer.semantics;

import static org.quicktheories.QuickTheory.qt;

import java.util.function.Supplier;

/**
 * Random sequences on two systems of sockets, side by side. A difference fails with the shortest
 * sequence that shows it, and with the seed.
 *
 * @param sequences how many
 * @param seed which; the same seed gives the same ones
 */
record Differential(int sequences, long seed) {

  private static final int SHRINK_CYCLES = 10_000;

  /** Returns what was done, in one line. */
  String play(Supplier<DatagramSystem> peers, Supplier<DatagramSystem> expected) {
    SideBySide sideBySide = new SideBySide(peers, expected);
    qt().withFixedSeed(seed)
        .withExamples(sequences)
        .withUnlimitedTestingTime()
        .withShrinkCycles(SHRINK_CYCLES)
        .withReporter(new ShortestFailure())
        .forAll(new OperationSequences())
        .checkAssert(sideBySide::play);
    return "%s, 0 differences, seed %d".formatted(sideBySide.counts(), seed);
  }
}
