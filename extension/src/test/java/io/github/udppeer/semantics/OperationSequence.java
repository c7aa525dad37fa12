package io.github.udppeer.semantics;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.IntStream;

/** Random operations on a socket that is opened for them. */
record OperationSequence(SocketSetup setup, List<Operation> operations) {

  @Override
  public String toString() {
    String head = "a socket on %s with a capacity of %d bytes and a time-out of %d ms:%n";
    return IntStream.range(0, operations.size())
        .mapToObj(i -> "  %d. %s%n".formatted(i + 1, operations.get(i)))
        .collect(
            joining(
                "",
                head.formatted(setup.host(), setup.capacity(), setup.timeout().toMillis()),
                ""));
  }
}
