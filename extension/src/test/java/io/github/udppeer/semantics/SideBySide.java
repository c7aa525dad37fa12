package io.github.udppeer.semantics;

import java.util.List;
import java.util.function.Supplier;

/** Plays sequences on two systems at once and fails at the first difference. */
final class SideBySide {

  private final Supplier<DatagramSystem> actual;
  private final Supplier<DatagramSystem> expected;
  private long sequences;
  private long operations;

  SideBySide(Supplier<DatagramSystem> actual, Supplier<DatagramSystem> expected) {
    this.actual = actual;
    this.expected = expected;
  }

  void play(OperationSequence sequence) {
    sequences++;
    try (DatagramSystem actualSystem = actual.get();
        DatagramSystem expectedSystem = expected.get()) {
      Stage actualStage = new Stage(actualSystem, sequence.setup());
      Stage expectedStage = new Stage(expectedSystem, sequence.setup());
      List<Operation> steps = sequence.operations();
      for (int i = 0; i < steps.size(); i++) {
        operations++;
        compare("Step " + (i + 1), steps.get(i).on(actualStage), steps.get(i).on(expectedStage));
      }
      compare("What is left", actualStage.drain(), expectedStage.drain());
    }
  }

  /** The sequences and operations so far, in words. */
  String counts() {
    return "%d sequences, %d operations".formatted(sequences, operations);
  }

  private static void compare(String what, Object actual, Object expected) {
    if (!actual.equals(expected)) {
      throw new AssertionError(
          "%s differs, on the peer:%n  %s%nExpected:%n  %s%n".formatted(what, actual, expected));
    }
  }
}
