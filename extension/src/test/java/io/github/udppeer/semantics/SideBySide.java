package io.github.udppeer.semantics;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Plays sequences on two systems at once and fails at the first difference. */
final class SideBySide {

  /** For which a shorter sequence is looked for: the difference may be that something hangs. */
  private static final long SHRINKING_NANOS = TimeUnit.MINUTES.toNanos(2);

  private final Supplier<DatagramSystem> actual;
  private final Supplier<DatagramSystem> expected;
  private long sequences;
  private long operations;
  private long arrivals;
  private Optional<Long> firstDifferenceNanos = Optional.empty();

  SideBySide(Supplier<DatagramSystem> actual, Supplier<DatagramSystem> expected) {
    this.actual = actual;
    this.expected = expected;
  }

  void play(OperationSequence sequence) {
    if (firstDifferenceNanos.filter(SideBySide::isLongAgo).isPresent()) {
      return;
    }
    sequences++;
    try (DatagramSystem actualSystem = actual.get();
        DatagramSystem expectedSystem = expected.get()) {
      Stage actualStage = new Stage(actualSystem, sequence.setup());
      Stage expectedStage = new Stage(expectedSystem, sequence.setup());
      List<Operation> steps = sequence.operations();
      for (int i = 0; i < steps.size(); i++) {
        Operation step = steps.get(i);
        operations++;
        arrivals += step instanceof Operation.Arrival ? 1 : 0;
        compare("Step " + (i + 1), actualStage.play(step), expectedStage.play(step));
      }
      compare("What is left", actualStage.drain(), expectedStage.drain());
    }
  }

  /** The sequences and operations so far, in words. */
  String counts() {
    return "%d sequences, %d operations, %d of them arrivals"
        .formatted(sequences, operations, arrivals);
  }

  private static boolean isLongAgo(long nanos) {
    return System.nanoTime() - nanos > SHRINKING_NANOS;
  }

  private void compare(String what, Object actual, Object expected) {
    if (!actual.equals(expected)) {
      firstDifferenceNanos = firstDifferenceNanos.or(() -> Optional.of(System.nanoTime()));
      throw new AssertionError(
          "%s differs, on the peer:%n  %s%nExpected:%n  %s%n".formatted(what, actual, expected));
    }
  }
}
