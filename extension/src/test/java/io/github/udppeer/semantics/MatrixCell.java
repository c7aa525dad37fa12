package io.github.udppeer.semantics;

import io.github.udppeer.ReceiveFlag;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One of the 128 situations of a receiving call: its flags, its buffer, and what is pending. */
record MatrixCell(Set<ReceiveFlag> flags, Buffer buffer, Queue queue) {

  /** Every combination. */
  static List<MatrixCell> all() {
    return flagSets()
        .flatMap(flags -> Arrays.stream(Buffer.values()).flatMap(buffer -> all(flags, buffer)))
        .toList();
  }

  ReceiveFlag[] flagArray() {
    return flags.toArray(ReceiveFlag[]::new);
  }

  private static Stream<MatrixCell> all(Set<ReceiveFlag> flags, Buffer buffer) {
    return Arrays.stream(Queue.values()).map(queue -> new MatrixCell(flags, buffer, queue));
  }

  private static Stream<Set<ReceiveFlag>> flagSets() {
    Stream<Set<ReceiveFlag>> sets = Stream.of(EnumSet.noneOf(ReceiveFlag.class));
    for (ReceiveFlag flag : ReceiveFlag.values()) {
      sets = sets.flatMap(set -> Stream.of(set, with(set, flag)));
    }
    return sets;
  }

  private static Set<ReceiveFlag> with(Set<ReceiveFlag> flags, ReceiveFlag more) {
    Set<ReceiveFlag> all = EnumSet.copyOf(flags);
    all.add(more);
    return all;
  }

  @Override
  public String toString() {
    String names =
        flags.isEmpty()
            ? "no flags"
            : flags.stream().map(Enum::name).collect(Collectors.joining(" | "));
    return "%s, %s, %s".formatted(names, buffer, queue);
  }
}
