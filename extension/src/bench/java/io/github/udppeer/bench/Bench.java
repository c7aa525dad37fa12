package io.github.udppeer.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What a section has at hand: the settings, the compiled programs, the results, and the clock. */
final class Bench {

  /** The contender that every ratio of a socket operation is to. */
  static final String C = "C";

  interface Round {
    void run(Contender contender) throws IOException;
  }

  private final Settings settings;
  private final Programs programs;
  private final Results results;
  private long deadline;
  private double share = 1;

  Bench(Settings settings, Programs programs, Results results) {
    this.settings = settings;
    this.programs = programs;
    this.results = results;
  }

  /** Sets what a section gets of the seconds that it asks for, a tenth at least. */
  void share(double share) {
    this.share = Math.max(0.1, Math.min(1, share));
  }

  void startClock(int seconds) {
    deadline = System.nanoTime() + (long) (TimeUnit.SECONDS.toNanos(seconds) * share);
  }

  boolean hasTime() {
    return System.nanoTime() - deadline < 0;
  }

  Settings settings() {
    return settings;
  }

  Results results() {
    return results;
  }

  /**
   * Lets each contender run once a round, in an order that changes, until the rounds are done or
   * the section's time is up.
   */
  void rounds(int most, Contenders contenders, Round round) throws IOException {
    List<Contender> order = new ArrayList<>();
    contenders.forEach(order::add);
    for (int done = 0; done < most && (done == 0 || hasTime()); done++) {
      for (Contender contender : order) {
        round.run(contender);
      }
      Collections.rotate(order, 1);
    }
  }

  /** Starts a C program as the reference, where there is a compiler. */
  void addProgram(Contenders contenders, String program) throws IOException {
    Optional<Path> compiled = programs.find(program);
    if (compiled.isPresent()) {
      contenders.add(Contender.program(C, compiled.get()));
    }
  }

  /** Starts what sends bursts: the C program, or where there is none a JVM. */
  Contender sender() throws IOException {
    Optional<Path> compiled = programs.find("send");
    return compiled.isPresent()
        ? Contender.program("send", compiled.get())
        : Contender.jvm("send", "send");
  }
}
